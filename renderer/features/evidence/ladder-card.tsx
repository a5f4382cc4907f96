import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Rung } from '../../../src/contract/evidence.ts';
import type { HostId } from '../../../src/contract/ids.ts';
import { sharesOf } from '../../../src/shared/shares.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../ui/display.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { RungTag, Strength } from './rung-tag.tsx';
import { stepOf } from './strength.rules.ts';

interface Step {
  readonly rung: Rung | null;
  readonly accounts: number;
}

/** On which step of proof the active accounts stand, the strongest on top, and what each step shows. */
export function LadderCard({ hostId }: { hostId: HostId | undefined }) {
  const { t } = useTranslation('evidenceScreen');
  const query = useQuery(orpc.evidence.ladder.queryOptions({ input: hostId === undefined ? {} : { hostId }, placeholderData: keepPreviousData }));
  return (
    <Card title={t('ladder.heading')}>
      <p className="soft prose">{t('ladder.intro')}</p>
      <Loaded query={query}>
        {({ rungs, activeAccounts, at }) => (
          <>
            {activeAccounts === 0 && <p className="soft">{t('ladder.empty')}</p>}
            <ol className="ladder" aria-label={t('ladder.list')} reversed>
              {withShares(rungs).map(({ share, ...step }) => (
                <LadderStep key={step.rung ?? 'none'} step={step} share={activeAccounts === 0 ? undefined : share} />
              ))}
            </ol>
            <p className="soft small">
              {t('ladder.source')} <RelativeTime at={at} />
            </p>
          </>
        )}
      </Loaded>
    </Card>
  );
}

/** The strongest first. */
function withShares(steps: readonly Step[]) {
  const shares = sharesOf(steps.map(({ accounts }) => accounts));
  return steps.map((step, index) => ({ ...step, share: shares[index] ?? 0 })).toReversed();
}

function LadderStep({ step: { rung, accounts }, share }: { step: Step; share: number | undefined }) {
  const { t } = useTranslation('evidenceScreen');
  const { percent } = useFormat();
  return (
    <li data-empty={accounts === 0 ? true : undefined}>
      <div className="ladder-name">
        {rung !== null && <Strength rung={rung} />}
        {rung === null ? <strong>{t('ladder.none')}</strong> : <RungTag rung={rung} />}
      </div>
      <p className="ladder-why soft small">{rung === null ? t('ladder.noneWhy') : t(`rungWhy.${rung}`)}</p>
      <p className="ladder-count">
        <span className="share" aria-hidden>
          <span style={{ inlineSize: `${share ?? 0}%` }} data-weight={rung === null ? 'none' : stepOf(rung) === 0 ? 'nothing' : undefined} />
        </span>
        <span>{t('ladder.accounts', { count: accounts })}</span>
        {share !== undefined && <span className="soft">{percent(share)}</span>}
      </p>
    </li>
  );
}

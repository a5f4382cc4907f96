import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Coverage } from '../../../src/contract/evidence.ts';
import type { HostId } from '../../../src/contract/ids.ts';
import { sharesOf } from '../../../src/shared/shares.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { type BarPart, StackedBar } from '../../ui/stacked-bar.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import './evidence.css';

const PARTS = [
  { id: 'told', tone: 'ok' },
  { id: 'practised', tone: 'info', pattern: true },
  { id: 'queued', tone: 'info' },
  { id: 'failed', tone: 'stopped' },
  { id: 'due', tone: 'attention' },
  { id: 'noPolicy', tone: 'unknown' },
] as const satisfies readonly Pick<BarPart, 'id' | 'tone' | 'pattern'>[];

/** How much of what is active has been told: every active account in exactly one part, with source, window and age. */
export function CoverageCard({ hostId }: { hostId: HostId | undefined }) {
  const { t } = useTranslation('evidenceScreen');
  const coverage = useQuery(orpc.evidence.coverage.queryOptions({ input: hostId === undefined ? {} : { hostId }, placeholderData: keepPreviousData }));
  return (
    <section className="card" aria-labelledby="coverage">
      <h2 id="coverage">{t('coverage.heading')}</h2>
      <Loaded query={coverage}>{(shown) => <Figures coverage={shown} />}</Loaded>
      <Honest />
    </section>
  );
}

function Figures({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation('evidenceScreen');
  const format = useFormat();
  const { activeAccounts, told, toldPercent } = coverage;
  const summary = t('coverage.summary', { told: format.number(told), count: activeAccounts });
  const shares = sharesOf(PARTS.map(({ id }) => coverage[id]));
  return (
    <>
      <p className="coverage-figure">
        {toldPercent === null ? t('coverage.noAccounts') : <strong className="figure">{t('coverage.told', { percent: format.percent(toldPercent) })}</strong>}
        {toldPercent !== null && <span className="soft">{summary}</span>}
      </p>
      {activeAccounts > 0 && (
        <StackedBar
          summary={summary}
          parts={PARTS.map((part, index) => ({ ...part, count: coverage[part.id], label: `${t(`part.${part.id}`)} · ${format.percent(shares[index] ?? 0)}` }))}
        />
      )}
      <p className="soft small">
        {t('coverage.source')} <RelativeTime at={coverage.at} />
      </p>
      {coverage.due > 0 && (
        <div className="row">
          <LinkButton to="/notices">{t('coverage.toSend')}</LinkButton>
        </div>
      )}
    </>
  );
}

/** What the words of the legend mean, and what none of them proves. */
function Honest() {
  const { t } = useTranslation('evidenceScreen');
  return (
    <details className="honest">
      <summary>{t('honest.title')}</summary>
      <div className="stack" data-gap="s">
        <dl className="key-values">
          {PARTS.map(({ id }) => (
            <div key={id}>
              <dt>{t(`part.${id}`)}</dt>
              <dd>{t(`partWhy.${id}`)}</dd>
            </div>
          ))}
        </dl>
        <p className="prose">{t('honest.handed')}</p>
        <p className="prose">{t('honest.read')}</p>
      </div>
    </details>
  );
}

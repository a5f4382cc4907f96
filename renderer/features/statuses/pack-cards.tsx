import { ScanSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PackState } from '../../../src/contract/statuses.ts';
import { HOSTED_STATES } from '../../../src/shared/panels.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useSinceWords } from './since-words.ts';
import { HostedStateTag } from './state-tag.tsx';

/** Each pack as a whole: its state with what it was read from, its accounts by state, and how old that is. */
export function PackCards({ packs, onOpen }: { packs: readonly PackState[]; onOpen(pack: PackState): void }) {
  const { t } = useTranslation('statuses');
  if (packs.length === 0) return null;
  return (
    <section aria-label={t('packs.label')}>
      <ul className="pack-states">
        {[...packs].sort(byWeight).map((pack) => (
          <li key={pack.packId} className="card" data-state={pack.state}>
            <PackCard pack={pack} onOpen={() => onOpen(pack)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A pack that stands still comes first; the others stay in their order. */
function byWeight(a: PackState, b: PackState): number {
  return Number(b.state === 'pack_suspended') - Number(a.state === 'pack_suspended');
}

function PackCard({ pack, onOpen }: { pack: PackState; onOpen(): void }) {
  const { t } = useTranslation('statuses');
  const { number } = useFormat();
  const counts = HOSTED_STATES.flatMap((state) => {
    const count = pack.counts[state] ?? 0;
    return count > 0 ? [t('packs.count', { state: t(`state.${state}`), count: number(count) })] : [];
  });
  return (
    <>
      <div className="row" data-justify="between">
        <h2>
          {pack.packName} <span className="soft small">{pack.hostName}</span>
        </h2>
        <HostedStateTag state={pack.state} />
      </div>
      <PackWhy pack={pack} />
      {pack.state === 'pack_suspended' && (
        <div className="row">
          <LinkButton to={`/incidents/packs/${pack.packId}`} icon={ScanSearch}>
            {t('packs.cause')}
            <span className="visually-hidden"> ({pack.packName})</span>
          </LinkButton>
        </div>
      )}
      <p className="small">{counts.length === 0 ? t('packs.noAccounts') : counts.join(' · ')}</p>
      <PackFoot pack={pack} onOpen={onOpen} />
    </>
  );
}

/** When it was read, and the way to more. */
function PackFoot({ pack, onOpen }: { pack: PackState; onOpen(): void }) {
  const { t } = useTranslation('statuses');
  return (
    <div className="row small" data-justify="between">
      <span className="soft">
        {pack.seenAt === null ? (
          t('packs.neverRead')
        ) : (
          <>
            {t('packs.read')} <RelativeTime at={pack.seenAt} />
          </>
        )}
      </span>
      <Button variant="quiet" onPress={onOpen}>
        {t('packs.open')}
        <span className="visually-hidden"> ({pack.packName})</span>
      </Button>
    </div>
  );
}

/** From what the state of a pack was concluded and since when; nothing of one that is fine. */
export function PackWhy({ pack: { state, because, since, after } }: { pack: PackState }) {
  const { t } = useTranslation('statuses');
  const words = useSinceWords();
  if (state === 'active' || because === null) return null;
  return (
    <div className="prose">
      <p>{t(`because.${because}`)}</p>
      {since !== null && <p className="soft small">{words({ since, after, hostSince: null })}</p>}
    </div>
  );
}

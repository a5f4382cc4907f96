import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { RouteTabs } from '../../ui/tabs.tsx';
import { useUndecided } from './use-connections.ts';

/** The parts of hosts, with how much waits for a person in each. */
export function HostsTabs() {
  const { t } = useTranslation('connections');
  const undecided = useUndecided();
  const alerts = useQuery(orpc.alerts.summary.queryOptions({ input: {} })).data?.unseen ?? 0;
  return (
    <RouteTabs
      label={t('tabs.label')}
      tabs={[
        { to: '/hosts', label: <Counted label={t('tabs.hosts')} count={undecided} meaning={t('tabs.undecided', { count: undecided })} /> },
        { to: '/hosts/volume', label: t('tabs.volume') },
        { to: '/hosts/status', label: t('tabs.status') },
        { to: '/hosts/blocklists', label: t('tabs.blocklists') },
        { to: '/hosts/alerts', label: <Counted label={t('tabs.alerts')} count={alerts} meaning={t('tabs.unseen', { count: alerts })} /> },
      ]}
    />
  );
}

/** A tab with a number, which is said in words to those who do not see it. */
function Counted({ label, count, meaning }: { label: string; count: number; meaning: string }) {
  const { number } = useFormat();
  if (count === 0) return label;
  return (
    <>
      {label}{' '}
      <span className="chip-count" aria-hidden>
        {number(count)}
      </span>
      <span className="visually-hidden">, {meaning}</span>
    </>
  );
}

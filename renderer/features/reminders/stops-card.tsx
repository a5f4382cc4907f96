import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { StopReason } from '../../../src/contract/reminder-runs.ts';
import { orpc } from '../../client/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';

interface Stops {
  readonly reason: StopReason;
  readonly count: number;
}

/** Clients without a date, by reason, each with what to do about it. */
export function StopsCard({ stopped }: { stopped: Partial<Record<StopReason, number>> }) {
  const { t } = useTranslation('reminders');
  const { number } = useFormat();
  const rows = StopReason.options.flatMap((reason): Stops[] => {
    const count = stopped[reason] ?? 0;
    return count === 0 ? [] : [{ reason, count }];
  });
  if (rows.length === 0) return null;
  return (
    <Card flush title={t('stops.title')}>
      <Table
        label={t('stops.title')}
        rows={rows}
        rowKey={({ reason }) => reason}
        columns={[
          { id: 'reason', header: t('stops.reason'), cell: ({ reason }) => <TwoLines main={t(`stop.${reason}`)} below={t(`stopWhy.${reason}`)} /> },
          { id: 'clients', header: t('stops.clients'), numeric: true, cell: ({ count }) => number(count) },
          { id: 'next', header: t('stops.next'), cell: ({ reason }) => <NextStep reason={reason} /> },
        ]}
      />
    </Card>
  );
}

function NextStep({ reason }: { reason: StopReason }) {
  const { t } = useTranslation('reminders');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  const [host] = hosts;
  if (reason === 'notice_first' || reason === 'never_told') return <LinkButton to="/notices">{t('stopDo.notices')}</LinkButton>;
  if (reason === 'rule_never') return <LinkButton to="/reminders/rules">{t('stopDo.rules')}</LinkButton>;
  if (reason === 'no_text') {
    const to = hosts.length === 1 && host !== undefined ? `/hosts/${host.id}/texts/reminder/publish` : '/hosts';
    return <LinkButton to={to}>{t('stopDo.publish')}</LinkButton>;
  }
  return <LinkButton to="/reminders/planned/stopped">{t('stopDo.show')}</LinkButton>;
}

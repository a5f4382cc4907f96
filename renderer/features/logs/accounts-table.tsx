import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { LogAccountRow, LogSummary } from '../../../src/contract/logs.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { useFormat } from '../../i18n/format.ts';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/field.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { logAccountPath } from './log-account-path.ts';

const SORTS = ['account', 'messages', 'recipients', 'delivered', 'failed', 'failed_share', 'deferred', 'bounces', 'peak'] as const;
type Sort = (typeof SORTS)[number];

/** Every account of a log with what it sent and what became of it. */
export function AccountsTable({ log }: { log: LogSummary }) {
  const { t } = useTranslation(['logs', 'common']);
  const [, navigate] = useLocation();
  const [search, setSearch] = useState('');
  const [{ sort, descending }, setSorted] = useState<{ sort: Sort; descending: boolean }>({ sort: 'recipients', descending: true });
  const input = { id: log.id, search: useDeferredValue(search), sort, descending };
  const rows = useWindowedRows({
    queryKey: orpc.logs.accounts.key({ input }),
    load: (window, signal) => client.logs.accounts({ ...input, ...window }, { signal }),
  });
  const columns = useColumns();
  const sortBy = (by: string) => {
    const known = SORTS.find((each) => each === by);
    if (known !== undefined) setSorted({ sort: known, descending: known === sort ? !descending : known !== 'account' });
  };
  return (
    <section className="stack" data-gap="s" aria-label={t('accounts.title')}>
      <div className="row" data-justify="between">
        <h2>{t('accounts.title')}</h2>
        <SearchField label={t('accounts.search')} value={search} onChange={setSearch} />
      </div>
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      <p className="soft small" role="status">
        {rows.head === undefined ? t('common:loading') : t('accounts.shown', { count: rows.total })}
      </p>
      <DataTable
        label={t('accounts.title')}
        columns={columns}
        rows={rows}
        rowKey={({ account }) => account}
        rowHeight={56}
        onOpen={({ account }) => navigate(logAccountPath(log.id, account))}
        sorted={{ by: sort, descending }}
        onSort={sortBy}
      />
      <p className="soft small prose">{t('accounts.how')}</p>
    </section>
  );
}

const COUNTS = {
  messages: { width: 'minmax(5.5rem, 1fr)', hideBelow: 900 },
  recipients: { width: 'minmax(6.5rem, 1fr)' },
  delivered: { width: 'minmax(5.5rem, 1fr)', hideBelow: 760 },
  failed: { width: 'minmax(4.5rem, 1fr)' },
  deferred: { width: 'minmax(5rem, 1fr)', hideBelow: 860 },
} as const;

function useColumns(): readonly DataColumn<LogAccountRow>[] {
  const { t } = useTranslation('logs');
  const { number } = useFormat();
  const counts = (['messages', 'recipients', 'delivered', 'failed', 'deferred'] as const).map(
    (id): DataColumn<LogAccountRow> => ({
      ...COUNTS[id],
      id,
      header: t(`accounts.${id}`),
      numeric: true,
      sort: id,
      cell: ({ counts: counted }) => number(counted[id === 'deferred' ? 'deferredRecipients' : id] ?? 0),
    }),
  );
  return [
    { id: 'account', header: t('accounts.account'), width: 'minmax(9rem, 2fr)', sort: 'account', cell: (row) => <Who row={row} /> },
    ...counts,
    { id: 'share', header: t('accounts.share'), width: '6rem', numeric: true, sort: 'failed_share', hideBelow: 600, cell: (row) => <FailedShare row={row} /> },
    { id: 'trend', header: t('accounts.trend'), width: '6.6rem', hideBelow: 680, cell: (row) => <Trend row={row} /> },
    { id: 'peak', header: t('accounts.peak'), width: 'minmax(8rem, 1fr)', sort: 'peak', hideBelow: 1020, cell: (row) => <Peak row={row} /> },
  ];
}

function Who({ row: { account, domain, clientName, hostedId } }: { row: LogAccountRow }) {
  const { t } = useTranslation('logs');
  const names = [domain === '' || domain === account ? '' : account, clientName || (hostedId === null ? t('notKnownHere') : t('noClient'))];
  return <TwoLines main={domain || account} below={names.filter((name) => name !== '').join(' · ')} />;
}

function FailedShare({ row: { failedShare } }: { row: LogAccountRow }) {
  const { t } = useTranslation('common');
  const { percent } = useFormat();
  return failedShare === null ? <span className="soft small">{t('none')}</span> : percent(failedShare * 100);
}

function Trend({ row: { trend } }: { row: LogAccountRow }) {
  const { t } = useTranslation('logs');
  const { number, list } = useFormat();
  return <Sparkline values={trend} label={t('accounts.trendSaid', { values: list(trend.map(number)) })} />;
}

function Peak({ row: { peak } }: { row: LogAccountRow }) {
  const { dateTime } = useFormat();
  const { t } = useTranslation('logs');
  return peak === null ? null : <TwoLines main={t('accounts.peakCount', { count: peak.recipients })} below={dateTime(peak.at)} />;
}

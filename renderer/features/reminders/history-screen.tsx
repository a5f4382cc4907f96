import { History } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { LinkButton } from '../../ui/button.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { DateTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { type PastReminder, PastState } from './past-state.tsx';
import { RemindersTabs } from './reminders-tabs.tsx';
import { useDayWords } from './words.ts';

/** Reminders that were sent or passed over; a row leads to its message. */
export function HistoryScreen() {
  const { t } = useTranslation('reminders');
  const [search, setSearch] = useState('');
  const [, navigate] = useLocation();
  const columns = useColumns();
  const input = { search: useDeferredValue(search) };
  const rows = useWindowedRows({
    queryKey: orpc.reminders.history.key({ input }),
    load: (window, signal) => client.reminders.history({ ...input, ...window }, { signal }),
  });
  const open = ({ outboxId, clientId }: PastReminder) => navigate(outboxId === null ? `/clients/${clientId}` : `/sending/${outboxId}`);
  const nothing = rows.head?.total === 0;
  return (
    <Page title={t('title')} wide>
      <RemindersTabs />
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      {nothing && search === '' ? (
        <EmptyState icon={History} title={t('history.none')} actions={<LinkButton to="/reminders/planned">{t('history.toPlanned')}</LinkButton>}>
          {t('history.noneWhy')}
        </EmptyState>
      ) : (
        <section className="stack" data-gap="s" aria-label={t('history.list')}>
          <SearchField label={t('history.search')} value={search} onChange={setSearch} />
          {nothing && <p className="soft">{t('history.nothing')}</p>}
          <DataTable
            label={t('history.list')}
            columns={columns}
            rows={rows}
            rowKey={(row) => `${row.clientId} ${row.hostName} ${row.dueOn} ${row.at}`}
            rowHeight={56}
            onOpen={open}
          />
        </section>
      )}
    </Page>
  );
}

function useColumns(): readonly DataColumn<PastReminder>[] {
  const { t } = useTranslation(['reminders', 'common']);
  const { short } = useDayWords();
  return [
    { id: 'client', header: t('history.client'), width: 'minmax(8rem, 2fr)', cell: (row) => <TwoLines main={row.clientName} below={row.hostName} /> },
    { id: 'due', header: t('history.due'), width: '9rem', hideBelow: 640, cell: (row) => short(row.dueOn) },
    {
      id: 'when',
      header: t('history.when'),
      width: 'minmax(10rem, 1fr)',
      hideBelow: 460,
      cell: (row) => <TwoLines main={<DateTime at={row.at} />} below={row.author || (row.outcome === 'skipped' ? t('common:notNamed') : '')} />,
    },
    { id: 'outcome', header: t('history.outcome'), width: 'minmax(9rem, 1fr)', cell: (row) => <PastState row={row} /> },
  ];
}

import { type ReactNode, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutboxId } from '../../../src/contract/ids.ts';
import type { OutboxRow } from '../../../src/contract/outbox.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { useFormat } from '../../i18n/format.ts';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/field.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { situationOf } from '../bounces/index.ts';
import { OutboxDrawer } from './outbox-drawer.tsx';
import { OutboxStateTag } from './outbox-state.tsx';

interface OutboxListProps {
  label: string;
  /** None = all. */
  states: readonly OutboxRow['state'][];
  /** None = all. */
  kinds?: readonly OutboxRow['kind'][];
  /** Between the search and the list: filters. */
  filters?: ReactNode;
  /** In the place of the list when there is no message at all. */
  empty: ReactNode;
  /** A message that is open from the start. */
  openId?: OutboxId | undefined;
}

/** Messages of the outbox with search; a row opens its history at the side. */
export function OutboxList({ label, states, kinds = [], filters, empty, openId }: OutboxListProps) {
  const { t } = useTranslation('sending');
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(openId);
  const columns = useColumns();
  const input = { search: useDeferredValue(search), states: [...states], kinds: [...kinds] };
  const rows = useWindowedRows({
    queryKey: orpc.outbox.list.key({ input }),
    load: (window, signal) => client.outbox.list({ ...input, ...window }, { signal }),
  });
  const isUnfiltered = search === '' && (states.length + kinds.length === 0 || filters === undefined);
  return (
    <>
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      {rows.head?.total === 0 && isUnfiltered ? (
        empty
      ) : (
        <section className="stack" data-gap="s" aria-label={label}>
          <div className="row" data-gap="l">
            <SearchField label={t('search')} value={search} onChange={setSearch} />
            {filters}
          </div>
          {rows.head?.total === 0 && <p className="soft">{t('nothingFound')}</p>}
          <DataTable label={label} columns={columns} rows={rows} rowKey={(row) => row.id} rowHeight={56} onOpen={(row) => setOpen(row.id)} />
        </section>
      )}
      <OutboxDrawer id={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

function useColumns(): readonly DataColumn<OutboxRow>[] {
  const { t } = useTranslation('sending');
  return [
    { id: 'state', header: t('column.state'), width: 'minmax(9rem, 13rem)', cell: (row) => <OutboxStateTag row={row} /> },
    {
      id: 'client',
      header: t('column.client'),
      width: 'minmax(10rem, 2fr)',
      cell: (row) => (
        <div className="grid-two-lines">
          <span>{row.client}</span>
          <span className="soft small">{row.to}</span>
        </div>
      ),
    },
    { id: 'subject', header: t('column.subject'), width: 'minmax(10rem, 3fr)', hideBelow: 900, cell: (row) => row.subject },
    { id: 'when', header: t('column.when'), width: 'minmax(10.5rem, 1fr)', hideBelow: 480, cell: (row) => <When row={row} /> },
    { id: 'answer', header: t('column.answer'), width: 'minmax(8rem, 2fr)', hideBelow: 680, cell: (row) => <Answer row={row} /> },
  ];
}

/** The server's words; of what failed, first what they mean. */
function Answer({ row: { failure, errorCode, serverReply } }: { row: OutboxRow }) {
  const { t } = useTranslation('bounces');
  if (failure === undefined) return <span className="soft">{serverReply}</span>;
  return <TwoLines main={t(`situation.${situationOf({ ...failure, errorCode })}.what`)} below={serverReply ?? ''} />;
}

function When({ row }: { row: OutboxRow }) {
  const { t } = useTranslation('sending');
  const { relative } = useFormat();
  if (row.sentAt !== undefined) return <RelativeTime at={row.sentAt} />;
  const { waiting } = row;
  if (waiting === undefined) return <RelativeTime at={row.dueAt} />;
  const when = waiting.until === null ? '' : relative(waiting.until, Date.now());
  return <span className="soft">{t(`wait.${waiting.reason}`, { when })}</span>;
}

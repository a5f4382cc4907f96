import { CircleAlert } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyRow, ReplyVerdict } from '../../../src/contract/acknowledgements.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { FilterChips } from '../../ui/choice.tsx';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SearchField } from '../../ui/field.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { VERDICTS } from './use-reading.ts';
import { VerdictTag } from './verdict-tag.tsx';

/** Nothing of unrelated mails is kept, so there is nothing to filter. */
const KEPT = VERDICTS.filter((verdict) => verdict !== 'unrelated');

interface RepliesListProps {
  toRead: number;
  verdicts: readonly ReplyVerdict[];
  onVerdicts(verdicts: ReplyVerdict[]): void;
  onOpen(row: ReplyRow): void;
}

/** Every reply, newest first; a row opens the mail at the side. */
export function RepliesList({ toRead, verdicts, onVerdicts, onOpen }: RepliesListProps) {
  const { t } = useTranslation('replies');
  const [search, setSearch] = useState('');
  const columns = useColumns();
  const input = { search: useDeferredValue(search), verdicts: [...verdicts] };
  const rows = useWindowedRows({
    queryKey: orpc.acknowledgements.replies.key({ input }),
    load: (window, signal) => client.acknowledgements.replies({ ...input, ...window }, { signal }),
  });
  return (
    <section className="stack" data-gap="s" aria-labelledby="replies">
      <h2 id="replies">{t('list.title')}</h2>
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      <div className="row" data-gap="l">
        <SearchField label={t('list.search')} value={search} onChange={setSearch} />
        <FilterChips
          label={t('list.show')}
          value={verdicts}
          onChange={onVerdicts}
          options={KEPT.map((id) => ({ id, label: t(`verdict.${id}`), ...(id === 'to_read' && toRead > 0 && { count: toRead }) }))}
        />
      </div>
      {rows.head?.total === 0 && <p className="soft">{t('list.nothingFound')}</p>}
      <DataTable label={t('list.label')} columns={columns} rows={rows} rowKey={(row) => row.id} rowHeight={56} onOpen={onOpen} />
    </section>
  );
}

function useColumns(): readonly DataColumn<ReplyRow>[] {
  const { t } = useTranslation('replies');
  return [
    {
      id: 'client',
      header: t('list.column.client'),
      width: 'minmax(9rem, 2fr)',
      cell: (row) => <TwoLines main={row.clientName} below={<Sender row={row} />} />,
    },
    {
      id: 'words',
      header: t('list.column.words'),
      width: 'minmax(10rem, 3fr)',
      hideBelow: 760,
      cell: (row) => <TwoLines main={row.excerpt === '' ? t('detail.noOwnWords') : row.excerpt} below={row.subject} />,
    },
    { id: 'verdict', header: t('list.column.verdict'), width: 'minmax(9rem, 14rem)', cell: (row) => <VerdictTag verdict={row.verdict} /> },
    {
      id: 'about',
      header: t('list.column.about'),
      width: 'minmax(9rem, 2fr)',
      hideBelow: 1000,
      cell: (row) => t('list.version', { host: row.hostName, number: row.versionNumber }),
    },
    { id: 'when', header: t('list.column.when'), width: '10.5rem', hideBelow: 480, cell: (row) => <RelativeTime at={row.writtenAt ?? row.readAt} /> },
  ];
}

/** The address it came from, marked where it is none of the client's. */
function Sender({ row: { from, otherAddress } }: { row: ReplyRow }) {
  const { t } = useTranslation('replies');
  const why = t('detail.otherAddress');
  return (
    <span title={otherAddress ? why : undefined}>
      {otherAddress && <CircleAlert size={14} role="img" aria-label={why} />} {from.address}
    </span>
  );
}

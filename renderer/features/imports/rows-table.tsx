import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportPreview, ImportRow, Verdict } from '../../../src/contract/imports.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { useFormat } from '../../i18n/format.ts';
import { type DataColumn, DataTable } from '../../ui/data-table.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { RowDrawer } from './row-drawer.tsx';
import type { ImportJob } from './use-import.ts';
import { VerdictTag } from './verdict-tag.tsx';

interface RowsTableProps {
  job: ImportJob;
  previewId: ImportPreview['previewId'];
  verdicts: readonly Verdict[];
}

/** Every row of the list with its verdict and reason; a row opens at the side. */
export function RowsTable({ job, previewId, verdicts }: RowsTableProps) {
  const { t } = useTranslation('imports');
  const [open, setOpen] = useState<ImportRow>();
  const columns = useColumns();
  const input = { previewId, verdicts: [...verdicts] };
  const rows = useWindowedRows({
    queryKey: orpc.imports.rows.key({ input }),
    load: (window, signal) => client.imports.rows({ ...input, ...window }, { signal }),
  });
  return (
    <>
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      <DataTable label={t('rows.label')} columns={columns} rows={rows} rowKey={(row) => String(row.line)} rowHeight={56} onOpen={setOpen} />
      <RowDrawer job={job} row={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

function useColumns(): readonly DataColumn<ImportRow>[] {
  const { t } = useTranslation('imports');
  const format = useFormat();
  return [
    { id: 'line', header: t('rows.line'), width: '6rem', numeric: true, cell: (row) => format.number(row.line) },
    { id: 'verdict', header: t('rows.verdict'), width: 'minmax(9rem, 12rem)', cell: (row) => <VerdictTag verdict={row.verdict} /> },
    { id: 'reason', header: t('rows.reason'), width: 'minmax(10rem, 3fr)', cell: (row) => <Reason row={row} /> },
    { id: 'name', header: t('rows.name'), width: 'minmax(9rem, 2fr)', hideBelow: 620, cell: (row) => row.name },
    {
      id: 'email',
      header: t('rows.email'),
      width: 'minmax(10rem, 2fr)',
      hideBelow: 800,
      cell: (row) => (
        <div className="grid-two-lines">
          <span>{row.email}</span>
          <span className="soft small">{row.domain}</span>
        </div>
      ),
    },
  ];
}

function Reason({ row }: { row: ImportRow }) {
  const { t } = useTranslation('imports');
  const below =
    row.value ?? (row.mergedIntoLine === undefined ? row.changes.map(({ after }) => after).join(' · ') : t('rows.intoLine', { line: row.mergedIntoLine }));
  return (
    <div className="grid-two-lines">
      <span>{t(`reason.${row.reason}`)}</span>
      {below !== '' && <span className="soft small">{below}</span>}
    </div>
  );
}

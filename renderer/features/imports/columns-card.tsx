import { useTranslation } from 'react-i18next';
import { IMPORT_FIELDS, type ImportField, type ImportPreview } from '../../../src/contract/imports.ts';
import { useFormat } from '../../i18n/format.ts';
import { Select } from '../../ui/choice.tsx';
import { Card, StateTag } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import type { ImportJob } from './use-import.ts';

type Column = ImportPreview['columns'][number];
const LEFT_OUT = 'leftOut';

/** Every column of the list with what it is taken for. */
export function ColumnsCard({ job, preview }: { job: ImportJob; preview: ImportPreview }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  return (
    <Card flush title={t('columns.title')}>
      {preview.remembered && <p className="soft card-note">{t('columns.remembered')}</p>}
      <Table
        label={t('columns.title')}
        rows={preview.columns}
        rowKey={(column) => String(column.index)}
        columns={[
          { id: 'header', header: t('columns.header'), cell: (column) => column.header || t('columns.nth', { n: column.index + 1 }) },
          { id: 'field', header: t('columns.field'), cell: (column) => <FieldChoice job={job} preview={preview} column={column} /> },
          { id: 'found', header: t('columns.found'), cell: (column) => <span className="soft">{t(`foundBy.${column.foundBy}`)}</span> },
          { id: 'filled', header: t('columns.filled'), numeric: true, cell: (column) => format.percent(column.filled * 100) },
          { id: 'samples', header: t('columns.samples'), cell: (column) => <Samples column={column} /> },
        ]}
      />
    </Card>
  );
}

function Samples({ column }: { column: Column }) {
  const { t } = useTranslation('imports');
  return (
    <div className="stack" data-gap="s">
      <span className="soft small samples">{column.samples.join(' · ')}</span>
      {column.warning !== null && <StateTag tone="attention">{t(`columnWarning.${column.warning}`)}</StateTag>}
    </div>
  );
}

function FieldChoice({ job, preview, column }: { job: ImportJob; preview: ImportPreview; column: Column }) {
  const { t } = useTranslation('imports');
  const choose = (id: string) => {
    const field = IMPORT_FIELDS.find((each) => each === id) ?? null;
    job.change({ mapping: mappingWith(preview.columns, column.index, field) });
  };
  return (
    <div className="bare-field">
      <Select
        label={t('columns.fieldOf', { column: column.header || t('columns.nth', { n: column.index + 1 }) })}
        options={[{ id: LEFT_OUT, label: t('columns.leftOut') }, ...IMPORT_FIELDS.map((id) => ({ id, label: t(`field.${id}`) }))]}
        value={column.field ?? LEFT_OUT}
        onChange={choose}
      />
    </div>
  );
}

/** The whole mapping with one column changed; the field is taken from the column that had it. */
function mappingWith(columns: readonly Column[], index: number, field: ImportField | null): Record<string, ImportField | null> {
  return Object.fromEntries(columns.map((column) => [String(column.index), column.index === index ? field : column.field === field ? null : column.field]));
}

import { useTranslation } from 'react-i18next';
import type { ListCheck } from '../../../src/contract/checks.ts';
import type { FileRef } from '../../../src/contract/ids.ts';
import { LIST_FIELDS, type ListField } from '../../../src/shared/lists.ts';
import { useFormat } from '../../i18n/format.ts';
import { Select } from '../../ui/choice.tsx';
import { Card, CodeText, KeyValues, Notice } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';
import { Lines } from './lines.tsx';
import { ListExport } from './list-export.tsx';
import type { ListJob } from './use-list-check.ts';

const OTHER = 'other';

/** How much of a list may be written to, what speaks against the rest, and what nobody can tell. */
export function ListResult({ job, check, fileRef }: { job: ListJob; check: ListCheck; fileRef: FileRef }) {
  const { t } = useTranslation('checksScreen');
  const format = useFormat();
  const missing = check.missing.map((field) => t(`list.field.${field}`).toLocaleLowerCase());
  return (
    <>
      <Card title={t('list.counts')} actions={<ListExport options={job.options} fileRef={fileRef} />}>
        <KeyValues
          items={[
            { key: 'all', label: t('list.addresses'), value: format.number(check.addresses) },
            { key: 'usable', label: t('list.usable'), value: format.number(check.usable) },
            { key: 'fine', label: t('list.fine'), value: format.number(check.fine) },
          ]}
        />
        <Counts check={check} />
      </Card>
      {missing.length > 0 && (
        <Notice tone="unknown" title={t('list.missing', { fields: format.list(missing) })}>
          {t('list.missingWhy')}
        </Notice>
      )}
      <Columns job={job} check={check} />
      <Rows check={check} />
    </>
  );
}

function Counts({ check }: { check: ListCheck }) {
  const { t } = useTranslation(['checksScreen', 'checks']);
  const format = useFormat();
  const found = check.counts.filter(({ count }) => count > 0);
  if (found.length === 0) return null;
  return (
    <Table
      label={t('list.counts')}
      rows={found}
      rowKey={(row) => row.problem}
      columns={[
        { id: 'problem', header: t('list.what'), cell: (row) => t(`checks:problem.${row.problem}`) },
        { id: 'count', header: t('list.count'), numeric: true, cell: (row) => format.number(row.count) },
      ]}
    />
  );
}

function Columns({ job, check }: { job: ListJob; check: ListCheck }) {
  const { t } = useTranslation('checksScreen');
  const choose = (index: number, id: string) => {
    const field = LIST_FIELDS.find((each) => each === id) ?? null;
    job.change({ ...job.options, columns: columnsWith(check, index, field) });
  };
  return (
    <Card title={t('list.columns')}>
      <div className="columns">
        {check.columns.map(({ index, heading, field }) => (
          <Select
            key={index}
            label={heading || t('list.nth', { n: index + 1 })}
            value={field ?? OTHER}
            onChange={(id) => choose(index, id)}
            options={[{ id: OTHER, label: t('list.other') }, ...LIST_FIELDS.map((id) => ({ id, label: t(`list.field.${id}`) }))]}
          />
        ))}
      </div>
    </Card>
  );
}

/** All columns with one changed; the field is taken from the column that had it. */
function columnsWith({ columns }: ListCheck, index: number, field: ListField | null): Record<string, ListField | null> {
  return Object.fromEntries(columns.map((column) => [String(column.index), column.index === index ? field : column.field === field ? null : column.field]));
}

function Rows({ check }: { check: ListCheck }) {
  const { t } = useTranslation(['checksScreen', 'checks', 'common']);
  const format = useFormat();
  if (check.rows.length === 0) return null;
  return (
    <Card flush title={t('list.rows')}>
      <Table
        stacks
        label={t('list.rows')}
        rows={check.rows.map((row, index) => ({ ...row, key: String(index) }))}
        rowKey={(row) => row.key}
        columns={[
          { id: 'line', header: t('list.line'), numeric: true, cell: (row) => format.number(row.line) },
          { id: 'address', header: t('list.address'), cell: (row) => <CodeText>{row.address}</CodeText> },
          {
            id: 'what',
            header: t('list.what'),
            cell: (row) => (
              <Lines>
                {row.problems.map((problem) => {
                  const words = t(`checks:problem.${problem}`);
                  if (problem === 'duplicate' && row.firstLine !== null) return `${words} (${t('list.firstLine', { line: format.number(row.firstLine) })})`;
                  return problem === 'mistyped' && row.meant !== null ? `${words} (${t('list.meant', { domain: row.meant })})` : words;
                })}
              </Lines>
            ),
          },
        ]}
      />
      {check.faulty > check.rows.length && <p className="soft small card-note">{t('common:onlyFirst', { count: check.rows.length, total: check.faulty })}</p>}
    </Card>
  );
}

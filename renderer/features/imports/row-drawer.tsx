import { useTranslation } from 'react-i18next';
import { DuplicateChoice, type ImportRow, type Reason } from '../../../src/contract/imports.ts';
import { Button } from '../../ui/button.tsx';
import { RadioCards } from '../../ui/choice.tsx';
import { CodeText, KeyValues } from '../../ui/display.tsx';
import { Drawer } from '../../ui/overlay.tsx';
import { Table } from '../../ui/table.tsx';
import type { ImportJob } from './use-import.ts';
import { VerdictTag } from './verdict-tag.tsx';

/** Reasons that mean: this row is somebody who is already there. */
const DUPLICATE: readonly Reason[] = [
  'same_email',
  'same_number',
  'same_domain',
  'same_account',
  'duplicate_skipped',
  'contact_added',
  'account_added',
  'fields_changed',
  'no_change',
];

/** One row with what changes, and what to do with it when it is a duplicate. */
export function RowDrawer({ job, row, onClose }: { job: ImportJob; row: ImportRow | undefined; onClose(): void }) {
  const { t } = useTranslation('imports');
  return (
    <Drawer title={t('row.title', { line: row?.line ?? 0 })} isOpen={row !== undefined} onOpenChange={(open) => !open && onClose()}>
      {row !== undefined && (
        <>
          <KeyValues
            items={[
              { key: 'verdict', label: t('rows.verdict'), value: <VerdictTag verdict={row.verdict} /> },
              { key: 'reason', label: t('rows.reason'), value: t(`reason.${row.reason}`) },
              ...(row.value === undefined ? [] : [{ key: 'value', label: t('row.value'), value: <CodeText>{row.value}</CodeText> }]),
              ...(row.mergedIntoLine === undefined ? [] : [{ key: 'into', label: t('row.into'), value: t('rows.intoLine', { line: row.mergedIntoLine }) }]),
              { key: 'name', label: t('rows.name'), value: row.name },
              { key: 'email', label: t('rows.email'), value: row.email },
              { key: 'domain', label: t('row.domain'), value: row.domain },
            ]}
          />
          <Changes changes={row.changes} />
          {row.clientId !== undefined && <a href={`#/clients/${row.clientId}`}>{t('row.client')}</a>}
          {DUPLICATE.includes(row.reason) && <Choice job={job} row={row} onClose={onClose} />}
        </>
      )}
    </Drawer>
  );
}

function Changes({ changes }: { changes: ImportRow['changes'] }) {
  const { t } = useTranslation('imports');
  if (changes.length === 0) return null;
  return (
    <Table
      label={t('row.changes')}
      rows={changes}
      rowKey={(change) => `${change.field} ${change.before} ${change.after}`}
      columns={[
        { id: 'field', header: t('row.field'), cell: (change) => change.field },
        { id: 'before', header: t('row.before'), cell: (change) => change.before },
        { id: 'after', header: t('row.after'), cell: (change) => change.after },
      ]}
    />
  );
}

function Choice({ job, row, onClose }: { job: ImportJob; row: ImportRow; onClose(): void }) {
  const { t } = useTranslation('imports');
  const choices = job.options?.choices ?? {};
  const own = choices[String(row.line)];
  return (
    <>
      <RadioCards
        label={t('row.choice')}
        value={own ?? job.options?.duplicates ?? 'merge'}
        onChange={(choice) => {
          job.change({ choices: { ...choices, [String(row.line)]: choice } });
          onClose();
        }}
        options={DuplicateChoice.options.map((id) => ({ id, label: t(`duplicates.${id}`) }))}
      />
      {own !== undefined && (
        <Button
          variant="quiet"
          onPress={() => {
            const { [String(row.line)]: _, ...others } = choices;
            job.change({ choices: others });
            onClose();
          }}
        >
          {t('row.asAll')}
        </Button>
      )}
    </>
  );
}

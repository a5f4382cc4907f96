import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../src/contract/ledger.ts';
import { CodeText } from '../../ui/display.tsx';
import { Table } from '../../ui/table.tsx';

/** Faults by place, in words. */
export function FaultTable({ problems }: { problems: readonly Problem[] }) {
  const { t } = useTranslation(['ledger', 'bundle']);
  return (
    <Table
      label={t('faults.table')}
      rows={problems}
      rowKey={({ entry, problem }) => `${problem} ${entry}`}
      columns={[
        { id: 'where', header: t('faults.where'), cell: ({ entry }) => <Place entry={entry} /> },
        { id: 'what', header: t('faults.what'), cell: ({ problem }) => t(`bundle:problem.${problem}`) },
      ]}
    />
  );
}

function Place({ entry }: { entry: string }) {
  const { t } = useTranslation('ledger');
  const [, of, id] = /^(ledger|evidence):(.+)$/.exec(entry) ?? [];
  if (id === undefined) return <CodeText>{entry}</CodeText>;
  return <>{of === 'ledger' ? t('faults.row', { seq: id }) : t('faults.evidence', { id })}</>;
}

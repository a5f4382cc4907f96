import { useTranslation } from 'react-i18next';
import type { PlannedReminder } from '../../../src/contract/reminders.ts';
import { type DataColumn, RowCheck } from '../../ui/data-table.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { LeavesAt } from './leaves-at.tsx';
import { PlanStateTag } from './plan-state-tag.tsx';
import { useDayWords } from './words.ts';

interface Choosing {
  isChosen(row: PlannedReminder): boolean;
  onChoose(row: PlannedReminder): void;
}

/** The columns of the planned reminders. */
export function usePlannedColumns({ isChosen, onChoose }: Choosing): readonly DataColumn<PlannedReminder>[] {
  const { t } = useTranslation('reminders');
  const { short } = useDayWords();
  return [
    {
      id: 'chosen',
      header: t('list.column.chosen'),
      isHeaderHidden: true,
      width: '3rem',
      cell: (row) => <RowCheck label={t('list.choose', { client: row.clientName })} checked={isChosen(row)} onChange={() => onChoose(row)} />,
    },
    {
      id: 'client',
      header: t('list.column.client'),
      width: 'minmax(8rem, 1.4fr)',
      cell: (row) => <TwoLines main={row.clientName} below={row.domains[0] ?? row.email} />,
    },
    { id: 'host', header: t('list.column.host'), width: 'minmax(7rem, 1.2fr)', hideBelow: 900, cell: (row) => row.hostName },
    { id: 'due', header: t('list.column.due'), width: '8.5rem', hideBelow: 700, cell: (row) => (row.dueOn === null ? '' : short(row.dueOn)) },
    { id: 'leaves', header: t('list.column.leaves'), width: 'minmax(12rem, 1.4fr)', cell: (row) => <LeavesAt row={row} /> },
    {
      id: 'state',
      header: t('list.column.state'),
      width: 'minmax(9rem, 1.2fr)',
      hideBelow: 520,
      cell: (row) => <PlanStateTag row={row.stop === null ? row : { ...row, stop: null }} />,
    },
  ];
}

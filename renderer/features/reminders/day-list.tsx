import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarDay } from '../../../src/contract/reminder-runs.ts';
import type { PlannedReminder } from '../../../src/contract/reminders.ts';
import { orpc } from '../../client/client.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Table } from '../../ui/table.tsx';
import { TwoLines } from '../../ui/two-lines.tsx';
import { LeavesAt } from './leaves-at.tsx';
import { useDayName } from './load-chart.tsx';
import { PlanStateTag } from './plan-state-tag.tsx';
import { PlannedDrawer } from './planned-drawer.tsx';

const SHOWN = 8;

/** The reminders of one day of the calendar; more than a few are in the list. */
export function DayList({ day }: { day: CalendarDay }) {
  const { t } = useTranslation('reminders');
  const name = useDayName();
  const [open, setOpen] = useState<PlannedReminder>();
  const query = useQuery(orpc.reminders.planned.queryOptions({ input: { from: day.on, to: day.on, limit: SHOWN } }));
  return (
    <div className="stack day-list" data-gap="s">
      <h3 aria-live="polite">{name(day)}</h3>
      <Loaded query={query}>
        {({ total, rows }) =>
          rows.length === 0 ? (
            <p className="soft">{t('calendar.dayEmpty')}</p>
          ) : (
            <>
              <DayTable label={name(day)} rows={rows} onOpen={setOpen} />
              <div className="row">
                {total > rows.length && <span className="soft">{t('calendar.dayMore', { count: total - rows.length })}</span>}
                <LinkButton variant="quiet" to={`/reminders/planned/${day.on}`}>
                  {t('calendar.dayAll')}
                </LinkButton>
              </div>
            </>
          )
        }
      </Loaded>
      <PlannedDrawer row={open} onClose={() => setOpen(undefined)} />
    </div>
  );
}

function DayTable({ label, rows, onOpen }: { label: string; rows: readonly PlannedReminder[]; onOpen(row: PlannedReminder): void }) {
  const { t } = useTranslation('reminders');
  return (
    <Table
      label={label}
      rows={rows}
      rowKey={(row) => row.clientId + row.hostId}
      columns={[
        {
          id: 'client',
          header: t('list.column.client'),
          cell: (row) => <TwoLines main={<a href={`#/clients/${row.clientId}`}>{row.clientName}</a>} below={row.hostName} />,
        },
        { id: 'leaves', header: t('list.column.leaves'), cell: (row) => <LeavesAt row={row} /> },
        { id: 'state', header: t('list.column.state'), cell: (row) => <PlanStateTag row={row} /> },
        {
          id: 'why',
          header: t('detail.whyTitle'),
          cell: (row) => (
            <Button variant="quiet" aria-label={`${t('detail.whyTitle')} ${row.clientName}`} onPress={() => onOpen(row)}>
              {t('detail.whyTitle')}
            </Button>
          ),
        },
      ]}
    />
  );
}

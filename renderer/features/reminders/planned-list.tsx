import { CalendarPlus, SearchX } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientId } from '../../../src/contract/ids.ts';
import type { PlannedReminder } from '../../../src/contract/reminders.ts';
import { client, orpc } from '../../client/client.ts';
import { useWindowedRows } from '../../client/use-windowed-rows.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/display.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { NobodyTold } from './nobody-told.tsx';
import { OnceDialog } from './once-dialog.tsx';
import { usePlannedColumns } from './planned-columns.tsx';
import { PlannedDrawer } from './planned-drawer.tsx';
import type { ShownFirst } from './planned-filter.rules.ts';
import { type PlannedFilter, PlannedFilters } from './planned-filters.tsx';

/** Who gets a reminder and when: search, filters, choice of several, and for each why then. */
export function PlannedList({ start }: { start: ShownFirst }) {
  const { t } = useTranslation('reminders');
  const [filter, setFilter] = useState<PlannedFilter>({ search: '', hostId: undefined, ...start });
  const [open, setOpen] = useState<PlannedReminder>();
  const [asking, setAsking] = useState<People>();
  const choice = useChoice();
  const columns = usePlannedColumns({ isChosen: choice.has, onChoose: choice.toggle });
  const rows = usePlannedRows(filter);
  const nothing = rows.head?.total === 0;
  return (
    <>
      <PlannedFilters filter={filter} counts={rows.head?.counts} onChange={(part) => setFilter((now) => ({ ...now, ...part }))} />
      {rows.error !== undefined && <ErrorNotice error={rows.error} />}
      {nothing ? (
        <Nothing isFiltered={isNarrow(filter)} />
      ) : (
        <section className="stack planned" data-gap="s" aria-label={t('list.label')}>
          <Chosen total={rows.total} chosen={choice.chosen} onNone={choice.clear} onRemind={setAsking} />
          <DataTable
            label={t('list.label')}
            columns={columns}
            rows={rows}
            rowKey={keyOf}
            rowHeight={56}
            onOpen={(row) => setOpen(row)}
            selected={new Set(choice.chosen.keys())}
            onSelect={(_, row) => choice.toggle(row)}
          />
        </section>
      )}
      <PlannedDrawer row={open} onClose={() => setOpen(undefined)} />
      {asking !== undefined && <OnceDialog people={asking} onClose={() => setAsking(undefined)} onDone={choice.clear} />}
    </>
  );
}

function usePlannedRows({ search, states, hostId, from, to }: PlannedFilter) {
  const input = {
    search: useDeferredValue(search),
    states: [...states],
    ...(hostId !== undefined && { hostId }),
    ...(from !== null && { from }),
    ...(to !== null && { to }),
  };
  return useWindowedRows({
    queryKey: orpc.reminders.planned.key({ input }),
    load: (window, signal) => client.reminders.planned({ ...input, ...window }, { signal }),
  });
}

function keyOf({ clientId, hostId, dueOn, once }: PlannedReminder): string {
  return `${clientId} ${hostId} ${dueOn ?? ''} ${once ?? ''}`;
}

function isNarrow({ search, states, hostId, from, to }: PlannedFilter): boolean {
  return search !== '' || states.length > 0 || hostId !== undefined || from !== null || to !== null;
}

/** Rows that are chosen, whatever is in sight. */
function useChoice() {
  const [chosen, setChosen] = useState<ReadonlyMap<string, PlannedReminder>>(new Map());
  const toggle = (row: PlannedReminder) =>
    setChosen((now) => {
      const next = new Map(now);
      if (!next.delete(keyOf(row))) next.set(keyOf(row), row);
      return next;
    });
  return { chosen, has: (row: PlannedReminder) => chosen.has(keyOf(row)), toggle, clear: () => setChosen(new Map()) };
}

/** Clients by id, with their names. */
type People = ReadonlyMap<ClientId, string>;

interface ChosenProps {
  total: number;
  chosen: ReadonlyMap<string, PlannedReminder>;
  onNone(): void;
  onRemind(people: People): void;
}

function Chosen({ total, chosen, onNone, onRemind }: ChosenProps) {
  const { t } = useTranslation('reminders');
  const people = new Map([...chosen.values()].map(({ clientId, clientName }) => [clientId, clientName]));
  if (chosen.size === 0) {
    return (
      <p className="soft small planned-bar" role="status">
        {t('list.count', { count: total })} <span className="planned-keys">{t('list.keys')}</span>
      </p>
    );
  }
  return (
    <div className="row planned-bar">
      <span role="status">{t('list.chosen', { count: chosen.size })}</span>
      <Button variant="primary" icon={CalendarPlus} onPress={() => onRemind(people)}>
        {t('list.once', { count: people.size })}
      </Button>
      <Button variant="quiet" onPress={onNone}>
        {t('list.chooseNone')}
      </Button>
    </div>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation('reminders');
  if (isFiltered) {
    return (
      <EmptyState icon={SearchX} title={t('list.nothing')} actions={<LinkButton to="/reminders/planned">{t('list.clear')}</LinkButton>}>
        {t('list.nothingWhy')}
      </EmptyState>
    );
  }
  return <NobodyTold icon={CalendarPlus} />;
}

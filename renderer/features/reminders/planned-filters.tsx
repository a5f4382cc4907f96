import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { HostId } from '../../../src/contract/ids.ts';
import { PlanState } from '../../../src/contract/reminders.ts';
import { orpc } from '../../client/client.ts';
import { FilterChips, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { SearchField } from '../../ui/field.tsx';

/** What the list is narrowed to. */
export interface PlannedFilter {
  readonly search: string;
  readonly states: readonly PlanState[];
  readonly hostId: HostId | undefined;
  readonly from: string | null;
  readonly to: string | null;
}

interface FiltersProps {
  filter: PlannedFilter;
  counts: Partial<Record<PlanState, number>> | undefined;
  onChange(part: Partial<PlannedFilter>): void;
}

const ALL = 'all';

/** Search, state, host, and the days on which they leave. */
export function PlannedFilters({ filter, counts, onChange }: FiltersProps) {
  const { t } = useTranslation('reminders');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  const states = PlanState.options
    .map((id) => ({ id, label: t(`state.${id}`), count: counts?.[id] ?? 0 }))
    .filter(({ id, count }) => count > 0 || filter.states.includes(id));
  return (
    <div className="stack" data-gap="s">
      <div className="planned-filters">
        <SearchField label={t('list.search')} value={filter.search} onChange={(search) => onChange({ search })} />
        {hosts.length > 1 && (
          <Select
            label={t('list.host')}
            value={filter.hostId ?? ALL}
            onChange={(id) => onChange({ hostId: HostId.safeParse(id).data })}
            options={[{ id: ALL, label: t('list.allHosts') }, ...hosts.map(({ id, name }) => ({ id, label: name }))]}
          />
        )}
        <DateField label={t('list.from')} value={filter.from} onChange={(from) => onChange({ from })} />
        <DateField label={t('list.to')} value={filter.to} onChange={(to) => onChange({ to })} />
      </div>
      {states.length > 0 && <FilterChips label={t('list.show')} options={states} value={filter.states} onChange={(chosen) => onChange({ states: chosen })} />}
    </div>
  );
}

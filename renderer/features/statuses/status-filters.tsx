import { useTranslation } from 'react-i18next';
import type { PackId } from '../../../src/contract/ids.ts';
import { HOSTED_STATES, REASON_CLASSES, type ReasonClass } from '../../../src/shared/panels.ts';
import { FilterChips, Select, Switch } from '../../ui/choice.tsx';
import { SearchField } from '../../ui/field.tsx';
import type { StatusFilter, StatusRows } from './use-status-rows.ts';

interface FiltersProps {
  filter: StatusFilter;
  set(part: Partial<StatusFilter>): void;
  head: StatusRows['head'];
}

/** Search, states with how many there are of each, pack, kind of reason, and those not seen any more. */
export function StatusFilters({ filter, set, head }: FiltersProps) {
  const { t } = useTranslation('statuses');
  const counts = head?.counts ?? {};
  const shown = HOSTED_STATES.filter((state) => (counts[state] ?? 0) > 0 || filter.states.includes(state));
  return (
    <div className="stack" data-gap="s">
      <div className="status-filters">
        <SearchField label={t('list.search')} value={filter.search} onChange={(search) => set({ search })} />
        <PackSelect filter={filter} set={set} head={head} />
        <Select<ReasonClass | 'all'>
          label={t('list.reason')}
          options={[{ id: 'all', label: t('list.everyReason') }, ...REASON_CLASSES.map((id) => ({ id, label: t(`reasonClass.${id}`) }))]}
          value={filter.reasonClass ?? 'all'}
          onChange={(id) => set({ reasonClass: id === 'all' ? undefined : id })}
        />
        <Switch label={t('list.notSeen')} isSelected={filter.notSeen} onChange={(notSeen) => set({ notSeen })} />
      </div>
      <FilterChips
        label={t('list.states')}
        options={shown.map((id) => ({ id, label: t(`state.${id}`), count: counts[id] ?? 0 }))}
        value={filter.states}
        onChange={(states) => set({ states })}
      />
    </div>
  );
}

function PackSelect({ filter, set, head }: FiltersProps) {
  const { t } = useTranslation('statuses');
  const packs = head?.packs ?? [];
  if (packs.length < 2) return null;
  return (
    <Select<PackId | 'all'>
      label={t('list.pack')}
      options={[
        { id: 'all', label: t('list.everyPack') },
        ...packs.map(({ packId, packName, hostName }) => ({ id: packId, label: `${packName} · ${hostName}` })),
      ]}
      value={filter.packId ?? 'all'}
      onChange={(id) => set({ packId: id === 'all' ? undefined : id })}
    />
  );
}

import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { HostedState } from '../../../src/contract/hosted.ts';
import { HostId } from '../../../src/contract/ids.ts';
import { Span, UsageFilter } from '../../../src/contract/usage.ts';
import { orpc } from '../../client/client.ts';
import { FilterChips, Select } from '../../ui/choice.tsx';
import { SearchField } from '../../ui/field.tsx';
import type { Question } from './view.rules.ts';

interface FiltersProps {
  question: Question;
  onAsk(question: Question): void;
}

const ANY = 'any';
const ONLY = UsageFilter.shape.only.unwrap().element.options;

/** Which stretch of time, which host, which accounts. */
export function VolumeFilters({ question, onAsk }: FiltersProps) {
  const { t } = useTranslation(['usage', 'statuses']);
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  const { filter, span } = question;
  const narrow = (part: Partial<Question['filter']>) => onAsk({ ...question, filter: { ...filter, ...part } });
  const { hostId: _, ...anywhere } = filter;
  const choose = (id: string) => {
    const host = HostId.safeParse(id);
    onAsk({ ...question, filter: host.success ? { ...filter, hostId: host.data } : anywhere });
  };
  return (
    <div className="stack" data-gap="s">
      <div className="row volume-filters" data-gap="l">
        <Select
          label={t('span.label')}
          value={span}
          onChange={(id) => onAsk({ ...question, span: id })}
          options={Span.options.map((id) => ({ id, label: t(`span.${id}`) }))}
        />
        {hosts.length > 1 && (
          <Select
            label={t('filter.host')}
            value={filter.hostId ?? ANY}
            onChange={choose}
            options={[{ id: ANY, label: t('filter.anyHost') }, ...hosts.map(({ id, name }) => ({ id, label: name }))]}
          />
        )}
        <Select
          label={t('filter.state')}
          value={filter.states[0] ?? ANY}
          onChange={(id) => narrow({ states: HostedState.options.filter((state) => state === id) })}
          options={[{ id: ANY, label: t('filter.anyState') }, ...HostedState.options.map((id) => ({ id, label: t(`statuses:state.${id}`) }))]}
        />
        <SearchField label={t('filter.search')} value={filter.search} onChange={(search) => narrow({ search })} />
      </div>
      <FilterChips
        label={t('filter.show')}
        value={filter.only}
        onChange={(only) => narrow({ only })}
        options={ONLY.map((id) => ({ id, label: t(`only.${id}`) }))}
      />
    </div>
  );
}

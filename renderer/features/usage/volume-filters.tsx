import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { HostedState } from '../../../src/contract/hosted.ts';
import { HostId } from '../../../src/contract/ids.ts';
import { Span, UsageFilter } from '../../../src/contract/usage.ts';
import { orpc } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
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
  const { filter, span } = question;
  const narrow = (part: Partial<Question['filter']>) => onAsk({ ...question, filter: { ...filter, ...part } });
  return (
    <div className="stack" data-gap="s">
      <div className="row volume-filters" data-gap="l">
        <Select
          label={t('span.label')}
          value={span}
          onChange={(id) => onAsk({ ...question, span: id })}
          options={Span.options.map((id) => ({ id, label: t(`span.${id}`) }))}
        />
        <HostSelect question={question} onAsk={onAsk} />
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
      <PackChip question={question} onAsk={onAsk} />
    </div>
  );
}

/** One of several hosts, or all of them. */
function HostSelect({ question, onAsk }: FiltersProps) {
  const { t } = useTranslation('usage');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  const { hostId, packId: _, ...anywhere } = question.filter;
  const choose = (id: string) => {
    const host = HostId.safeParse(id);
    onAsk({ ...question, filter: host.success ? { ...anywhere, hostId: host.data } : anywhere });
  };
  if (hosts.length < 2) return null;
  return (
    <Select
      label={t('filter.host')}
      value={hostId ?? ANY}
      onChange={choose}
      options={[{ id: ANY, label: t('filter.anyHost') }, ...hosts.map(({ id, name }) => ({ id, label: name }))]}
    />
  );
}

/** The pack the list was opened for, and the way back to all. */
function PackChip({ question, onAsk }: FiltersProps) {
  const { t } = useTranslation('usage');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  const { packId, ...anywhere } = question.filter;
  const pack = hosts.flatMap(({ packs }) => packs).find(({ id }) => id === packId);
  if (pack === undefined) return null;
  return (
    <div>
      <Button icon={X} onPress={() => onAsk({ ...question, filter: anywhere })}>
        {t('filter.pack', { name: pack.name })}
      </Button>
    </div>
  );
}

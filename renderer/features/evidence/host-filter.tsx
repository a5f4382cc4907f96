import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { HostId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Select } from '../../ui/choice.tsx';

const ALL = 'all';

/** One host or all of them; nothing to choose with a single one. */
export function HostFilter({ value, onChange }: { value: HostId | undefined; onChange(value: HostId | undefined): void }) {
  const { t } = useTranslation('evidenceScreen');
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  if (hosts.length < 2) return null;
  return (
    <div className="row">
      <Select
        label={t('host.label')}
        value={value ?? ALL}
        onChange={(id) => onChange(HostId.safeParse(id).data)}
        options={[{ id: ALL, label: t('host.all') }, ...hosts.map(({ id, name }) => ({ id, label: name }))]}
      />
    </div>
  );
}

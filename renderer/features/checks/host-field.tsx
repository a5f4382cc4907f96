import { useQuery } from '@tanstack/react-query';
import type { HostId } from '../../../src/contract/ids.ts';
import { orpc } from '../../client/client.ts';
import { Select } from '../../ui/choice.tsx';

const NONE = 'none';

/** One of the hosts, or `none` in words. Nothing where there are no hosts yet. */
export function HostField({ label, none, value, onChange }: { label: string; none: string; value: HostId | null; onChange(id: HostId | null): void }) {
  const hosts = useQuery(orpc.hosts.list.queryOptions({ input: {} })).data ?? [];
  if (hosts.length === 0) return null;
  return (
    <Select
      label={label}
      value={value ?? NONE}
      onChange={(id) => onChange(hosts.find((host) => host.id === id)?.id ?? null)}
      options={[{ id: NONE, label: none }, ...hosts.map(({ id, name }) => ({ id, label: name }))]}
    />
  );
}

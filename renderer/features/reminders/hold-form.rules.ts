import type { Hold } from '../../../src/contract/holds.ts';
import type { HostId } from '../../../src/contract/ids.ts';
import type { NamedClient } from './client-field.tsx';
import type { HoldInput } from './use-holds.ts';

/** A pause or an exception while it is filled in. `hostId` of an exception: null = at all hosts. */
export interface HoldForm {
  readonly kind: Hold['kind'];
  readonly scope: Hold['scope'];
  readonly client: NamedClient | null;
  readonly hostId: HostId | null;
  readonly reason: string;
  readonly untilOn: string | null;
}

export type HoldFault = 'client' | 'host' | 'reason' | 'until';

/** What is missing or wrong. An exception needs its reason and its last day, which is not before `today`. */
export function faultsOf({ kind, scope, client, hostId, reason, untilOn }: HoldForm, today: string): ReadonlySet<HoldFault> {
  const faults = new Set<HoldFault>();
  if (scope === 'client' && client === null) faults.add('client');
  if (scope === 'host' && hostId === null) faults.add('host');
  if (kind === 'exception' && reason.trim() === '') faults.add('reason');
  if (untilOn === null ? kind === 'exception' : untilOn < today) faults.add('until');
  return faults;
}

/** What the core is told; undefined while something is missing. */
export function holdInputOf({ kind, scope, client, hostId, reason, untilOn }: HoldForm): HoldInput | undefined {
  const said = reason.trim() === '' ? {} : { reason: reason.trim() };
  if (kind === 'exception') {
    if (client === null || untilOn === null) return undefined;
    return { kind, scope: 'client', clientId: client.id, reason: reason.trim(), untilOn, ...(hostId !== null && { hostId }) };
  }
  if (scope === 'all') return { kind, scope, untilOn, ...said };
  if (scope === 'host') return hostId === null ? undefined : { kind, scope, hostId, untilOn, ...said };
  return client === null ? undefined : { kind, scope, clientId: client.id, untilOn, ...said };
}

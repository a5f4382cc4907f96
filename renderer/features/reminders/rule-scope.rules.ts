import type { HostId } from '../../../src/contract/ids.ts';
import type { RuleScope } from '../../../src/contract/reminders.ts';
import type { NamedClient } from './client-field.tsx';

/** Whom a new rule is for, while it is filled in. */
export interface WhomForm {
  readonly scope: 'host' | 'plan' | 'client';
  readonly hostId: HostId | null;
  readonly plan: string;
  readonly client: NamedClient | null;
}

/** Whom the form means; undefined while something is missing. */
export function scopeOf({ scope, hostId, plan, client }: WhomForm): RuleScope | undefined {
  if (scope === 'client') return client === null ? undefined : { scope, clientId: client.id };
  if (hostId === null) return undefined;
  if (scope === 'host') return { scope, hostId };
  return plan.trim() === '' ? undefined : { scope, hostId, plan: plan.trim() };
}

/** Whether two rules are for the same. */
export function sameScope(a: RuleScope, b: RuleScope): boolean {
  return keyOf(a) === keyOf(b);
}

/** A text that is the same for rules for the same, and for no others. */
export function keyOf(on: RuleScope): string {
  if (on.scope === 'all') return 'all';
  return on.scope === 'client' ? `client ${on.clientId}` : on.scope === 'host' ? `host ${on.hostId}` : `plan ${on.hostId} ${on.plan}`;
}

import { longest } from './duty.rules.ts';
import type { StoredHold, StoredRule } from './plan.types.ts';

/** Whom a rule or hold is looked up for. */
interface Whom {
  readonly clientId: string;
  readonly hostId: string;
  readonly plans: readonly string[];
}

/** The rules, to find the one that decides for a client at a host. */
export interface RuleBook {
  /** Client before plan before host before all. Of several plans the one with the shortest period decides, then the first by name. Null when there is no rule. */
  ruleFor(whom: Whom): StoredRule | null;
}

const keyOf = (...parts: readonly string[]): string => parts.join('\n');

export function ruleBook(rules: readonly StoredRule[]): RuleBook {
  const known = new Map(rules.map((rule) => [keyOf(rule.scope, rule.hostId, rule.plan, rule.clientId), rule]));
  const hasPlans = rules.some(({ scope }) => scope === 'plan');
  const ofPlans = ({ hostId, plans }: Whom): StoredRule | undefined =>
    plans
      .flatMap((plan) => known.get(keyOf('plan', hostId, plan, '')) ?? [])
      .sort((a, b) => compare(longest(a.period), longest(b.period)) || compare(a.plan, b.plan))[0];
  return {
    ruleFor: (whom) =>
      known.get(keyOf('client', '', '', whom.clientId)) ??
      (hasPlans ? ofPlans(whom) : undefined) ??
      known.get(keyOf('host', whom.hostId, '', '')) ??
      known.get(keyOf('all', '', '', '')) ??
      null,
  };
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : Number(a > b);
}

/** The pauses and exceptions, to find those for a client at a host. */
export interface HoldBook {
  holdsOf(whom: Pick<Whom, 'clientId' | 'hostId'>): readonly StoredHold[];
}

export function holdBook(holds: readonly StoredHold[]): HoldBook {
  const known = new Map<string, StoredHold[]>();
  for (const hold of holds) {
    const key = keyOf(hold.scope, hold.hostId ?? '', hold.clientId ?? '');
    known.set(key, [...(known.get(key) ?? []), hold]);
  }
  return {
    holdsOf: ({ clientId, hostId }) =>
      known.size === 0
        ? []
        : [keyOf('client', hostId, clientId), keyOf('client', '', clientId), keyOf('host', hostId, ''), keyOf('all', '', '')].flatMap(
            (key) => known.get(key) ?? [],
          ),
  };
}

/** The hold that keeps a client longest on a day; of two that end together the narrower. Null when none does. */
export function holdOn(day: string, holds: readonly StoredHold[]): StoredHold | null {
  const active = holds.filter(({ untilOn, endedAt }) => endedAt === null && (untilOn === null || day <= untilOn));
  return active.reduce<StoredHold | null>((longer, hold) => (longer === null || lasts(hold, longer) ? hold : longer), null);
}

function lasts(hold: StoredHold, other: StoredHold): boolean {
  return other.untilOn !== null && (hold.untilOn === null || hold.untilOn > other.untilOn);
}

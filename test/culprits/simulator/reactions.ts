import type { CaseSlot } from '../../../src/features/culprits/case.rules.ts';
import type { Draw } from './draw.ts';
import { lineAt, type Record } from './record.ts';

const HOUR = 3600;

/** What a host holds against its accounts by machine, hour by hour; null = it does not. */
export interface HostRules {
  /** So many recipients that failed or were put off, when they are such a share of all: whatever they failed for. */
  readonly failures: { readonly count: number; readonly share: number } | null;
  readonly messages: number | null;
  /** Share of those that met the limit of failures whose outgoing mail it then stops. */
  readonly suspends: number;
}

export function hostRules(draw: Draw): HostRules {
  return {
    failures: draw.chance(0.5) ? { count: draw.whole(5, 200), share: draw.between(0.15, 0.6) } : null,
    messages: draw.chance(0.4) ? Math.round(Math.max(50, draw.heavy(200, 0.7))) : null,
    suspends: draw.chance(0.4) ? draw.between(0.1, 0.9) : 0,
  };
}

interface Living {
  readonly at: number;
  readonly logFrom: number;
  readonly rules: HostRules;
  readonly culprit: boolean;
}

/** What a server says and does: its limits meet whoever fails or writes much, of whatever cause; now and then its people stop the right account, or a wrong one. */
export function reactions(draw: Draw, { at, logFrom, rules, culprit }: Living, into: Record): void {
  const hours = [...Map.groupBy(into.slots(), ({ start }) => Math.floor(start / HOUR) * HOUR)].filter(([start]) => start >= logFrom);
  const over = hours.filter(([, slots]) => isOver(rules.failures, slots));
  const [first] = over;
  const last = over.at(-1);
  if (rules.failures !== null && first !== undefined && last !== undefined) {
    const firstAt = first[0] + Math.round(draw.between(0.2, 1) * HOUR);
    const times = draw.whole(1, 40);
    const slots = over.map(([start], place) => ({ start, times, firstAt: place === 0 ? firstAt : start, lastAt: start + HOUR }));
    const numbers = { allowed: rules.failures.count, counted: rules.failures.count + 1 };
    into.limits.push({ kind: 'failures', ...numbers, times: over.length * times, firstAt, lastAt: last[0] + HOUR, line: lineAt(firstAt, logFrom), slots });
    if (draw.chance(rules.suspends)) stop(into, Math.min(at, firstAt + Math.round(draw.between(0, 2) * HOUR)), logFrom);
  }
  const much = hours.filter(([, slots]) => rules.messages !== null && sumOf(slots, ({ messages }) => messages ?? 0) > rules.messages);
  const [began] = much;
  if (rules.messages !== null && began !== undefined) {
    const times = draw.whole(1, 30);
    const slots = much.map(([start]) => ({ start: start + HOUR / 2, times, firstAt: start + HOUR / 2, lastAt: start + HOUR }));
    const numbers = { allowed: rules.messages, counted: rules.messages + 1, times: much.length * times, slots };
    into.limits.push({
      kind: 'messages',
      ...numbers,
      firstAt: began[0] + HOUR / 2,
      lastAt: (much.at(-1)?.[0] ?? 0) + HOUR,
      line: lineAt(began[0] + HOUR / 2, logFrom),
    });
  }
  if (draw.chance(culprit ? 0.15 : 0.002)) stop(into, at, logFrom);
}

function stop(into: Record, at: number, logFrom: number): void {
  into.limits.push({
    kind: 'suspended',
    allowed: null,
    counted: null,
    times: 1,
    firstAt: at,
    lastAt: at,
    line: lineAt(at, logFrom),
    slots: [{ start: at, times: 1, firstAt: at, lastAt: at }],
  });
}

function isOver(limit: HostRules['failures'], slots: readonly CaseSlot[]): boolean {
  const failing = sumOf(slots, ({ failed, deferred }) => (failed ?? 0) + (deferred ?? 0));
  return limit !== null && failing >= limit.count && failing >= limit.share * sumOf(slots, ({ recipients }) => recipients);
}

function sumOf(slots: readonly CaseSlot[], count: (slot: CaseSlot) => number): number {
  return slots.reduce((sum, slot) => sum + count(slot), 0);
}

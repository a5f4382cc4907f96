import { HOUR_S } from './durations.ts';
import type { LogLimitKind, LogLimitSlot } from './logs.ts';

/** What follows within so long is the same matter: limits are met by the hour, and of a suspension nobody hears while nobody writes. */
const APART: Readonly<Record<LogLimitKind, number>> = {
  messages: 6 * HOUR_S,
  failures: 6 * HOUR_S,
  suspended: 72 * HOUR_S,
  held: 72 * HOUR_S,
  login_blocked: 72 * HOUR_S,
};

interface Met {
  readonly kind: LogLimitKind;
  readonly times: number;
  readonly lastAt: number;
  readonly slots: readonly LogLimitSlot[];
}

/** Limits that one account met, put together where one follows closely on another of its kind. Each has a slot; what else it says is that of the first. */
export function limitMatters<T extends Met>(met: readonly T[]): T[] {
  const matters: T[] = [];
  for (const limit of met.toSorted((a, b) => beginOf(a) - beginOf(b))) {
    const place = matters.findLastIndex(({ kind }) => kind === limit.kind);
    const last = matters[place];
    if (last === undefined || beginOf(limit) - last.lastAt > APART[limit.kind]) matters.push(limit);
    else {
      const slots = together([...last.slots, ...limit.slots]);
      matters[place] = { ...last, times: last.times + limit.times, lastAt: Math.max(last.lastAt, limit.lastAt), slots };
    }
  }
  return matters;
}

function beginOf({ slots }: Met): number {
  return slots[0]?.firstAt ?? 0;
}

/** One slot for each quarter. */
function together(slots: readonly LogLimitSlot[]): LogLimitSlot[] {
  const byStart = new Map<number, LogLimitSlot>();
  for (const slot of slots) {
    const { start, times, firstAt, lastAt } = byStart.get(slot.start) ?? { ...slot, times: 0 };
    byStart.set(slot.start, { start, times: times + slot.times, firstAt: Math.min(firstAt, slot.firstAt), lastAt: Math.max(lastAt, slot.lastAt) });
  }
  return [...byStart.values()].sort((a, b) => a.start - b.start);
}

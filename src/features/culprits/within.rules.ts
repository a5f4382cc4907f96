import { toIso } from '../../shared/dates.ts';
import type { CaseSpan, CaseTrace } from './case.rules.ts';
import { DAY_S as DAY, HOUR_S as HOUR } from './grid.rules.ts';
import { inStretches, sumsOf } from './joined.rules.ts';

/**
 * Traces as far as they belong to a stretch that ends with the window: what left later is not in their figures. Before `near` their slots are put together to hours.
 * Logins refused in the day after it still tell of the same matter.
 */
export function tracesWithin(traces: readonly CaseTrace[], { from, to }: CaseSpan, near: number): CaseTrace[] {
  return traces.flatMap((trace) => {
    const end = trace.kind === 'refused_login' ? to + DAY : to;
    const inside = trace.slots.filter(({ start, seconds }) => start + seconds > from && start + seconds <= end);
    if (inside.length === 0) return [];
    const far = inStretches(
      inside.filter(({ start }) => start < near),
      HOUR,
    );
    const slots = [...far, ...inside.filter(({ start }) => start >= near)];
    // Of a part of it is known from how many addresses it came for the first time, and how many there were in one hour: together at least the larger number.
    const known = inside.length === trace.slots.length ? trace.sources : inside.reduce((sum, { fresh }) => sum + fresh, 0);
    const sources = Math.max(known, ...inside.map((slot) => slot.sources));
    return [{ ...trace, ...sumsOf(slots), sources, slots, lastAt: Date.parse(trace.lastAt) >= end * 1000 ? toIso(end * 1000) : trace.lastAt }];
  });
}

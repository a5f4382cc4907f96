import type { Period } from '../../contract/reminders.ts';
import { type PlanContext, planReminder } from './plan.rules.ts';
import type { Pair, Plan } from './plan.types.ts';

/** More than one a day is never looked for. */
const DAYS_OF_A_YEAR = 366;

/**
 * What follows `plan` up to a day, soonest first, if each leaves at its moment and nothing else changes. Nothing follows one that has no moment or comes
 * later than `lastOn` itself. Their first reason is the reminder before (`after`).
 */
export function plansAhead(pair: Pair, plan: Plan, { context, lastOn }: { readonly context: PlanContext; readonly lastOn: string }): Plan[] {
  const ahead: Plan[] = [];
  let known = pair;
  let before = plan;
  while (before.sendAt !== null && before.sendOn !== null && before.dueOn !== null && ahead.length < DAYS_OF_A_YEAR) {
    const at = Math.max(before.sendAt, context.now);
    known = served(known, before, { dueOn: before.dueOn, at });
    const next = planReminder(known, { ...context, now: at });
    if (next.state !== 'planned' || next.sendOn === null || next.sendOn <= before.sendOn || next.sendOn > lastOn) break;
    ahead.push({ ...next, why: [{ code: 'after', params: { on: before.sendOn } }, ...next.why.slice(1)] });
    before = next;
  }
  return ahead;
}

/** The facts once a reminder left. */
function served(pair: Pair, { once }: Plan, run: { readonly dueOn: string; readonly at: number }): Pair {
  return {
    ...pair,
    queued: null,
    mailWaiting: false,
    once: pair.once.filter(({ id }) => id !== once),
    mails: [...pair.mails, run.at],
    runs: [...pair.runs, run],
  };
}

/** Days that lie at least between a reminder and the next by a rule, before any weekend or quiet day. */
export function fewestDaysBetween(period: Period): number {
  if (period.every === 'months') return period.count * 28;
  if (period.every === 'weeks') return period.count * 7;
  return period.every === 'dates' ? 1 : Number.POSITIVE_INFINITY;
}

import type { NextStep, StepActor, StepId } from '../../contract/incidents.ts';
import { addDays, daysBetween } from '../../shared/calendar.ts';
import { isAskedOrLater, isOver, type StandingStep } from './procedures.rules.ts';

/** A step with the day somebody chose for it; null = the day its procedure gives. */
export interface DatedStep extends StandingStep {
  readonly chosenOn: string | null;
  /** Day on which its state was last said; null = never. */
  readonly changedOn: string | null;
}

/** What is to be done next. Days are YYYY-MM-DD. */
export interface Next {
  readonly step: NextStep;
  readonly actor: StepActor;
  readonly on: string;
  readonly overdueDays: number;
}

/** So long after its day a case that nobody touched comes back as stale. */
const STALE_DAYS = 3;

/** Steps that begin with what somebody else does, or with a watch that ends: they are not due before it. */
const FOLLOWS: ReadonlyMap<StepId, StepId> = new Map([
  ['judge_answer', 'ask_explanations'],
  ['await_confirmation', 'await_answer'],
  ['trusted_sender', 'await_confirmation'],
  ['watch_72h', 'await_answer'],
  ['watch_7d', 'watch_72h'],
]);

/** What takes its time beside everything else: nothing waits for its day. */
const BESIDE: readonly StepId[] = ['repermission', 'hold_longer', 'apply_in_advance'];

/** Up to when the steps seen so far reach: what is ours alone, one after another, and all that has to be over before anything is written down. */
interface Reach {
  readonly ours: string;
  readonly mended: string;
}

/**
 * The day each step that is not over is due: the chosen one, else so many days after what stands before it is (the first after `openedOn`). What has to be over before
 * host or list is asked fits before the day chosen for that, as long as it can.
 */
export function dueDays(steps: readonly DatedStep[], openedOn: string): Map<StepId, string> {
  const due = new Map<StepId, string>();
  const asked = steps.find(({ id, state }) => ASKS.includes(id) && !isOver(state))?.chosenOn ?? null;
  let reach: Reach = { ours: openedOn, mended: openedOn };
  for (const step of steps) {
    if (isOver(step.state)) {
      reach = { ...reach, ours: later(reach.ours, step.changedOn ?? openedOn) };
      continue;
    }
    const begins = beginOf(step, due.get(FOLLOWS.get(step.id) ?? step.id) ?? openedOn, reach);
    const own = addDays(begins, step.days);
    const isBefore = !isAskedOrLater(step) && !BESIDE.includes(step.id);
    const on = step.chosenOn ?? (asked === null || !isBefore || own < asked ? own : later(begins, addDays(asked, -1)));
    due.set(step.id, on);
    reach = reachOf(step, on, reach);
  }
  return due;
}

const ASKS: readonly StepId[] = ['ask_unblocking', 'ask_delisting'];

const later = (one: string, other: string): string => (one > other ? one : other);

function beginOf(step: DatedStep, followed: string, { ours, mended }: Reach): string {
  if (step.state === 'waiting' && step.changedOn !== null) return step.changedOn;
  const isFinding = step.phase === 'contain' || step.phase === 'find_cause' || step.phase === 'fix';
  return later(followed, isFinding ? ours : later(ours, mended));
}

/** Steps of others, and what waits for them, run beside ours: only what is ours alone moves what follows in its phase. */
function reachOf(step: DatedStep, on: string, { ours, mended }: Reach): Reach {
  if (BESIDE.includes(step.id)) return { ours, mended };
  const isOurs = step.actor === 'us' && !FOLLOWS.has(step.id);
  return { ours: isOurs ? later(ours, on) : ours, mended: isAskedOrLater(step) ? mended : later(mended, on) };
}

/** The open step that is due first, in the order of the procedure; once all are over, closing the case, due on the day the last of them was. */
export function nextOf(steps: readonly DatedStep[], { openedOn, today }: { readonly openedOn: string; readonly today: string }): Next {
  const due = dueDays(steps, openedOn);
  let next: Next | null = null;
  for (const { id, actor } of steps) {
    const on = due.get(id);
    if (on !== undefined && (next === null || on < next.on)) next = { step: id, actor, on, overdueDays: late(on, today) };
  }
  if (next !== null) return next;
  const on = steps.reduce((last, { changedOn }) => (changedOn !== null && changedOn > last ? changedOn : last), openedOn);
  return { step: 'close', actor: 'us', on, overdueDays: late(on, today) };
}

/** Days that something which was due on a day is late by. */
export const late = (on: string, today: string): number => Math.max(0, daysBetween(on, today));

/** Whether nobody cares for a case any more though it is due. */
export function isStale(next: Next | null, touchedOn: string, today: string): boolean {
  return next !== null && next.overdueDays >= STALE_DAYS && daysBetween(touchedOn, today) >= STALE_DAYS;
}

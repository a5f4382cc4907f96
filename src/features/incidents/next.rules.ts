import type { NextStep, StepActor, StepId } from '../../contract/incidents.ts';
import { addDays, daysBetween } from '../../shared/calendar.ts';
import { isOver, type StandingStep } from './procedures.rules.ts';

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

/** Steps of ours that begin with what somebody else is asked for: they are not due before it. */
const FOLLOWS: ReadonlyMap<StepId, StepId> = new Map([
  ['judge_answer', 'ask_explanations'],
  ['await_confirmation', 'await_answer'],
]);

/** The day each step that is not over is due: the chosen one, else so many days after the last step before it was over (the first after `openedOn`). */
export function dueDays(steps: readonly DatedStep[], openedOn: string): Map<StepId, string> {
  const due = new Map<StepId, string>();
  let from = openedOn;
  for (const step of steps) {
    if (isOver(step.state)) {
      if (step.changedOn !== null && step.changedOn > from) from = step.changedOn;
      continue;
    }
    const asked = due.get(FOLLOWS.get(step.id) ?? step.id) ?? from;
    const begins = step.state === 'waiting' && step.changedOn !== null ? step.changedOn : asked > from ? asked : from;
    const own = addDays(begins, step.days);
    const on = step.chosenOn ?? own;
    due.set(step.id, on);
    // Steps of others, and what waits for them, run beside ours: only what is ours alone moves what follows.
    if (step.actor === 'us' && !FOLLOWS.has(step.id) && on > from) from = on;
  }
  return due;
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

const late = (on: string, today: string): number => Math.max(0, daysBetween(on, today));

/** Whether nobody cares for a case any more though it is due. */
export function isStale(next: Next | null, touchedOn: string, today: string): boolean {
  return next !== null && next.overdueDays >= STALE_DAYS && daysBetween(touchedOn, today) >= STALE_DAYS;
}

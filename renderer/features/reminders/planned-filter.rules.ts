import { PlanState } from '../../../src/contract/reminders.ts';
import { daysLater } from './load.rules.ts';

/** What of an address narrows the list: states, and days from–to; null = open. */
export interface ShownFirst {
  readonly states: readonly PlanState[];
  readonly from: string | null;
  readonly to: string | null;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Reads the last part of `/reminders/planned/…`: a state, `week`, a day, or nothing. Late ones are late whether they wait for an answer or not. */
export function filterOf(show: string, today: string): ShownFirst {
  if (DAY.test(show)) return { states: [], from: show, to: show };
  if (show === 'week') return { states: [], from: today, to: daysLater(today, 6) };
  if (show === 'late') return { states: ['late', 'asks'], from: null, to: null };
  const state = PlanState.safeParse(show);
  return { states: state.success ? [state.data] : [], from: null, to: null };
}

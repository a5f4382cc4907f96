import { RUNGS, type Rung } from '../../../src/contract/evidence.ts';

/** Rungs that show something to somebody outside, weakest first. */
const SHOWING: readonly Rung[] = RUNGS.filter((rung) => rung !== 'practised' && rung !== 'prepared');

/** How many steps of strength there are. */
export const STEPS = SHOWING.length;

/** The step a rung stands on; 0 = proves nothing to others. */
export function stepOf(rung: Rung): number {
  return SHOWING.indexOf(rung) + 1;
}

import { type Capability, type Given, NEEDS, type Need } from '../../../src/shared/panels.ts';

/** What works comes first, what could be had next, what nobody can change last. */
const ORDER = ['given', 'needs_privilege', 'unknown', 'not_given'] as const satisfies readonly Given[];

/** Capabilities of one answer. */
export interface AnswerGroup {
  readonly given: Given;
  readonly list: readonly Capability[];
}

/** Capabilities by their answer; answers nobody gave are left out, and within one they stand in the order of `NEEDS`. */
export function byAnswer(capabilities: readonly Capability[]): readonly AnswerGroup[] {
  return ORDER.map((given) => ({ given, list: capabilities.filter((each) => each.given === given).sort((a, b) => rank(a.need) - rank(b.need)) })).filter(
    ({ list }) => list.length > 0,
  );
}

function rank(need: Need): number {
  return NEEDS.indexOf(need);
}

import { expect, it } from 'vitest';
import { type StepFacts, unmetOf } from './unmet.rules.ts';

const NOTHING: StepFacts = {
  isCauseNamed: false,
  rounds: [],
  letters: () => [],
  isGranted: false,
  plans: [],
  warned: [],
  untold: 2,
  watchedHours: null,
  isIntentSaid: false,
};
const DONE: StepFacts = {
  isCauseNamed: true,
  rounds: [{ isAnswered: true, verdict: 'sufficient', isLast: true }],
  letters: () => [{ left: true, given: true }],
  isGranted: true,
  plans: [{ isOver: true }],
  warned: [true],
  untold: 0,
  watchedHours: 168,
  isIntentSaid: true,
};
const STEPS = [
  ['decide_intended', 'intent_unsaid'],
  ['find_culprit', 'nobody_named'],
  ['ask_explanations', 'nothing_asked'],
  ['judge_answer', 'nothing_asked'],
  ['demand_vigilance', 'nothing_written'],
  ['formal_warning', 'nothing_written'],
  ['repermission', 'repermission_open'],
  ['attach_proof', 'not_told_before'],
  ['ask_unblocking', 'nothing_written'],
  ['ask_delisting', 'nothing_written'],
  ['await_answer', 'host_awaited'],
  ['tell_innocent', 'others_untold'],
  ['watch_72h', 'watch_running'],
  ['watch_7d', 'watch_running'],
] as const;

it.each(STEPS)('says what is missing of %s, until it is there', (step, missing) => {
  expect(unmetOf(step, NOTHING)).toBe(missing);
  expect(unmetOf(step, DONE)).toBeNull();
});

it('does not call an answer judged that is awaited, or did not suffice', () => {
  const [first] = DONE.rounds;
  const rounds = (...all: StepFacts['rounds']) => ({ ...DONE, rounds: all });
  const asked = { isAnswered: false, verdict: null, isLast: true };
  const insufficient = { isAnswered: true, verdict: 'insufficient', isLast: true };
  expect(unmetOf('ask_explanations', rounds(asked))).toBe('answer_awaited');
  expect(unmetOf('judge_answer', rounds({ ...insufficient, isLast: false }, asked))).toBe('answer_awaited');
  expect(unmetOf('judge_answer', rounds(insufficient))).toBe('answer_insufficient');
  expect(unmetOf('judge_answer', rounds({ ...insufficient, isLast: false }, ...(first === undefined ? [] : [first])))).toBeNull();
});

it('tells a letter that is on its way from one that is not written, and one that is not handed in', () => {
  const queued = { ...NOTHING, letters: () => [{ left: false, given: false }] };
  expect([unmetOf('formal_warning', queued), unmetOf('ask_delisting', queued)]).toEqual(['letter_not_left', 'not_handed_in']);
});

it('ends the short watch after 72 hours and the long one after seven days, and asks nothing where nothing can be seen', () => {
  const watched = { ...NOTHING, watchedHours: 72 };
  expect([unmetOf('watch_72h', watched), unmetOf('watch_7d', watched), unmetOf('watch_72h', { ...watched, watchedHours: 71.9 })]).toEqual([
    null,
    'watch_running',
    'watch_running',
  ]);
  expect(unmetOf('stop_sending', NOTHING)).toBeNull();
});

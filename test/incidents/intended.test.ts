import { afterEach, beforeEach, expect, it } from 'vitest';
import type { StepId } from '../../src/contract/incidents.ts';
import { type CaseDesk, openCase } from '../letters/case.ts';

let desk: CaseDesk;
beforeEach(async () => {
  desk = await openCase({ kind: 'port_25', server: 'vps-4' });
});
afterEach(() => desk.close());

const STEP = 'decide_intended';
const ASKS: readonly StepId[] = ['ask_unblocking', 'await_answer', 'apply_in_advance'];
type Case = Awaited<ReturnType<CaseDesk['client']['incidents']['get']>>;
const states = ({ steps }: Case) => ASKS.map((asks) => steps.find(({ id }) => id === asks)?.state);
const say = (given: { state: 'done' | 'open'; intended?: boolean; note?: string }) =>
  desk.client.incidents.setStep({ id: desk.incidentId, step: STEP, ...given });

it('does not let the question whether sending was intended end without an answer', async () => {
  await expect(say({ state: 'done' })).rejects.toMatchObject({ code: 'step_unmet', data: { missing: 'intent_unsaid' } });
  const told = await say({ state: 'done', intended: true });
  expect(told.story.at(-1)).toMatchObject({ step: STEP, state: 'done', told: { key: 'sending_intended' } });
  expect(states(told)).toEqual(['open', 'open', 'open']);
});

it('asks nothing of the host where the sending was not intended, and says why', async () => {
  const closed = await say({ state: 'done', intended: false });
  expect(closed.story.find(({ step }) => step === STEP)).toMatchObject({ told: { key: 'sending_not_intended' } });
  expect(states(closed)).toEqual(['not_needed', 'not_needed', 'not_needed']);
  expect(closed.story.at(-1)).toMatchObject({ state: 'not_needed', told: { key: 'port_stays_closed' } });
  const noted = await say({ state: 'done', note: 'He said so by telephone' });
  expect(states(noted)).toEqual(['not_needed', 'not_needed', 'not_needed']);
});

it('asks it again once the answer is taken back, but for what a person said', async () => {
  await desk.client.incidents.setStep({ id: desk.incidentId, step: 'apply_in_advance', state: 'not_needed', note: 'It never sends' });
  await say({ state: 'done', intended: false });
  expect(states(await say({ state: 'open' }))).toEqual(['open', 'open', 'not_needed']);
  expect(states(await say({ state: 'done', intended: false }))).toEqual(['not_needed', 'not_needed', 'not_needed']);
  expect(states(await say({ state: 'done', intended: true }))).toEqual(['open', 'open', 'not_needed']);
});

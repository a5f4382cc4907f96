import { afterEach, beforeEach, expect, it } from 'vitest';
import type { IncidentId } from '../../src/contract/ids.ts';
import { Incident, IncidentSubject, type StepId, type StepState } from '../../src/contract/incidents.ts';
import { findCase, incidentOf, markStep, tellStory } from '../../src/features/incidents/index.ts';
import { type Cases, openCases } from '../support/cases.ts';

const CALL = { signal: undefined };
const FOUND = { cause: 'A form sent spam.', fix: 'It was taken away.', prevention: 'Forms need a code.' };

let test: Cases['test'];
let packId: Cases['packId'];
let of: Cases['of'];

beforeEach(async () => {
  ({ test, packId, of } = await openCases());
});
afterEach(() => test.close());

async function open(): Promise<IncidentId> {
  const subject = IncidentSubject.parse({ kind: 'blocked_object', object: 'script', name: 'send.php' });
  return Incident.parse(await of.open({ packId, subject, concerned: [], note: '' }, CALL)).id;
}

const TOLD = { key: 'letter_written', values: { subject: 'Questions' } } as const;

async function mark(id: IncidentId, step: StepId, state: StepState): Promise<Incident> {
  await test.core.db.write((tx) => markStep(test.core, tx, { id, step, state, told: TOLD }));
  return Incident.parse(await incidentOf(test.core, test.core.db.read, await findCase(test.core, test.core.db.read, id)));
}
const stateOf = ({ steps }: Incident, step: StepId): StepState | undefined => steps.find(({ id }) => id === step)?.state;

it('moves the step a letter belongs to, keeps the note and the time of whoever works on it, and tells of it', async () => {
  const id = await open();
  await of.setStep({ id, step: 'ask_unblocking', state: 'open', note: 'Called them', minutes: 12, cents: 300 }, CALL);
  await test.clock.advance(1000);
  const marked = await mark(id, 'ask_unblocking', 'waiting');
  expect(marked.steps.find((step) => step.id === 'ask_unblocking')).toMatchObject({ state: 'waiting', note: 'Called them', minutes: 12, cents: 300 });
  expect(marked.story.at(-1)).toMatchObject({ what: 'step', step: 'ask_unblocking', state: 'waiting', told: TOLD, text: '' });
  expect(stateOf(await mark(id, 'ask_unblocking', 'done'), 'ask_unblocking')).toBe('done');
});

it('leaves alone a step that is over, one the case does not have, and a closed case', async () => {
  const id = await open();
  await mark(id, 'ask_unblocking', 'done');
  const told = await mark(id, 'ask_unblocking', 'waiting');
  expect(stateOf(told, 'ask_unblocking')).toBe('done');
  expect((await mark(id, 'tell_innocent', 'done')).story).toHaveLength(told.story.length);
  await of.setFindings({ id, findings: FOUND }, CALL);
  for (const { id: step, state } of told.steps) {
    if (state !== 'done') await of.setStep({ id, step, state: 'not_needed', note: 'Not here', minutes: 0, cents: 0 }, CALL);
  }
  const closed = Incident.parse(await of.close({ id }, CALL));
  expect((await mark(id, 'watch_7d', 'open')).story).toHaveLength(closed.story.length);
});

it('adds a line to the story inside the transaction of somebody else, and nothing when that fails', async () => {
  const id = await open();
  await test.core.db.write((tx) => tellStory(test.core, tx, { id, what: 'note', text: 'The client called' }));
  const failing = test.core.db.write(async (tx) => {
    await tellStory(test.core, tx, { id, what: 'note', text: 'Never said' });
    throw new Error('stop');
  });
  await expect(failing).rejects.toThrow('stop');
  expect((await of.get({ id }, CALL)).story.map(({ text }) => text)).toEqual(['', 'The client called']);
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import type { HostedId, IncidentId } from '../../src/contract/ids.ts';
import { Incident, IncidentSubject, type StepId } from '../../src/contract/incidents.ts';
import { type Cases, hostedIdOf, openCases } from '../support/cases.ts';

const CALL = { signal: undefined };
const LISTING = IncidentSubject.parse({ kind: 'listing', listed: '192.0.2.7', list: 'Trend Micro ERS' });
const FOUND = { cause: 'A form sent spam.', fix: 'It was taken away.', prevention: 'Forms need a code.' };

let test: Cases['test'];
let packId: Cases['packId'];
let of: Cases['of'];

beforeEach(async () => {
  ({ test, packId, of } = await openCases(['casalaw', 'joyphoto']));
});
afterEach(() => test.close());

const hosted = (login: string) => hostedIdOf(test, login);

const open = async (hostedId: HostedId) => Incident.parse(await of.open({ packId, subject: LISTING, concerned: [{ hostedId }], note: '' }, CALL));
const say = async (id: IncidentId, step: StepId, spent: { minutes?: number; cents?: number } = {}) =>
  Incident.parse(await of.setStep({ id, step, state: 'done', note: 'Seen to', minutes: 0, cents: 0, ...spent }, CALL));
const stepOf = ({ steps }: Incident, id: StepId) => steps.find((step) => step.id === id);

it('says of each step what has to be there first, until it is', async () => {
  const made = await open(await hosted('joyphoto'));
  expect(stepOf(made, 'stop_sending')).toMatchObject({ before: [], needsFindings: false });
  const { before, needsFindings } = stepOf(made, 'ask_delisting') ?? { before: [] };
  expect([before.length, before.at(0), before.at(-1), needsFindings]).toEqual([9, 'stop_sending', 'attach_proof', true]);
  await of.setFindings({ id: made.id, findings: FOUND }, CALL);
  for (const step of before.slice(1)) await say(made.id, step);
  expect(stepOf(await say(made.id, 'stop_sending'), 'ask_delisting')).toMatchObject({ before: [], needsFindings: false });
});

it('says of each step how late it is, not of the next one alone', async () => {
  const { id } = await open(await hosted('joyphoto'));
  await test.clock.advance(5 * 86_400_000);
  const { steps, next } = Incident.parse(await of.get({ id }, CALL));
  expect(next?.step).toBe('stop_sending');
  const late = (step: StepId) => steps.find((one) => one.id === step)?.overdueDays;
  expect([late('stop_sending'), late('clean_site'), late('judge_answer'), late('watch_7d')]).toEqual([5, 4, 1, 0]);
});

it('accuses nobody where one recipient gets nothing', async () => {
  const person = { hostedId: await hosted('joyphoto') };
  const subject = IncidentSubject.parse({ kind: 'recipient', address: 'ann@family.example' });
  const made = Incident.parse(await of.open({ packId, subject, concerned: [person], note: '' }, CALL));
  expect(made.concerned).toMatchObject([{ role: 'affected' }]);
  const said = Incident.parse(await of.concern({ id: made.id, person, role: 'suspected' }, CALL));
  expect(said.story.at(-1)?.told).toMatchObject({ key: 'concerned', values: { role: 'affected' } });
  expect((await of.concern({ id: made.id, person: { hostedId: await hosted('casalaw') }, role: 'affected' }, CALL)).concerned).toHaveLength(2);
});

it('takes time and cost back that were noted by mistake, and never below nothing', async () => {
  const { id } = await open(await hosted('joyphoto'));
  await say(id, 'stop_sending', { minutes: 600, cents: 500 });
  expect(await say(id, 'stop_sending', { minutes: -590, cents: -900 })).toMatchObject({ minutes: 10, cents: 0 });
});

it('lists the cases of one account', async () => {
  const [joy, casa] = [await hosted('joyphoto'), await hosted('casalaw')];
  const made = await open(joy);
  await open(casa);
  const { rows } = await of.list({ show: 'open', hostedId: joy, offset: 0, limit: 10 }, CALL);
  expect(rows.map(({ id }) => id)).toEqual([made.id]);
});

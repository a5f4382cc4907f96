import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IncidentId } from '../../src/contract/ids.ts';
import { HostedId, PackId } from '../../src/contract/ids.ts';
import { Incident, IncidentSubject } from '../../src/contract/incidents.ts';
import { type Cases, hostedIdOf, openCases } from '../support/cases.ts';

const CALL = { signal: undefined };
const DAY = 86_400_000;
const LISTING = IncidentSubject.parse({ kind: 'listing', listed: '192.0.2.7', list: 'Trend Micro ERS' });
const FOUND = { cause: 'A form of the site sent spam.', fix: 'The form was taken away.', prevention: 'Forms need a code now.' };

let test: Cases['test'];
let packId: Cases['packId'];
let of: Cases['of'];

beforeEach(async () => {
  ({ test, packId, of } = await openCases(['casalaw', 'joyphoto']));
});
afterEach(() => test.close());

const hosted = (login: string) => hostedIdOf(test, login);

const open = async (hostedIds: readonly HostedId[] = []) =>
  Incident.parse(await of.open({ packId, subject: LISTING, concerned: hostedIds.map((hostedId) => ({ hostedId })), note: '' }, CALL));
type Step = Incident['steps'][number];
const say = (id: IncidentId, step: Step['id'], given: { state?: Step['state']; note?: string; minutes?: number; cents?: number } = {}) =>
  of.setStep({ id, step, state: 'done', note: given.state === undefined ? 'Seen to' : '', minutes: 0, cents: 0, ...given }, CALL);

/** Every step of a case, in its order. */
async function goThrough(id: IncidentId): Promise<void> {
  await of.setFindings({ id, findings: FOUND }, CALL);
  for (const { id: step } of (await of.get({ id }, CALL)).steps) await say(id, step);
}

describe('a case', () => {
  it('is opened with its steps in order, the first of them due, and a number of its year', async () => {
    const made = await open();
    expect(made.reference).toMatch(/^\d{4}-001$/);
    expect((await open()).reference).toMatch(/-002$/);
    expect(made.steps[0]).toMatchObject({ id: 'stop_sending', phase: 'contain', state: 'open' });
    expect(made.next).toMatchObject({ step: 'stop_sending', overdueDays: 0 });
    expect(made.story).toMatchObject([{ what: 'opened' }]);
  });

  it('is not opened for a pack that is not there, nor in the future', async () => {
    await expect(
      of.open({ packId: PackId.parse('01a203bf-0000-7000-987c-582b50f34b23'), subject: LISTING, concerned: [], note: '' }, CALL),
    ).rejects.toMatchObject({ code: 'pack_not_found' });
    const occurredAt = new Date(test.clock.now() + DAY).toISOString();
    await expect(of.open({ packId, subject: LISTING, occurredAt, concerned: [], note: '' }, CALL)).rejects.toMatchObject({ code: 'date_in_future' });
  });

  it('lets nobody ask a list before the cause is found, mended and written down', async () => {
    const { id } = await open();
    await expect(say(id, 'ask_delisting')).rejects.toMatchObject({ code: 'step_too_early', params: { count: 9 } });
    for (const step of ['stop_sending', 'find_culprit', 'ask_explanations', 'judge_answer', 'demand_vigilance', 'attach_proof'] as const) await say(id, step);
    await expect(say(id, 'ask_delisting')).rejects.toMatchObject({ code: 'step_too_early', params: { count: 3 } });
    for (const step of ['clean_site', 'change_passwords', 'repermission'] as const) await say(id, step);
    await expect(say(id, 'ask_delisting')).rejects.toMatchObject({ code: 'findings_missing' });
    await of.setFindings({ id, findings: FOUND }, CALL);
    expect((await say(id, 'ask_delisting')).steps.find((step) => step.id === 'ask_delisting')?.state).toBe('done');
  });

  it('ends the step that asks for cause, fix and prevention with their writing down, in one line of the story, and begins it anew with their going', async () => {
    const { id } = await open();
    const written = async (findings: Partial<typeof FOUND>) => {
      const { steps, story } = Incident.parse(await of.setFindings({ id, findings }, CALL));
      return { state: steps.find((step) => step.id === 'write_down')?.state, lines: story.map(({ what }) => what) };
    };
    expect(await written({ cause: FOUND.cause })).toEqual({ state: 'open', lines: ['opened', 'findings'] });
    expect(await written({ fix: FOUND.fix, prevention: FOUND.prevention })).toEqual({ state: 'done', lines: ['opened', 'findings', 'findings'] });
    expect(await written({ fix: '' })).toEqual({ state: 'open', lines: ['opened', 'findings', 'findings', 'findings'] });
    await say(id, 'write_down', { state: 'not_needed', note: 'The host wrote it down' });
    expect(await written({ fix: FOUND.fix })).toMatchObject({ state: 'not_needed' });
  });

  it('takes a step back, and the story keeps both', async () => {
    const { id } = await open();
    await say(id, 'stop_sending', { note: 'Limit set to 0' });
    const back = await say(id, 'stop_sending', { state: 'open' });
    expect(back.steps[0]?.state).toBe('open');
    expect(back.next?.step).toBe('stop_sending');
    expect(back.story.map(({ state, text }) => [state, text])).toEqual([
      [null, ''],
      ['done', 'Limit set to 0'],
      ['open', ''],
    ]);
  });

  it('wants a reason for a step that is not needed', async () => {
    const { id } = await open();
    await expect(say(id, 'stop_sending', { state: 'not_needed' })).rejects.toMatchObject({ code: 'reason_missing' });
    await say(id, 'stop_sending', { state: 'not_needed', note: 'The host stopped it' });
  });

  it('adds up time and cost over its steps', async () => {
    const { id } = await open();
    await say(id, 'stop_sending', { minutes: 10, cents: 500 });
    await say(id, 'stop_sending', { minutes: 5 });
    expect(await say(id, 'find_culprit', { minutes: 30, cents: 250 })).toMatchObject({ minutes: 45, cents: 750 });
  });

  it('is closed only with cause, fix and prevention and with every step over, and can be opened again', async () => {
    const { id } = await open();
    await expect(of.close({ id }, CALL)).rejects.toMatchObject({ code: 'findings_missing' });
    await of.setFindings({ id, findings: FOUND }, CALL);
    await expect(of.close({ id }, CALL)).rejects.toMatchObject({ code: 'steps_open' });
    await goThrough(id);
    expect(await of.close({ id }, CALL)).toMatchObject({ next: null });
    await expect(say(id, 'stop_sending', { state: 'open' })).rejects.toMatchObject({ code: 'incident_closed' });
    expect((await of.list({ show: 'open', offset: 0, limit: 10 }, CALL)).counts).toEqual({ open: 0, stale: 0, closed: 1 });
    expect(await of.reopen({ id, reason: 'Listed again' }, CALL)).toMatchObject({ closedAt: null });
    await expect(of.reopen({ id, reason: 'Again' }, CALL)).rejects.toMatchObject({ code: 'incident_open' });
  });

  it('comes back as stale when it is due and nobody cares', async () => {
    const { id } = await open();
    await test.clock.advance(2 * DAY);
    expect((await of.get({ id }, CALL)).stale).toBe(false);
    await test.clock.advance(DAY);
    expect(await of.get({ id }, CALL)).toMatchObject({ stale: true, next: { overdueDays: 3 } });
    expect((await of.list({ show: 'stale', offset: 0, limit: 10 }, CALL)).rows).toHaveLength(1);
    const on = new Date(test.clock.now() + 5 * DAY).toISOString().slice(0, 10);
    expect(await of.setDay({ id, step: 'stop_sending', on }, CALL)).toMatchObject({ stale: false, next: { overdueDays: 0 } });
    await expect(of.setDay({ id, step: 'stop_sending', on: '2020-01-01' }, CALL)).rejects.toMatchObject({ code: 'date_in_past' });
  });
});

describe('whoever caused a case', () => {
  it('gets harder steps with his second, and more with his third', async () => {
    const person = { hostedId: await hosted('joyphoto') };
    const caused = async (): Promise<Incident> => {
      const { id } = await open();
      await test.clock.advance(DAY);
      return Incident.parse(await of.concern({ id, person, role: 'caused' }, CALL));
    };
    const hardened = ({ steps }: Incident) => steps.flatMap((step) => (step.hardened ? [step.id] : []));
    expect(hardened(await caused())).toEqual([]);
    const second = await caused();
    expect(hardened(second)).toEqual(['formal_warning', 'hold_longer']);
    expect(second).toMatchObject({ caused: ['joyphoto.example'], concerned: [{ role: 'caused', before: 1 }] });
    const harder = { key: 'steps_harder', values: { name: 'joyphoto.example', count: 1 } };
    expect(second.story.filter(({ told }) => told?.key === 'steps_harder')).toMatchObject([{ told: harder }]);
    expect(hardened(await caused())).toEqual(['formal_warning', 'hold_longer', 'decide_future']);
    expect(second.about).toEqual(['joyphoto.example']);
    const spared = Incident.parse(await of.concern({ id: second.id, person, role: 'innocent' }, CALL));
    expect([hardened(spared), spared.about]).toEqual([[], []]);
  });

  it('starts anew after two years', async () => {
    const person = { hostedId: await hosted('joyphoto') };
    const first = await open();
    await of.concern({ id: first.id, person, role: 'caused' }, CALL);
    await test.clock.advance(731 * DAY);
    const next = await open();
    expect((await of.concern({ id: next.id, person, role: 'caused' }, CALL)).steps.some(({ hardened }) => hardened)).toBe(false);
  });

  it('can be named before it is known who it was, and be taken out again', async () => {
    const [joy, casa] = [await hosted('joyphoto'), await hosted('casalaw')];
    const made = await open([joy]);
    expect(made.concerned).toMatchObject([{ hostedId: joy, role: 'suspected' }]);
    const both = await of.concern({ id: made.id, person: { hostedId: casa }, role: 'innocent' }, CALL);
    expect(both.concerned.map(({ name, role }) => [name, role])).toEqual([
      ['joyphoto.example', 'suspected'],
      ['casalaw.example', 'innocent'],
    ]);
    expect((await of.concern({ id: made.id, person: { hostedId: joy }, role: null }, CALL)).concerned).toHaveLength(1);
    await expect(of.concern({ id: made.id, person: { hostedId: HostedId.parse(999) }, role: 'caused' }, CALL)).rejects.toMatchObject({
      code: 'hosted_not_found',
    });
  });
});

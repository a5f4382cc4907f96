import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CaseDesk, openCase, WARNING } from './case.ts';

let desk: CaseDesk;
beforeEach(async () => {
  desk = await openCase();
});
afterEach(() => desk.close());

const stands = (role: 'caused' | 'suspected' | 'innocent' | null) =>
  desk.client.incidents.concern({ id: desk.incidentId, person: { hostedId: desk.hostedId }, role });

it.each(['innocent', null] as const)('takes out a warning to a client who is said since to have nothing to do with it: %s', async (role) => {
  const { id } = await desk.client.letters.write({ incidentId: desk.incidentId, ...WARNING });
  await stands(role);
  await desk.flush();
  expect(desk.delivered).toEqual([]);
  expect((await desk.client.letters.get({ id })).state).toBe('withdrawn');
  expect(await desk.state('demand_vigilance')).toBe('open');
});

it('lets one go to whoever caused it', async () => {
  const { id } = await desk.client.letters.write({ incidentId: desk.incidentId, ...WARNING });
  await stands('caused');
  await desk.flush();
  expect((await desk.client.letters.get({ id })).state).toBe('sent');
});

it('takes out the word that he is not the cause where he may be it after all', async () => {
  const [named, other] = [await desk.addClient({ company: 'Bakery' }), await desk.addClient({ company: 'Florist' })];
  const { incidentId } = desk;
  await desk.done(desk.client.innocents.tell({ incidentId, clientIds: [named, other] }));
  await desk.client.incidents.concern({ id: incidentId, person: { clientId: named }, role: 'suspected' });
  await desk.flush();
  expect(desk.delivered.map(({ to }) => to)).toEqual(['client3@example.net']);
});

it('takes out the word to others of what they feel nothing of, once it is put right what the case is about', async () => {
  const { incidentId, client } = desk;
  await desk.done(client.innocents.tell({ incidentId, clientIds: [await desk.addClient({ company: 'Bakery' })] }));
  const { subject } = await client.incidents.get({ id: incidentId });
  if (subject.kind !== 'listing') throw new Error('Another case');
  await client.incidents.setSubject({ id: incidentId, subject: { ...subject, listed: 'site1.example' } });
  await desk.flush();
  expect(desk.delivered).toEqual([]);
});

it('tells reminders of one request apart by the day they leave', async () => {
  const { incidentId, client, clientId, clock } = desk;
  await client.explanations.ask({ incidentId, clientId });
  await clock.advance(60_000);
  const { subject } = await client.incidents.get({ id: incidentId });
  if (subject.kind !== 'listing') throw new Error('Another case');
  await client.incidents.setSubject({ id: incidentId, subject: { ...subject, list: 'Another list' } });
  const waiting = (await client.letters.list({ incidentId })).filter(
    ({ outdated, leavesAt, createdAt }) => outdated && leavesAt !== null && leavesAt > createdAt,
  );
  expect(waiting).toHaveLength(2);
  expect(new Set(waiting.map(({ leavesAt }) => leavesAt?.slice(0, 10))).size).toBe(2);
});

it('names the letters that wait and were written before the case was put right, until they are taken back', async () => {
  const { incidentId, client, clock } = desk;
  const { id } = await client.letters.write({ incidentId, ...WARNING });
  const outdated = async () => (await client.letters.list({ incidentId })).map((letter) => letter.outdated);
  expect(await outdated()).toEqual([false]);
  await clock.advance(60_000);
  const { subject } = await client.incidents.get({ id: incidentId });
  if (subject.kind !== 'listing') throw new Error('Another case');
  await client.incidents.setSubject({ id: incidentId, subject: { ...subject, list: 'Another list' } });
  expect(await outdated()).toEqual([true]);
  await clock.advance(60_000);
  await client.letters.withdraw({ id });
  await client.letters.again({ id });
  expect(await outdated()).toEqual([false, false]);
});

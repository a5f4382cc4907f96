import { afterEach, expect, it } from 'vitest';
import { ClientId, type LetterId } from '../../src/contract/ids.ts';
import { type CaseDesk, openCase, WARNING } from './case.ts';

const SUSPENSION = { kind: 'suspension', scope: 'account' };
const HOURS = { contact_hours: 'Mon–Fri, 9–17' };

let desk: CaseDesk;
afterEach(() => desk.close());

it('is written once, though it is asked for twice at once', async () => {
  desk = await openCase();
  const { incidentId, client } = desk;
  const { id, outboxId } = await client.letters.write({ incidentId, ...WARNING });
  if (outboxId === null) throw new Error('nothing queued');
  await client.outbox.cancel({ ids: [outboxId] });
  const both = await Promise.allSettled([client.letters.again({ id }), client.letters.again({ id })]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect((await client.letters.list({ incidentId })).map(({ state }) => state).sort()).toEqual(['queued', 'withdrawn']);
});

it('accuses nobody whom the case does not name, or calls innocent', async () => {
  desk = await openCase();
  const { incidentId, client } = desk;
  const clientId = ClientId.parse(await desk.addClient());
  await expect(client.letters.write({ incidentId, ...WARNING, clientId })).rejects.toMatchObject({ code: 'client_not_concerned' });
  await client.incidents.concern({ id: incidentId, person: { clientId }, role: 'innocent' });
  await expect(client.letters.write({ incidentId, ...WARNING, clientId })).rejects.toMatchObject({ code: 'client_innocent' });
  expect(await client.letters.list({ incidentId })).toEqual([]);
});

it('awaits the answer to a new letter from the day it was handed in, whatever day the last refusal named', async () => {
  desk = await openCase(SUSPENSION);
  const { incidentId, client } = desk;
  await desk.mend();
  await desk.find();
  const hand = async (): Promise<LetterId> => {
    const order = { incidentId, kind: 'unblock_request', values: HOURS } as const;
    const { missing } = await client.letters.compose(order);
    const { id } = await client.letters.write({ ...order, notKnown: missing });
    await client.letters.give({ id, given: { on: (await client.system.info({})).now.slice(0, 10), channel: 'form' } });
    return id;
  };
  await client.letters.answer({ id: await hand(), answer: { on: '2026-01-05', outcome: 'refused', text: 'No' }, followUpOn: '2026-01-06' });
  expect((await desk.step('await_answer'))?.dueOn).toBe('2026-01-06');
  desk.clock.sleep(10 * 86_400_000);
  await hand();
  expect((await desk.step('await_answer'))?.dueOn).toBe('2026-01-17');
});

it('takes back an answer and a handing in that were noted by mistake, as long as the case is open', async () => {
  desk = await openCase(SUSPENSION);
  const { incidentId, client } = desk;
  await desk.mend();
  await desk.find();
  const order = { incidentId, kind: 'unblock_request', values: HOURS } as const;
  const { missing } = await client.letters.compose(order);
  const { id } = await client.letters.write({ ...order, notKnown: missing });
  await expect(client.letters.takeBack({ id })).rejects.toMatchObject({ code: 'letter_wrong_state' });
  await client.letters.give({ id, given: { on: '2026-01-05', channel: 'ticket' } });
  await client.letters.answer({ id, answer: { on: '2026-01-05', outcome: 'granted', text: 'Done' } });
  expect(await desk.state('await_answer')).toBe('done');
  expect(await client.letters.takeBack({ id })).toMatchObject({ state: 'given', answer: null });
  expect(await desk.state('await_answer')).toBe('waiting');
  expect(await client.letters.relapse({ incidentId })).toMatchObject({ state: 'not_begun', since: null });
  expect(await client.letters.takeBack({ id })).toMatchObject({ state: 'ready', given: null });
  expect([await desk.state('ask_unblocking'), await desk.state('await_answer')]).toEqual(['open', 'open']);
  const story = await desk.story();
  expect(story).toContain('The answer was noted by mistake');
  expect(story).toContain('Not handed in after all');
});

it('says to whoever is asked again that he was asked before, and what he answered', async () => {
  desk = await openCase(SUSPENSION);
  const { incidentId, client } = desk;
  await desk.mend();
  await desk.find();
  const order = { incidentId, kind: 'unblock_request', values: HOURS, language: 'fr' } as const;
  const first = await client.letters.compose(order);
  expect(first.missing).not.toContain('asked_before');
  expect(first.text).not.toContain('déjà');
  const { id } = await client.letters.write({ ...order, notKnown: first.missing });
  await client.letters.give({ id, given: { on: '2026-01-05', channel: 'ticket' } });
  const said = async () => (await client.letters.compose(order)).text.replaceAll('\u00a0', ' ');
  expect(await said()).toContain('Cette demande a déjà été remise le 5 janvier 2026. Aucune réponse à ce jour.');
  await client.letters.answer({ id, answer: { on: '2026-01-05', outcome: 'refused', text: 'Pas avant\nlundi.' } });
  expect(await said()).toContain('Cette demande a déjà été remise le 5 janvier 2026. Votre réponse du 5 janvier 2026 : « Pas avant lundi. »');
  // A yes that did not hold is neither a refusal nor a copy.
  await client.letters.answer({ id, answer: { on: '2026-01-05', outcome: 'granted', text: 'C’est « fait ».' } });
  const granted = 'remise le 5 janvier 2026. Vous l’avez acceptée le 5 janvier 2026, mais elle est de nouveau nécessaire.';
  expect(await said()).toContain(`${granted} Votre réponse : « C’est “fait”. »`);
  await client.letters.takeBack({ id });
  await client.letters.answer({ id, answer: { on: '2026-01-05', outcome: 'granted', text: '' } });
  expect(await said()).toContain(granted);
});

it('takes back the last of several answers: the case stands as the one before it left it', async () => {
  desk = await openCase(SUSPENSION);
  const { incidentId, client } = desk;
  await desk.mend();
  await desk.find();
  const order = { incidentId, kind: 'unblock_request', values: HOURS } as const;
  const { missing } = await client.letters.compose(order);
  const { id } = await client.letters.write({ ...order, notKnown: missing });
  await client.letters.give({ id, given: { on: '2026-01-05', channel: 'ticket' } });
  const on = '2026-01-05';
  const [more, no, yes] = [
    { on, outcome: 'asked_more', text: 'Which form?' },
    { on, outcome: 'refused', text: 'Not yet' },
    { on, outcome: 'granted', text: 'Done' },
  ] as const;
  for (const answer of [more, no, yes]) await client.letters.answer({ id, answer });
  expect(await client.letters.get({ id })).toMatchObject({ answer: yes, answersBefore: [more, no] });
  expect(await client.letters.takeBack({ id })).toMatchObject({ answer: no, answersBefore: [more], followUpOn: '2026-01-06' });
  expect(await desk.state('await_answer')).toBe('open');
  expect(await client.letters.relapse({ incidentId })).toMatchObject({ state: 'not_begun', since: null });
  expect(await client.letters.takeBack({ id })).toMatchObject({ answer: more, answersBefore: [] });
  expect(await client.letters.takeBack({ id })).toMatchObject({ state: 'given', answer: null, answersBefore: [] });
  expect(await desk.state('await_answer')).toBe('waiting');
});

/** Gives the client of the case another address. */
async function moveTo(email: string): Promise<void> {
  await desk.core.db.write((tx) => tx.updateTable('contact').set({ email }).where('client_id', '=', desk.clientId).execute());
}

it('warns where a client would be written to at the very site that the host stopped', async () => {
  desk = await openCase(SUSPENSION);
  const { incidentId, client, clientId } = desk;
  const warned = async (email: string): Promise<readonly boolean[]> => {
    await moveTo(email);
    const letter = await client.letters.compose({ incidentId, ...WARNING });
    return [letter.atStopped, (await client.explanations.preview({ incidentId, clientId })).atStopped];
  };
  expect(await warned('ann@site1.example')).toEqual([true, true]);
  expect(await warned('ann@mail.SITE1.example')).toEqual([true, true]);
  expect(await warned('ann@othersite1.example')).toEqual([false, false]);
});

it('warns of no address where only the mail that leaves is stopped', async () => {
  desk = await openCase({ ...SUSPENSION, stopped: 'mail' });
  await moveTo('ann@site1.example');
  expect((await desk.client.letters.compose({ incidentId: desk.incidentId, ...WARNING })).atStopped).toBe(false);
});

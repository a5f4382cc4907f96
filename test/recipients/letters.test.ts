import { afterEach, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/shared/language.ts';
import { type CaseDesk, openCase } from '../letters/case.ts';

const ADDRESS = 'claire.martin@gmail.com';
const SENDER = 'school@club.example';
const FACTS = { writer: 'Anna, secretary', family: 'Martin', sender: SENDER, lastMailOn: '2026-01-02', answer: '550 5.1.1 unknown user' };
const HOURS = { contact_hours: 'Mon–Fri, 9–17' };

let desk: CaseDesk;
afterEach(() => desk.close());

it('asks the host’s provider only with all facts, and carries them', async () => {
  desk = await openCase({ kind: 'recipient', address: ADDRESS });
  const { client, incidentId, state } = desk;
  await client.recipients.pause({ incidentId });
  const order = { incidentId, kind: 'recipient_provider' as const, values: HOURS };
  expect(await client.letters.compose(order)).toMatchObject({ reader: 'host', to: '', blocked: 'facts_missing' });
  await expect(client.letters.write(order)).rejects.toMatchObject({ code: 'recipient_facts_missing', data: { count: 5 } });
  await client.recipients.setFacts({ incidentId, facts: FACTS });
  // A typing error needs no unblocking: whether the address is right comes first.
  await expect(client.letters.write(order)).rejects.toMatchObject({ code: 'step_too_early' });
  await client.recipients.correct({ incidentId, address: null });
  const { id } = await client.letters.write(order);
  const { text } = await client.letters.get({ id });
  for (const fact of [ADDRESS, 'Martin', SENDER, FACTS.answer]) expect(text).toContain(fact);
  expect(await state('ask_unblocking')).toBe('open');
  await client.letters.give({ id, given: { on: (await client.letters.get({ id })).createdAt.slice(0, 10), channel: 'assistance', ticket: '7' } });
  expect(await state('ask_unblocking')).toBe('done');
  expect(await state('await_answer')).toBe('waiting');
  // What the provider said has to be written down.
  await expect(client.incidents.setStep({ id: incidentId, step: 'await_answer', state: 'done' })).rejects.toMatchObject({ code: 'step_unmet' });
  const on = (await client.letters.get({ id })).given?.on ?? '';
  await client.letters.answer({ id, answer: { on, outcome: 'granted', text: 'He has to write himself.' } });
  expect(await state('await_answer')).toBe('done');
  // Asked once more, the host hears that it is no copy.
  expect(text).not.toContain('asked before');
  expect((await client.letters.compose(order)).text).toContain('You granted it on ');
});

it('tells the client what his recipient can set, for the mailbox that was chosen, in the client’s language', async () => {
  desk = await openCase({ kind: 'recipient', address: ADDRESS });
  const { client, incidentId, state } = desk;
  const order = { incidentId, kind: 'trusted_sender' as const };
  expect((await client.letters.compose(order)).missing).toEqual(expect.arrayContaining(['sending_address', 'trust_steps']));
  await client.recipients.setFacts({ incidentId, facts: FACTS });
  for (const language of LANGUAGES) {
    const { missing, text, reader } = await client.letters.compose({ ...order, language });
    expect({ missing, reader }).toEqual({ missing: [], reader: 'client' });
    expect(text).toContain('Gmail');
    expect(text).toContain(SENDER);
  }
  await client.recipients.setService({ incidentId, service: 'yandex' });
  const { id, state: queued, to } = await client.letters.write(order);
  expect({ queued, to }).toEqual({ queued: 'queued', to: 'client1@example.net' });
  const { text } = await client.letters.get({ id });
  expect(text).toContain('dans Yandex Mail');
  expect(text).not.toContain('[');
  expect(await state('trusted_sender')).toBe('waiting');
});

it('says that nobody is named where nobody is, and not that he has no address', async () => {
  desk = await openCase({ kind: 'recipient', address: ADDRESS });
  const { client, incidentId, hostedId } = desk;
  await client.incidents.concern({ id: incidentId, person: { hostedId }, role: null });
  const order = { incidentId, kind: 'recipient_unblock' as const };
  expect((await client.letters.compose(order)).blocked).toBe('nobody_named');
  await client.recipients.setFacts({ incidentId, facts: FACTS });
  await expect(client.letters.write(order)).rejects.toMatchObject({ code: 'letter_nobody_named' });
});

it.each([
  ['smtp', { sender: 'bonjour@atelier.example', lastMailOn: '2026-01-05' }],
  ['practice', { sender: '', lastMailOn: null }],
] as const)('knows of the last mail to him only what really left: by %s', async (transport, known) => {
  desk = await openCase({ kind: 'recipient', address: 'client1@example.net' }, { transport });
  const { client, clientId, incidentId } = desk;
  await client.explanations.ask({ incidentId, clientId });
  await desk.flush();
  expect((await client.recipients.get({ incidentId })).known).toMatchObject(known);
});

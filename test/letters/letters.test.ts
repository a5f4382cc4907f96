import { afterEach, expect, it } from 'vitest';
import { smtpConnector } from '../../src/adapters/smtp.ts';
import { ClientId } from '../../src/contract/ids.ts';
import { FIELDS_OF, type MergeField, mayBeUnknown } from '../../src/contract/merge-fields.ts';
import { dsn } from '../bounces/reports.ts';
import { fileOf } from '../repermission/file-of.ts';
import { startSmtpServer, type TestServer } from '../support/smtp-server.ts';
import { type CaseDesk, LISTING, openCase, WARNING } from './case.ts';

const SUSPENSION = { kind: 'suspension', scope: 'account', reason: 'Spam complaint' };
const NOT_TOLD: MergeField[] = ['told_on', 'told_version'];
const HOURS = { contact_hours: 'Mon–Fri, 9–17' };

let desk: CaseDesk;
let server: TestServer | undefined;
afterEach(async () => {
  await desk.close();
  await server?.close();
  server = undefined;
});

/** A case whose letters leave through a real server. */
async function withServer(): Promise<void> {
  server = await startSmtpServer();
  desk = await openCase(LISTING, { ports: { smtp: smtpConnector({ connectMs: 2000, commandMs: 2000, dataMs: 2000 }) } });
  await desk.client.settings.update({ smtp: { host: '127.0.0.1', port: server.port, security: 'none', user: '' } });
}

it('composes in the language of the client, says where each value comes from, names what lacks, and translates', async () => {
  desk = await openCase();
  const { incidentId, client } = desk;
  const letter = await client.letters.compose({ incidentId, kind: 'explanation_request', readerLanguage: 'en', values: { evidence_found: '300 rejects' } });
  expect(letter).toMatchObject({ language: 'fr', reader: 'client', to: 'client1@example.net', blocked: null });
  expect(letter.translation).toMatchObject({ language: 'en' });
  expect(letter.translation?.text).toContain('300 rejects');
  expect(letter.translation?.text).not.toMatch(/SHA-256|PDF/);
  const field = (name: string) => letter.fields.find((each) => each.field === name);
  expect(field('contact_name')).toMatchObject({ value: 'Client 1', source: 'records' });
  expect(field('what_happened')).toMatchObject({ value: expect.stringContaining('192.0.2.7'), source: 'case' });
  expect(field('evidence_found')).toMatchObject({ value: '300 rejects', source: 'by_hand' });
  expect(field('told_on')).toMatchObject({ value: '', source: 'unknown', mayBeUnknown: true });
  expect(field('deadline')).toMatchObject({ source: 'case', mayBeUnknown: false });
  expect(letter.missing).toContain('told_on');
  await expect(client.letters.write({ incidentId, kind: 'spike_warning' })).rejects.toMatchObject({ code: 'letter_incomplete' });
  expect(await client.letters.list({ incidentId })).toEqual([]);
});

it('carries a letter to its client: it waits in the queue, and is sent when the server took it', async () => {
  await withServer();
  const { incidentId, client, clock } = desk;
  const written = await client.letters.write({ incidentId, ...WARNING });
  expect(written).toMatchObject({
    state: 'queued',
    to: 'client1@example.net',
    step: 'demand_vigilance',
    clientName: 'Client 1',
    notKnown: expect.arrayContaining(['window']),
  });
  expect(await desk.state('demand_vigilance')).toBe('waiting');
  expect(server?.received).toEqual([]);
  await desk.flush();
  expect(server?.received).toHaveLength(1);
  expect(server?.received[0]).toMatchObject({ to: 'client1@example.net' });
  const [sent] = await client.letters.list({ incidentId });
  expect(sent).toMatchObject({ state: 'sent', serverReply: expect.stringContaining('250') });
  expect(Date.parse(sent?.sentAt ?? '')).toBeLessThanOrEqual(clock.now());
  expect(await desk.story()).toContain('250');
  const { rows } = await client.outbox.list({ kinds: ['letter'] });
  expect(rows).toHaveLength(1);
  expect(await desk.core.db.read.selectFrom('evidence').selectAll().execute()).toEqual([]);
});

it('tells a client nothing of a letter to another, nor what the program noted', async () => {
  desk = await openCase();
  const { incidentId, client } = desk;
  const other = ClientId.parse(await desk.addClient());
  await client.incidents.concern({ id: incidentId, person: { clientId: other }, role: 'suspected' });
  await client.incidents.setStep({ id: incidentId, step: 'stop_sending', state: 'done', note: 'Limit of Client 1 set to 0' });
  await client.letters.write({ incidentId, ...WARNING });
  await desk.flush();
  expect(await desk.state('demand_vigilance')).toBe('done');
  const { fields, text } = await client.letters.compose({ incidentId, kind: 'spike_warning', clientId: other });
  expect(fields.find(({ field }) => field === 'done_by_reseller')?.value).toMatch(/envois arrêtés$/);
  expect(text).not.toContain('client1@example.net');
  // One who stands alone reads what a person noted, and nothing else.
  await client.incidents.concern({ id: incidentId, person: { clientId: other }, role: null });
  const alone = (await client.letters.compose({ incidentId, kind: 'spike_warning' })).fields.find(({ field }) => field === 'done_by_reseller');
  expect(alone?.value).toMatch(/^\S+ \S+ \d{4}.{1,2} Limit of Client 1 set to 0$/);
});

it('ends the step of a letter that nobody answers only when it left', async () => {
  await withServer();
  const { incidentId, client } = desk;
  await client.letters.write({ incidentId, ...WARNING });
  expect(await desk.state('demand_vigilance')).toBe('waiting');
  await desk.flush();
  expect(await desk.state('demand_vigilance')).toBe('done');
});

it('opens the step again where the server refuses, and writes again to the address the client has then', async () => {
  await withServer();
  const { incidentId, client } = desk;
  server?.behave(() => ({ at: 'rcpt', reply: '550 5.1.1 no such user' }));
  const { id } = await client.letters.write({ incidentId, ...WARNING });
  await desk.flush();
  expect(await client.letters.get({ id })).toMatchObject({ state: 'failed', serverReply: expect.stringContaining('550') });
  expect(await desk.state('demand_vigilance')).toBe('open');
  // Its address is not written to any more.
  await expect(client.letters.again({ id })).rejects.toMatchObject({ code: 'letter_no_contact' });
  expect((await client.letters.possible({ incidentId })).find(({ kind }) => kind === 'spike_warning')).toMatchObject({
    blocked: 'no_contact',
    written: 1,
  });
});

it('takes back what did not leave, by itself or from the queue, and lets it be written again', async () => {
  desk = await openCase();
  const { incidentId, client } = desk;
  const { id } = await client.letters.write({ incidentId, ...WARNING });
  expect(await client.letters.withdraw({ id })).toMatchObject({ state: 'withdrawn' });
  expect(await desk.state('demand_vigilance')).toBe('open');
  await expect(client.letters.withdraw({ id })).rejects.toMatchObject({ code: 'letter_wrong_state' });
  const again = await client.letters.again({ id });
  expect(again).toMatchObject({ state: 'queued', contentSha256: (await client.letters.get({ id })).contentSha256 });
  if (again.outboxId === null) throw new Error('nothing queued');
  await client.outbox.cancel({ ids: [again.outboxId] });
  expect(await client.letters.get({ id: again.id })).toMatchObject({ state: 'withdrawn' });
  await desk.flush();
  expect(desk.delivered).toEqual([]);
});

it('writes again only what did not arrive, and once', async () => {
  desk = await openCase();
  const { incidentId, client } = desk;
  const first = await client.letters.write({ incidentId, ...WARNING });
  await expect(client.letters.again({ id: first.id })).rejects.toMatchObject({ code: 'letter_wrong_state' });
  const mayRepeat = async () => (await client.letters.list({ incidentId })).map((letter) => letter.mayRepeat);
  await client.letters.withdraw({ id: first.id });
  expect(await mayRepeat()).toEqual([true]);
  expect(await client.letters.again({ id: first.id })).toMatchObject({ state: 'queued' });
  expect(await mayRepeat()).toEqual([false, false]);
  await expect(client.letters.again({ id: first.id })).rejects.toMatchObject({ code: 'letter_wrong_state' });
  await desk.flush();
  const [sent] = await client.letters.list({ incidentId });
  await expect(client.letters.again({ id: sent?.id ?? first.id })).rejects.toMatchObject({ code: 'letter_wrong_state' });
  expect(desk.delivered).toHaveLength(1);
});

it('opens the step again where the letter that ended it comes back, unless another one stands', async () => {
  desk = await openCase();
  const { incidentId, client } = desk;
  const other = ClientId.parse(await desk.addClient());
  await client.incidents.concern({ id: incidentId, person: { clientId: other }, role: 'suspected' });
  await client.letters.write({ incidentId, ...WARNING });
  await client.letters.write({ incidentId, ...WARNING, clientId: other });
  await desk.flush();
  expect(await desk.state('demand_vigilance')).toBe('done');
  const sent = await desk.core.db.read.selectFrom('outbox').where('kind', '=', 'letter').select(['message_id', 'recipient']).execute();
  const comesBack = async ({ message_id, recipient }: { readonly message_id: string; readonly recipient: string }) => {
    const report = dsn({ messageId: message_id, recipient });
    await desk.done(client.acknowledgements.readFiles({ fileRefs: [await fileOf(client, 'back.eml', report)] }));
  };
  const [first, second] = sent;
  if (first === undefined || second === undefined) throw new Error('nothing left');
  await comesBack(first);
  expect(await desk.state('demand_vigilance')).toBe('done');
  await comesBack(second);
  expect(await desk.state('demand_vigilance')).toBe('open');
});

it('hands in only what the case still allows', async () => {
  desk = await openCase(SUSPENSION);
  const { incidentId, client } = desk;
  await desk.mend();
  await desk.find();
  const order = { incidentId, kind: 'unblock_request', values: { ...HOURS, innocent_domains: 'none' } } as const;
  const { missing } = await client.letters.compose(order);
  const { id } = await client.letters.write({ ...order, notKnown: missing });
  const given = { on: '2026-01-05', channel: 'ticket' } as const;
  await client.incidents.setStep({ id: incidentId, step: 'stop_sending', state: 'open' });
  await expect(client.letters.give({ id, given })).rejects.toMatchObject({ code: 'step_too_early' });
  await client.incidents.setStep({ id: incidentId, step: 'stop_sending', state: 'done', note: 'x' });
  await client.incidents.setFindings({ id: incidentId, findings: { cause: '', fix: '', prevention: '' } });
  await expect(client.letters.give({ id, given })).rejects.toMatchObject({ code: 'findings_missing' });
  await desk.find();
  expect(await client.letters.give({ id, given })).toMatchObject({ state: 'given' });
});

it('leaves letters of a feature of their own to that feature', async () => {
  desk = await openCase();
  const { incidentId, client, clientId } = desk;
  const possible = (await client.letters.possible({ incidentId })).map(({ kind }) => String(kind));
  for (const kind of ['explanation_request', 'repermission', 'innocent_notice']) {
    expect(possible).not.toContain(kind);
    const order = JSON.parse(JSON.stringify({ incidentId, kind, notKnown: FIELDS_OF.explanation_request.filter(mayBeUnknown) }));
    await expect(client.letters.write(order)).rejects.toThrow();
  }
  expect(await client.letters.list({ incidentId })).toEqual([]);
  const { letters, id } = await client.explanations.ask({ incidentId, clientId: ClientId.parse(clientId) });
  const requestId = letters[0]?.letterId ?? expect.fail();
  await expect(client.letters.withdraw({ id: requestId })).rejects.toMatchObject({ code: 'letter_wrong_state' });
  await client.explanations.withdraw({ id, reason: 'Wrong client' });
  await expect(client.letters.again({ id: requestId })).rejects.toMatchObject({ code: 'letter_wrong_state' });
});

it('asks the host for nothing before the cause is found and mended', async () => {
  desk = await openCase(SUSPENSION);
  const { incidentId, client } = desk;
  const order = { incidentId, kind: 'unblock_request', values: HOURS, notKnown: NOT_TOLD } as const;
  const blockOf = async () => (await client.letters.possible({ incidentId })).find(({ kind }) => kind === 'unblock_request')?.blocked;
  expect(await blockOf()).toBe('step_too_early');
  await expect(client.letters.write(order)).rejects.toMatchObject({ code: 'step_too_early' });
  await desk.mend();
  expect(await blockOf()).toBe('findings_missing');
  await expect(client.letters.write(order)).rejects.toMatchObject({ code: 'findings_missing' });
  await desk.find();
  expect(await blockOf()).toBeNull();
});

it('hands in a request, keeps the answer word for word, and goes on until it is granted', async () => {
  desk = await openCase(SUSPENSION);
  const { incidentId, client } = desk;
  await desk.mend();
  await desk.find();
  const draft = await client.letters.compose({ incidentId, kind: 'unblock_request', values: HOURS });
  const written = await client.letters.write({ incidentId, kind: 'unblock_request', values: { ...HOURS, innocent_domains: 'none' }, notKnown: draft.missing });
  expect(written).toMatchObject({ state: 'ready', reader: 'host', to: '', outboxId: null });
  expect((await client.outbox.list({ kinds: ['letter'] })).total).toBe(0);
  // Nobody waits for it yet.
  expect(await desk.state('ask_unblocking')).toBe('open');
  const { id } = written;
  const given = { on: '2026-01-05', channel: 'ticket', ticket: 'T-1' } as const;
  await expect(client.letters.answer({ id, answer: { on: '2026-01-05', outcome: 'granted', text: '' } })).rejects.toMatchObject({ code: 'letter_wrong_state' });
  await expect(client.letters.give({ id, given: { ...given, on: '2026-01-06' } })).rejects.toMatchObject({ code: 'date_in_future' });
  await expect(client.letters.give({ id, given: { ...given, on: '2026-01-04' } })).rejects.toMatchObject({ code: 'letter_day_early' });
  expect(await desk.state('ask_unblocking')).toBe('open');
  expect(await client.letters.give({ id, given, followUpOn: '2026-01-08' })).toMatchObject({ state: 'given', given, followUpOn: '2026-01-08' });
  expect(await desk.state('ask_unblocking')).toBe('done');
  expect(await desk.step('await_answer')).toMatchObject({ state: 'waiting', dueOn: '2026-01-08' });
  await expect(client.letters.withdraw({ id })).rejects.toMatchObject({ code: 'letter_wrong_state' });
  const early = { on: '2026-01-04', outcome: 'granted', text: '' } as const;
  await expect(client.letters.answer({ id, answer: early })).rejects.toMatchObject({ code: 'letter_day_early' });

  const asked = { on: '2026-01-05', outcome: 'asked_more', text: 'Which form?\nSend the log.' } as const;
  expect(await client.letters.answer({ id, answer: asked, followUpOn: '2026-01-06' })).toMatchObject({ answer: { ...asked, author: 'Camille' } });
  expect(await desk.step('await_answer')).toMatchObject({ state: 'open', dueOn: '2026-01-06' });
  // The second answer stands beside the first, not in its place.
  expect(await client.letters.answer({ id, answer: { on: '2026-01-05', outcome: 'granted', text: 'Done.' } })).toMatchObject({ answersBefore: [asked] });
  expect(await desk.state('await_answer')).toBe('done');
  expect(await desk.story()).toContain('Send the log.');
  // What was put in by hand once is proposed from then on.
  expect((await client.letters.compose({ incidentId, kind: 'unblock_request' })).fields).toContainEqual({
    field: 'contact_hours',
    value: HOURS.contact_hours,
    source: 'records',
    mayBeUnknown: false,
  });
  // Nobody translates it: a letter in another language goes out without it, and shows what it was.
  const french = await client.letters.compose({ incidentId, kind: 'unblock_request', language: 'fr', readerLanguage: 'en' });
  expect(french.missing).toContain('contact_hours');
  expect(french.fields).toContainEqual(
    expect.objectContaining({ field: 'contact_hours', value: '', elsewhere: { language: 'en', value: HOURS.contact_hours } }),
  );
});

it('keeps what a letter says as it was written', async () => {
  desk = await openCase();
  const { id, contentSha256 } = await desk.client.letters.write({ incidentId: desk.incidentId, ...WARNING });
  const before = await desk.client.letters.get({ id });
  await desk.client.settings.update({ sender: { resellerName: 'Another name' } });
  expect(await desk.client.letters.get({ id })).toMatchObject({ text: before.text, html: before.html, contentSha256, clientName: 'Client 1' });
  await expect(desk.core.db.write((tx) => tx.deleteFrom('letter').execute())).rejects.toThrow('stays as it was written');
});

it('writes nothing to a closed case', async () => {
  desk = await openCase();
  const { incidentId, client } = desk;
  await desk.find();
  for (const { id: step } of (await client.incidents.get({ id: incidentId })).steps)
    await client.incidents.setStep({ id: incidentId, step, state: 'not_needed', note: 'x' });
  await client.incidents.close({ id: incidentId });
  await expect(client.letters.write({ incidentId, ...WARNING })).rejects.toMatchObject({ code: 'incident_closed' });
  expect((await client.letters.possible({ incidentId })).every(({ blocked }) => blocked === 'incident_closed')).toBe(true);
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ClientId } from '../../src/contract/ids.ts';
import { IncidentSubject } from '../../src/contract/incidents.ts';
import { dsn } from '../bounces/reports.ts';
import { type CaseDesk, LISTING, openCase, takeOut } from '../letters/case.ts';
import { panelAccount, readList } from '../support/hosted.ts';
import { fileOf } from './file-of.ts';

let desk: CaseDesk;
let innocent: ClientId;
let neighbour: ClientId;
beforeEach(async () => {
  desk = await openCase();
  innocent = await desk.addClient({ company: 'Bakery on the Square' });
  neighbour = await desk.addClient({ company: 'Florist' });
  await desk.client.incidents.concern({ id: desk.incidentId, person: { clientId: innocent }, role: 'innocent' });
});
afterEach(() => desk.shop.close());

const people = () => desk.client.innocents.list({ incidentId: desk.incidentId });
const tell = (clientIds: ClientId[]) => desk.done(desk.client.innocents.tell({ incidentId: desk.incidentId, clientIds }));

describe('clients not involved', () => {
  test('are those the case names, then their neighbours in the pack; never who is suspected', async () => {
    expect((await people()).map(({ name, why, letter }) => [name, why, letter])).toEqual([
      ['Bakery on the Square', 'innocent', null],
      ['Florist', 'neighbour', null],
    ]);
    await desk.client.incidents.concern({ id: desk.incidentId, person: { clientId: neighbour }, role: 'suspected' });
    expect((await people()).map(({ name }) => name)).toEqual(['Bakery on the Square']);
  });

  test('are told once each, in their language, and the step is done once the letters left', async () => {
    expect(await tell([innocent, neighbour])).toEqual({ queued: 2, alreadyTold: 0, blocked: [] });
    expect(await desk.state('tell_innocent')).toBe('waiting');
    await desk.flush();
    expect(await desk.state('tell_innocent')).toBe('done');
    expect(desk.delivered.map(({ to }) => to).sort()).toEqual(['client2@example.net', 'client3@example.net']);
    expect(desk.delivered[0]?.subject).toBe('Les messages que vous envoyez peuvent être touchés (2026-001)');
    expect(await tell([innocent, neighbour])).toEqual({ queued: 0, alreadyTold: 2, blocked: [] });
    await desk.flush();
    expect(desk.delivered).toHaveLength(2);
    expect((await people()).map(({ letter }) => letter?.state)).toEqual(['sent', 'sent']);
  });

  test('are not all told while one that the case names was not', async () => {
    await tell([neighbour]);
    await desk.flush();
    expect(await desk.state('tell_innocent')).toBe('waiting');
    await tell([innocent]);
    await desk.flush();
    expect(await desk.state('tell_innocent')).toBe('done');
  });

  test('are not all told with one of many, where the case names nobody', async () => {
    await desk.client.incidents.concern({ id: desk.incidentId, person: { clientId: innocent }, role: null });
    await tell([neighbour]);
    await desk.flush();
    expect(await desk.state('tell_innocent')).toBe('waiting');
    await tell([innocent]);
    await desk.flush();
    expect(await desk.state('tell_innocent')).toBe('done');
  });

  test('are to be told again where a letter is taken back after somebody said it was done', async () => {
    await desk.mend();
    await tell([innocent]);
    await desk.client.incidents.setStep({ id: desk.incidentId, step: 'tell_innocent', state: 'done', note: 'x' });
    expect(await desk.state('tell_innocent')).toBe('done');
    const [person] = await people();
    if (person?.letter == null) throw new Error('no letter');
    await takeOut(desk, person.letter.id);
    expect(await desk.state('tell_innocent')).toBe('open');
  });

  test('leave one line in the story when they are written to and one when all were, however many there are', async () => {
    const before = (await desk.client.incidents.get({ id: desk.incidentId })).story.length;
    await tell([innocent, neighbour]);
    await desk.flush();
    expect((await desk.client.incidents.get({ id: desk.incidentId })).story.length).toBe(before + 2);
  });

  test('are told for real where it was only practised before', async () => {
    const practice = await openCase(LISTING, { transport: 'practice' });
    try {
      const clientId = await practice.addClient({ company: 'Florist' });
      const whom = { incidentId: practice.incidentId, clientIds: [clientId] };
      const florist = async () => (await practice.client.innocents.list({ incidentId: practice.incidentId })).find((one) => one.clientId === clientId);
      await practice.done(practice.client.innocents.tell(whom));
      await practice.flush();
      expect(await florist()).toMatchObject({ mayTell: false, letter: { state: 'practised' } });
      await practice.client.settings.update({ transport: 'smtp' });
      expect(await florist()).toMatchObject({ mayTell: true });
      expect(await practice.done(practice.client.innocents.tell(whom))).toMatchObject({ queued: 1 });
    } finally {
      await practice.shop.close();
    }
  });

  test('may be written to again where the letter did not reach them', async () => {
    await tell([innocent]);
    const [person] = await people();
    if (person?.letter == null) throw new Error('no letter');
    await takeOut(desk, person.letter.id);
    expect(await tell([innocent])).toMatchObject({ queued: 1 });
  });

  test('are to be told again where the letter came back', async () => {
    await tell([innocent]);
    await desk.flush();
    expect(await desk.state('tell_innocent')).toBe('done');
    const { message_id } = await desk.core.db.read.selectFrom('outbox').where('kind', '=', 'letter').select('message_id').executeTakeFirstOrThrow();
    const report = dsn({ messageId: message_id, recipient: 'client2@example.net' });
    await desk.done(desk.client.acknowledgements.readFiles({ fileRefs: [await fileOf(desk.client, 'back.eml', report)] }));
    expect((await people())[0]?.letter?.state).toBe('failed');
    expect(await desk.state('tell_innocent')).toBe('open');
    expect(await desk.story()).toContain('failed: ');
  });

  test('are left as they were when somebody stops it', async () => {
    const stop = new AbortController();
    const stream = await desk.client.innocents.tell({ incidentId: desk.incidentId, clientIds: [innocent, neighbour] }, { signal: stop.signal });
    await expect(
      (async () => {
        for await (const step of stream) if (step.kind === 'progress' && step.done === 1) stop.abort();
      })(),
    ).rejects.toThrow();
    expect((await people()).map(({ letter }) => letter !== null)).toEqual([true, false]);
    expect(await tell([innocent, neighbour])).toEqual({ queued: 1, alreadyTold: 1, blocked: [] });
  });
});

describe('somebody of whom something tells against it', () => {
  /** The host stopped the florist's account for what it sent. */
  const suspend = () =>
    readList(desk.shop, desk.packId, [panelAccount('site1', { domain: 'site1.example' }), panelAccount('site3', { domain: 'site3.example', suspended: true })]);

  test('stands last, with the reason, and is not written to unless somebody says so', async () => {
    await suspend();
    const last = (await people()).at(-1);
    expect(last).toMatchObject({ name: 'Florist', why: 'neighbour', doubts: expect.arrayContaining(['suspended']) });
    expect(await tell([neighbour, innocent])).toMatchObject({ queued: 1, blocked: [{ name: 'Florist', because: 'doubtful' }] });
    const told = desk.client.innocents.tell({ incidentId: desk.incidentId, clientIds: [neighbour], doubtful: true });
    expect(await desk.done(told)).toMatchObject({ queued: 1, blocked: [] });
  });

  test('is never told that he is not the cause, also once it is known who is', async () => {
    await desk.client.incidents.concern({ id: desk.incidentId, person: { hostedId: desk.hostedId }, role: 'caused' });
    await suspend();
    const { text } = await desk.client.innocents.preview({ incidentId: desk.incidentId, clientId: neighbour });
    expect(text).toContain('192.0.2.7');
    for (const said of ['n’en sont la cause', 'rien n’indique']) expect(text).not.toContain(said);
    await desk.done(desk.client.innocents.tell({ incidentId: desk.incidentId, clientIds: [neighbour], doubtful: true }));
    await desk.flush();
    expect(desk.delivered[0]?.to).toBe('client3@example.net');
    const letter = (await people()).find(({ clientId }) => clientId === neighbour)?.letter;
    expect((await desk.client.letters.get({ id: letter?.id ?? expect.fail() })).text).not.toContain('la cause');
  });

  test('is also whoever another open case suspects, as long as it is open', async () => {
    const other = await desk.client.incidents.open({
      packId: desk.packId,
      subject: IncidentSubject.parse({ kind: 'suspension', scope: 'account' }),
      concerned: [{ clientId: neighbour }],
    });
    expect((await people()).map(({ name, doubts }) => [name, doubts])).toEqual([
      ['Bakery on the Square', []],
      ['Florist', ['other_case']],
    ]);
    await desk.client.incidents.concern({ id: other.id, person: { clientId: neighbour }, role: 'innocent' });
    expect((await people()).at(-1)?.doubts).toEqual([]);
  });

  test('is not waited for: the step is done once everybody else was told', async () => {
    await desk.client.incidents.concern({ id: desk.incidentId, person: { clientId: innocent }, role: null });
    await suspend();
    await tell([innocent]);
    await desk.flush();
    expect(await desk.state('tell_innocent')).toBe('done');
  });
});

describe('the letter', () => {
  test('says what happened and how things stand, and names nobody', async () => {
    const { text, language, to, names } = await desk.client.innocents.preview({ incidentId: desk.incidentId, clientId: innocent });
    expect({ language, to, names }).toEqual({ language: 'fr', to: 'client2@example.net', names: [] });
    for (const said of ['192.0.2.7', 'Spamhaus ZEN', '2026-001', 'site2.example', 'aide@atelier.example']) expect(text).toContain(said);
    for (const hidden of ['Client 1', 'site1']) expect(text).not.toContain(hidden);
  });

  test('says that a neighbour is not the cause only once it is known who is', async () => {
    const textOf = async (clientId: ClientId) => (await desk.client.innocents.preview({ incidentId: desk.incidentId, clientId })).text;
    expect(await textOf(innocent)).toContain('n’en sont la cause');
    expect(await textOf(neighbour)).toContain('À ce stade, rien n’indique');
    expect(await textOf(neighbour)).not.toContain('n’en sont la cause');
    await desk.client.incidents.concern({ id: desk.incidentId, person: { hostedId: desk.hostedId }, role: 'caused' });
    expect(await textOf(neighbour)).toContain('n’en sont la cause');
  });

  test('does not name a domain that is on the list', async () => {
    const { id } = await desk.client.incidents.open({
      packId: desk.packId,
      subject: { kind: 'listing', listed: 'site1.example', list: 'Spamhaus DBL', reference: 'https://check.example/site1.example', holder: 'host' },
      concerned: [{ hostedId: desk.hostedId }],
    });
    const { text, names } = await desk.client.innocents.preview({ incidentId: id, clientId: innocent });
    expect(names).toEqual([]);
    expect(text).not.toContain('site1');
  });

  test('is not sent where the reseller’s own wording names whoever is suspected', async () => {
    await desk.client.policies.edit({
      hostId: desk.host.id,
      kind: 'innocent_notice',
      language: 'fr',
      section: 'done',
      wording: { title: 'Ce qui est fait', blocks: [{ type: 'paragraph', text: '{{state_now}} Tout vient de site1.example.' }] },
    });
    const preview = await desk.client.innocents.preview({ incidentId: desk.incidentId, clientId: innocent });
    expect(preview.names).toEqual(['site1.example']);
    const { queued, blocked } = await tell([innocent]);
    expect({ queued, blocked }).toMatchObject({ queued: 0, blocked: [{ name: 'Bakery on the Square', because: 'names_client', words: ['site1.example'] }] });
  });

  test.each([
    { kind: 'suspension', scope: 'account' },
    { kind: 'blocked_object', object: 'script', name: 'send.php' },
    // No server refuses a client's mail for the domain of another.
    { kind: 'listing', listed: 'site1.example', list: 'SURBL' },
  ])('tells nobody of what is done to one account, script or domain alone: $kind', async (subject) => {
    const { id } = await desk.client.incidents.open({ packId: desk.packId, subject: IncidentSubject.parse(subject), concerned: [] });
    expect((await desk.client.incidents.get({ id })).steps.map((step) => step.id)).not.toContain('tell_innocent');
    const told = await desk.done(desk.client.innocents.tell({ incidentId: id, clientIds: [neighbour] }));
    expect(told).toMatchObject({ queued: 0, blocked: [{ because: 'incomplete' }] });
  });

  test('is not for whoever is suspected', async () => {
    await expect(tell([desk.clientId])).rejects.toMatchObject({ code: 'innocent_suspected' });
    await expect(desk.client.innocents.preview({ incidentId: desk.incidentId, clientId: desk.clientId })).rejects.toMatchObject({ code: 'innocent_suspected' });
  });

  test('tells no more than the steps say', async () => {
    const standing = async () => (await desk.client.innocents.preview({ incidentId: desk.incidentId, clientId: innocent })).text;
    expect(await standing()).toContain('La cause est en cours de recherche.');
    await desk.client.incidents.setStep({ id: desk.incidentId, step: 'stop_sending', state: 'done' });
    expect(await standing()).toContain('Le retrait de l’adresse de la liste sera demandé');
    await desk.mend();
    await desk.find();
    await desk.client.incidents.setStep({ id: desk.incidentId, step: 'ask_delisting', state: 'waiting' });
    expect(await standing()).toContain('Le retrait de l’adresse de la liste a été demandé');
    await desk.client.incidents.setStep({ id: desk.incidentId, step: 'ask_delisting', state: 'done', note: 'By phone' });
    await desk.client.incidents.setStep({ id: desk.incidentId, step: 'await_answer', state: 'done', note: 'By phone' });
    // An address was listed: nothing was blocked.
    expect(await standing()).toContain('l’adresse a été retirée de la liste');
  });
});

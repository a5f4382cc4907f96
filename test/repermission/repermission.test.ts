import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ClientId } from '../../src/contract/ids.ts';
import type { RepermissionPlan } from '../../src/contract/repermission.ts';
import { type CaseDesk, LISTING, openCase, takeOut } from '../letters/case.ts';
import { fileOf } from './file-of.ts';
import { BEFORE, SOUND } from './sound-plan.ts';

let desk: CaseDesk;
beforeEach(async () => {
  desk = await openCase();
});
afterEach(() => desk.shop.close());

const of = () => desk.client.repermission;
const planned = async (plan: Partial<RepermissionPlan> = SOUND) => {
  const { id } = await of().create({ incidentId: desk.incidentId });
  return of().change({ id, plan });
};

describe('a plan', () => {
  test('is made for whoever the case is about, once, and writes to nobody at first', async () => {
    const plan = await of().create({ incidentId: desk.incidentId });
    expect(plan).toMatchObject({ clientId: desk.clientId, state: 'drafted', recipients: 0, warnings: [], clientLanguage: 'fr' });
    expect(plan).toMatchObject({ plan: { before: null, countedOn: null }, after: null, figuresSentence: expect.stringMatching(/^Merci de trier/) });
    await expect(of().create({ incidentId: desk.incidentId })).rejects.toMatchObject({ code: 'repermission_exists' });
    expect(await desk.story()).toContain('Client 1');
  });

  test('is enough for asking the host or list once the client was told, whether or not he has begun', async () => {
    const waitsFor = async () => {
      const { steps } = await desk.client.incidents.get({ id: desk.incidentId });
      return steps.find(({ id }) => id === 'ask_delisting')?.before;
    };
    expect(await waitsFor()).toContain('repermission');
    await desk.client.incidents.setStep({ id: desk.incidentId, step: 'repermission', state: 'waiting' });
    const { id } = await planned();
    expect(await waitsFor()).toContain('repermission');
    await of().tell({ id });
    expect(await waitsFor()).not.toContain('repermission');
    await takeOut(desk, (await of().list({ incidentId: desk.incidentId }))[0]?.letter?.id ?? expect.fail());
    expect(await waitsFor()).toContain('repermission');
    await of().start({ id });
    expect(await waitsFor()).not.toContain('repermission');
  });

  test('of a case that is about nobody yet needs a client', async () => {
    await desk.client.incidents.concern({ id: desk.incidentId, person: { hostedId: desk.hostedId }, role: null });
    await expect(of().create({ incidentId: desk.incidentId })).rejects.toMatchObject({ code: 'repermission_no_client' });
  });

  test('is made for nobody whom the case does not name, or of whom it says that he has nothing to do with it', async () => {
    const { incidentId } = desk;
    const clientId = ClientId.parse(await desk.addClient({ company: 'Florist' }));
    await expect(of().create({ incidentId, clientId })).rejects.toMatchObject({ code: 'client_not_concerned', data: { client: 'Florist' } });
    await desk.client.incidents.concern({ id: incidentId, person: { clientId }, role: 'innocent' });
    await expect(of().create({ incidentId, clientId })).rejects.toMatchObject({ code: 'client_innocent', data: { client: 'Florist' } });
    await desk.client.incidents.concern({ id: incidentId, person: { clientId }, role: 'suspected' });
    expect(await of().create({ incidentId, clientId })).toMatchObject({ clientId });
  });

  test('that has begun may be put right bit by bit, and never made spam', async () => {
    const { id } = await planned();
    await of().start({ id });
    await expect(of().change({ id, plan: { writesTo: ['b', 'c', 'd'], offerInside: true } })).rejects.toMatchObject({
      code: 'repermission_is_spam',
      data: { count: 3 },
    });
    expect(await of().change({ id, plan: { asked: 150 } })).toMatchObject({ state: 'running', warnings: [], plan: { asked: 150, writesTo: ['b'] } });
  });

  test('stays as it is once its case is closed', async () => {
    const { incidentId, client } = desk;
    const { id } = await planned();
    for (const { id: step } of (await client.incidents.get({ id: incidentId })).steps) {
      await client.incidents.setStep({ id: incidentId, step, state: 'not_needed', note: 'A false alarm' });
    }
    await desk.find();
    await client.incidents.close({ id: incidentId });
    const closed = { code: 'incident_closed' };
    await expect(of().change({ id, plan: { asked: 1 } })).rejects.toMatchObject(closed);
    await expect(of().start({ id })).rejects.toMatchObject(closed);
    await expect(of().result({ id, result: { yes: 1, no: 0, counts: null } })).rejects.toMatchObject(closed);
    await expect(of().finish({ id })).rejects.toMatchObject(closed);
  });

  test('is refused with more people asked than there are in group B, and keeps what it was', async () => {
    const { id } = await planned();
    await expect(of().change({ id, plan: { asked: 301 } })).rejects.toMatchObject({ code: 'repermission_counts' });
    const [kept] = await of().list({ incidentId: desk.incidentId });
    expect(kept?.plan.asked).toBe(200);
  });

  test('says in the language of the client what is wrong, and cannot begin while it is spam itself', async () => {
    const { id, warnings } = await planned({ ...SOUND, writesTo: ['b', 'c'], offerInside: true });
    expect(warnings.map(({ code, rules }) => [code, rules.length > 0])).toEqual([
      ['mails_c', true],
      ['offer_inside', true],
    ]);
    expect(warnings[0]?.sentence).toMatch(/^Merci de ne pas écrire au groupe C/);
    await expect(of().start({ id })).rejects.toMatchObject({ code: 'repermission_is_spam', data: { count: 2 } });
    await of().change({ id, plan: { writesTo: ['b'], offerInside: false } });
    expect(await of().start({ id })).toMatchObject({ state: 'running', startedOn: '2026-01-05' });
  });

  test('takes the rules of the host where it leaves from there', async () => {
    const { id } = await planned({ ...SOUND, from: 'hosting', rate: null });
    const [before] = await of().list({ incidentId: desk.incidentId });
    expect(before?.warnings.map(({ code }) => code)).toEqual(['ask_host', 'no_pace']);
    const { rules, own } = desk.host;
    await desk.client.hosts.setRules({
      id: desk.host.id,
      own,
      rules: { ...rules, bulkPolicy: { state: 'known', value: 'forbidden', source: '000-01 and 000-10', readOn: null } },
    });
    const [after] = await of().list({ incidentId: desk.incidentId });
    expect(after?.warnings[0]).toMatchObject({ code: 'forbidden_here', severity: 'stop', rules: ['000-01', '000-10'] });
    await expect(of().start({ id })).rejects.toMatchObject({ code: 'repermission_is_spam' });
  });
});

describe('the client', () => {
  test('gets the instruction in his language with his day, and the step waits', async () => {
    const { id } = await planned({ ...SOUND, reportBy: '2026-01-20' });
    const { letter, state } = await of().tell({ id });
    expect(state).toBe('sent');
    expect(await desk.state('repermission')).toBe('waiting');
    await desk.flush();
    expect(desk.delivered).toHaveLength(1);
    expect(desk.delivered[0]).toMatchObject({ to: 'client1@example.net' });
    if (letter === null) throw new Error('no letter');
    const written = await desk.client.letters.get({ id: letter.id });
    expect(written.text).toContain('20 janvier 2026');
    expect(written).toMatchObject({ kind: 'repermission', language: 'fr', state: 'sent' });
  });

  test('is given a day that lies ahead: none that has come or is over is kept, or printed in his letter', async () => {
    const { id } = await planned({ ...SOUND, reportBy: '2026-01-07' });
    await expect(of().change({ id, plan: { reportBy: '2026-01-05' } })).rejects.toMatchObject({ code: 'day_not_ahead' });
    await desk.shop.clock.advance(3 * 86_400_000);
    expect(await of().change({ id, plan: { asked: 100 } })).toMatchObject({ plan: { asked: 100, reportBy: '2026-01-07' } });
    await expect(of().tell({ id })).rejects.toMatchObject({ code: 'day_not_ahead' });
    await of().change({ id, plan: { reportBy: '2026-01-20' } });
    expect(await of().tell({ id })).toMatchObject({ state: 'sent' });
  });

  test('does not get it once the day it names is over: it is taken out of the queue, with the reason, and may be written anew', async () => {
    const { id } = await planned({ ...SOUND, reportBy: '2026-01-07' });
    await desk.client.outbox.pause({});
    const { letter } = await of().tell({ id });
    if (letter === null) throw new Error('no letter');
    // A later day of the plan does not change what the letter says.
    await of().change({ id, plan: { reportBy: '2026-01-20' } });
    await desk.shop.clock.advance(3 * 86_400_000);
    await desk.client.outbox.resume({});
    await desk.flush();
    expect(desk.delivered).toEqual([]);
    const { outboxId, state } = await desk.client.letters.get({ id: letter.id });
    expect(state).toBe('withdrawn');
    expect(await desk.client.outbox.get({ id: outboxId ?? expect.fail() })).toMatchObject({ state: 'cancelled', errorCode: 'day_over' });
    expect((await desk.client.incidents.get({ id: desk.incidentId })).story.at(-1)).toMatchObject({ state: 'open', told: { key: 'letter_day_over' } });
    expect(await of().tell({ id })).toMatchObject({ state: 'sent' });
    await desk.flush();
    expect(desk.delivered).toHaveLength(1);
  });

  test('gets it on that day', async () => {
    const { id } = await planned({ ...SOUND, reportBy: '2026-01-07' });
    await desk.client.outbox.pause({});
    await of().tell({ id });
    await desk.shop.clock.advance(2 * 86_400_000);
    await desk.client.outbox.resume({});
    await desk.flush();
    expect(desk.delivered).toHaveLength(1);
  });

  test('gets it once, and again only where the letter was taken back', async () => {
    const { id } = await planned();
    const { letter } = await of().tell({ id });
    await expect(of().tell({ id })).rejects.toMatchObject({ code: 'letter_wrong_state' });
    if (letter === null) throw new Error('no letter');
    await takeOut(desk, letter.id);
    expect(await of().tell({ id })).toMatchObject({ state: 'sent' });
    await desk.flush();
    expect(desk.delivered).toHaveLength(1);
    await expect(of().tell({ id })).rejects.toMatchObject({ code: 'letter_wrong_state' });
  });

  test('gets it for real where it was only practised before', async () => {
    const practice = await openCase(LISTING, { transport: 'practice' });
    try {
      const { client, incidentId } = practice;
      const { id } = await client.repermission.create({ incidentId, plan: { before: BEFORE } });
      await client.repermission.tell({ id });
      await practice.flush();
      expect(await client.repermission.list({ incidentId })).toMatchObject([{ state: 'sent', letter: { state: 'practised' } }]);
      await expect(client.repermission.tell({ id })).rejects.toMatchObject({ code: 'letter_wrong_state' });
      await client.settings.update({ transport: 'smtp' });
      expect(await client.repermission.list({ incidentId })).toMatchObject([{ state: 'drafted' }]);
      expect(await client.repermission.tell({ id })).toMatchObject({ state: 'sent' });
      await practice.flush();
      expect(practice.delivered).toHaveLength(1);
    } finally {
      await practice.shop.close();
    }
  });

  test('is the only one the program ever writes to', async () => {
    const { id } = await planned();
    await of().tell({ id });
    await of().start({ id });
    await of().result({ id, result: { yes: 80, no: 20, counts: null } });
    await desk.flush();
    expect(new Set(desk.delivered.map(({ to }) => to))).toEqual(new Set(['client1@example.net']));
  });
});

describe('the result', () => {
  const running = async () => {
    const { id } = await planned();
    await of().start({ id });
    return id;
  };

  test('takes silence for removal, and does not end before everybody is accounted for', async () => {
    const id = await running();
    const told = await of().result({ id, result: { yes: 80, no: 20, counts: null } });
    expect(told).toMatchObject({
      result: { toldOn: null },
      silent: 100,
      after: { a: 580, b: 100, c: 1000, d: 60 },
      gaps: [{ code: 'figures_missing', count: 1 }],
    });
    await expect(of().finish({ id })).rejects.toMatchObject({ code: 'repermission_not_accounted' });
    const figures = { yes: 80, no: 20, counts: { a: 580, b: 100, c: 1000, d: 60 } };
    await expect(of().result({ id, result: { ...figures, toldOn: '2026-01-06' } })).rejects.toMatchObject({ code: 'date_in_future' });
    const counted = await of().result({ id, result: { ...figures, toldOn: '2026-01-05' } });
    expect(counted.result.toldOn).toBe('2026-01-05');
    expect(counted.gaps).toEqual([
      { code: 'proof_missing', count: 80 },
      { code: 'removal_missing', count: 120 },
    ]);
    await of().attach({ id, purpose: 'consent', fileRef: await fileOf(desk.client, 'yes.csv', 'address,date\nann@x.example,2026-01-09\n') });
    await of().attach({ id, purpose: 'removal', fileRef: await fileOf(desk.client, 'removed.csv', 'address\nbob@x.example\n') });
    expect(await of().finish({ id })).toMatchObject({ state: 'over', overOn: '2026-01-05', gaps: [] });
    expect(await desk.state('repermission')).toBe('done');
    await expect(of().change({ id, plan: { asked: 0 } })).rejects.toMatchObject({ code: 'repermission_over' });
    expect(await of().reopen({ id })).toMatchObject({ state: 'running' });
    expect(await desk.state('repermission')).toBe('waiting');
  });

  test('ends the step of the case only once every plan of it is over, and nothing ends with an empty list', async () => {
    const { client, incidentId } = desk;
    const clientId = ClientId.parse(await desk.addClient({ company: 'Florist' }));
    await client.incidents.concern({ id: incidentId, person: { clientId }, role: 'suspected' });
    const [first, second] = [await planned({ before: BEFORE }), await of().create({ incidentId, clientId })];
    const counts = { a: 500, b: 0, c: 1200, d: 40 };
    await of().attach({ id: first.id, purpose: 'removal', fileRef: await fileOf(desk.client, 'removed.csv', 'address\nbob@x.example\n') });
    await of().result({ id: first.id, result: { yes: 0, no: 0, counts } });
    expect(await of().finish({ id: first.id })).toMatchObject({ state: 'over' });
    expect(await desk.state('repermission')).not.toBe('done');
    expect(await desk.story()).toContain('Re-permission over');
    const empty = await of().result({ id: second.id, result: { yes: 0, no: 0, counts: { a: 0, b: 0, c: 0, d: 0 } } });
    expect(empty.gaps).toMatchObject([{ code: 'figures_missing' }]);
    await expect(of().finish({ id: second.id })).rejects.toMatchObject({ code: 'repermission_not_accounted' });
    await of().change({ id: second.id, plan: { before: { a: 5, b: 0, c: 0, d: 0 } } });
    await of().result({ id: second.id, result: { yes: 0, no: 0, counts: { a: 5, b: 0, c: 0, d: 0 } } });
    await of().finish({ id: second.id });
    expect(await desk.state('repermission')).toBe('done');
  });

  test('is refused with more answers than questions, and a plan with fewer questions than answers', async () => {
    const id = await running();
    await expect(of().result({ id, result: { yes: 150, no: 51, counts: null } })).rejects.toMatchObject({ code: 'repermission_answers' });
    await of().result({ id, result: { yes: 150, no: 50, counts: null } });
    await expect(of().change({ id, plan: { asked: 199 } })).rejects.toMatchObject({ code: 'repermission_counts' });
  });
});

test('a client who does not exist has no plan', async () => {
  await expect(of().create({ incidentId: desk.incidentId, clientId: ClientId.parse('00000000-0000-4000-8000-000000000000') })).rejects.toMatchObject({
    code: 'client_not_found',
  });
});

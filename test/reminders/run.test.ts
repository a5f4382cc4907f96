import { afterEach, describe, expect, it } from 'vitest';
import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { HoldId, OnceId } from '../../src/contract/ids.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { type Opening, openWorkshop, type Workshop } from './workshop.ts';

let shop: Workshop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

/** A workshop in which so many clients were told on 5 January 2026. */
async function told(clients: number, opening: Opening = {}) {
  const made = await openWorkshop(opening);
  shop = made;
  const ids = [];
  for (let index = 0; index < clients; index++) ids.push(await made.addClient());
  await made.publish();
  await made.tellAll();
  const first = ids[0];
  if (first === undefined) throw new Error('no client');
  return { shop: made, ids, first, hostId: made.host.id };
}

const SIX_MONTHS = 182 * DAY_MS + 3 * 3_600_000;

describe('a reminder', () => {
  it('is planned six months after the proof, and queued once when its day comes', async () => {
    const { shop, first } = await told(1);
    const [row] = await shop.planned();
    expect(row).toMatchObject({ clientId: first, state: 'planned', dueOn: '2026-07-05', hostName: 'Hosting', email: 'client1@example.net' });
    // The fifth of July is a Sunday.
    expect(row).toMatchObject({ sendAt: '2026-07-06T07:00:00.000Z', domains: ['site1.example'], lastProof: { rung: 'handed_to_smtp' } });
    expect(row?.why.map(({ code }) => code)).toEqual(['proof', 'rule_of', 'months', 'weekend', 'hours']);
    expect(await shop.run()).toMatchObject({ queued: 0 });
    shop.clock.sleep(SIX_MONTHS);
    expect(await shop.run()).toMatchObject({ queued: 1, asks: 0, blocked: [] });
    expect(await shop.run()).toMatchObject({ queued: 0 });
    expect(await shop.planned()).toMatchObject([{ state: 'queued', dueOn: '2026-07-05' }]);
    await shop.flush();
    expect(shop.delivered.map(({ to }) => to)).toEqual(['client1@example.net', 'client1@example.net']);
    expect(await shop.planned()).toMatchObject([{ state: 'planned', dueOn: '2027-01-06' }]);
    const { rows } = await shop.client.reminders.history({});
    expect(rows).toMatchObject([{ dueOn: '2026-07-05', outcome: 'queued', state: 'sent', transport: 'smtp', author: 'Camille', clientName: 'Client 1' }]);
  });

  it('says what was told and when, repeats the token of the notice, and gives no figures that nobody has', async () => {
    const { shop, first, hostId } = await told(1);
    shop.clock.sleep(SIX_MONTHS);
    const preview = await shop.client.reminders.preview({ clientId: first, hostId, language: 'en' });
    expect(preview).toMatchObject({ language: 'en', to: 'client1@example.net', missing: [] });
    expect(preview.text).toContain('version 1, sent to you on 5 January 2026');
    expect(preview.text).toContain('no figures about your mail were recorded here');
    await shop.run();
    const [message] = await shop.reminders();
    const mail = await nodemailerFormat.read(message?.eml ?? new Uint8Array());
    expect(mail.text).toContain('version 1');
    expect(mail.attachments[0]?.name).toMatch(/^rappel-envoi-v1-/);
    const notices = await shop.db.read.selectFrom('notice').select(['kind', 'token', 'version_id', 'about_version_id', 'id']).orderBy('created_at').execute();
    const [notice, reminder] = notices;
    expect(reminder).toMatchObject({ kind: 'reminder', token: null, about_version_id: notice?.version_id });
    expect(mail.text).toContain(notice?.token ?? 'none');
    expect(message).toMatchObject({ kind: 'reminder', priority: 1 });
    expect(message?.pack_id).toBe(shop.host.packs[0]?.id);
  });

  it('becomes a proof of its own when it is sent, and changes nothing about who was told', async () => {
    const { shop, first } = await told(1);
    const before = await shop.client.evidence.coverage({});
    shop.clock.sleep(SIX_MONTHS);
    await shop.run();
    await shop.flush();
    const { rows } = await shop.client.evidence.list({});
    expect(rows.map(({ kind, rung }) => [kind, rung])).toEqual([
      ['reminder', 'handed_to_smtp'],
      ['notice', 'handed_to_smtp'],
    ]);
    const after = await shop.client.evidence.coverage({});
    expect({ ...after, at: '' }).toEqual({ ...before, at: '' });
    const { timeline } = await shop.client.clients.get({ id: first });
    expect(timeline.map(({ event }) => event)).toEqual(['reminder_sent', 'reminder_queued', 'notice_sent', 'notice_queued', 'created']);
    expect(await shop.client.system.doctor({})).toMatchObject({ checks: expect.arrayContaining([expect.objectContaining({ id: 'ledger', outcome: 'pass' })]) });
  });

  it('that is taken out of the outbox is passed over for its period', async () => {
    const { shop, first } = await told(1);
    shop.clock.sleep(SIX_MONTHS);
    await shop.run();
    const [message] = await shop.reminders();
    const { rows } = await shop.client.outbox.list({ kinds: ['reminder'] });
    expect(rows[0]?.id).toBe(message?.id);
    await shop.client.outbox.cancel({ ids: rows.map(({ id }) => id) });
    expect(await shop.planned()).toMatchObject([{ state: 'planned', dueOn: '2027-01-06' }]);
    expect(await shop.run()).toMatchObject({ queued: 0 });
    const { timeline } = await shop.client.clients.get({ id: first });
    expect(timeline[0]?.event).toBe('reminder_cancelled');
    expect(await shop.client.clients.list({})).toMatchObject({ rows: [{ told: 'told' }] });
  });

  it('that the server refuses serves its period all the same', async () => {
    let refuse = false;
    const refused = { outcome: 'refused', code: 552, enhanced: '5.3.4', stage: 'data', reply: '552 5.3.4 Message too big' } as const;
    const { shop } = await told(1, { answer: () => (refuse ? refused : { outcome: 'accepted', reply: '250 Ok' }) });
    shop.clock.sleep(SIX_MONTHS);
    refuse = true;
    await shop.run();
    await shop.flush();
    expect(await shop.run()).toMatchObject({ queued: 0 });
    expect(await shop.reminders()).toMatchObject([{ state: 'failed' }]);
    expect(await shop.planned()).toMatchObject([{ state: 'planned', dueOn: '2027-01-06' }]);
  });

  it('comes after the notice: not before it is told, and not while an account waits for it', async () => {
    const made = await openWorkshop();
    shop = made;
    const id = await made.addClient();
    const stops = async () => (await made.planned()).map(({ stop }) => stop);
    expect(await stops()).toEqual(['never_told']);
    await expect(made.client.reminders.preview({ clientId: id, hostId: made.host.id })).rejects.toMatchObject({ code: 'policy_not_published' });
    await made.publish();
    expect(await stops()).toEqual(['notice_first']);
    await expect(made.client.reminders.preview({ clientId: id, hostId: made.host.id })).rejects.toMatchObject({ code: 'client_not_told' });
    await made.tellAll();
    expect(await stops()).toEqual([null]);
    await made.change(id, ({ accounts }) => ({ accounts: accounts.map((account) => ({ ...account, status: 'closed' })) }));
    expect(await stops()).toEqual(['no_account']);
    expect(await made.run('2027-01-05T12:00:00Z')).toMatchObject({ queued: 0, stopped: { no_account: 1 } });
  });

  it('stops while the address is blocked, and goes to the next contact where there is one', async () => {
    const { shop, first } = await told(1);
    await shop.client.bounces.suppress({ scope: 'address', value: 'client1@example.net', until: null, note: 'wrong person' });
    expect(await shop.planned()).toMatchObject([{ state: 'stopped', stop: 'address_blocked' }]);
    await shop.change(first, ({ contacts }) => ({ contacts: [...contacts, { role: 'technical', email: 'second@example.net' }] }));
    expect(await shop.planned()).toMatchObject([{ state: 'planned', stop: null, email: 'second@example.net' }]);
    shop.clock.sleep(SIX_MONTHS);
    await shop.run();
    expect((await shop.reminders()).map(({ recipient }) => recipient)).toEqual(['second@example.net']);
  });

  it('in the practice mailbox serves no real period', async () => {
    const { shop } = await told(1, { transport: 'practice' });
    shop.clock.sleep(SIX_MONTHS);
    expect(await shop.run()).toMatchObject({ queued: 1 });
    await shop.flush();
    expect(await shop.planned()).toMatchObject([{ state: 'planned', dueOn: '2027-01-06' }]);
    await shop.client.settings.update({ transport: 'smtp' });
    expect(await shop.planned()).toMatchObject([{ state: 'stopped', stop: 'notice_first' }]);
    await shop.tellAll();
    expect(await shop.planned()).toMatchObject([{ state: 'planned', dueOn: '2027-01-06', lastProof: { rung: 'handed_to_smtp' } }]);
    const runs = await shop.db.read.selectFrom('reminder_run').select(['practice', 'period']).execute();
    expect(runs).toEqual([{ practice: 1, period: '2026-07-05' }]);
  });

  it('leaves in the working hours of the client, wherever he is', async () => {
    const made = await openWorkshop();
    shop = made;
    const id = await made.addClient({ timeZone: 'America/New_York' });
    await expect(made.addClient({ timeZone: 'Europe/Nowhere' })).rejects.toMatchObject({ code: 'time_zone_unknown', data: { zone: 'Europe/Nowhere' } });
    await made.publish();
    await made.tellAll();
    expect(await made.planned()).toMatchObject([{ timeZone: 'America/New_York', dueOn: '2026-07-05', sendAt: '2026-07-06T13:00:00.000Z' }]);
    expect(await made.client.clients.get({ id })).toMatchObject({ timeZone: 'America/New_York' });
    made.clock.sleep(1000);
    await made.change(id, () => ({ timeZone: 'Asia/Tokyo' }));
    expect((await made.client.clients.get({ id })).timeline[0]).toMatchObject({ event: 'changed', params: { fields: 'timeZone' } });
    expect(await made.planned()).toMatchObject([{ sendAt: '2026-07-06T00:00:00.000Z' }]);
  });

  it('that cannot be composed is named, and keeps nobody waiting', async () => {
    const { shop, ids, first } = await told(3);
    const [, second = first] = ids;
    await shop.db.write((tx) => tx.updateTable('account').set({ other_domains: '{' }).where('client_id', '=', second).execute());
    shop.clock.sleep(SIX_MONTHS);
    expect(await shop.run()).toMatchObject({ queued: 2, blocked: [{ clientId: second, clientName: 'Client 2', missing: [] }] });
    expect(await shop.planned({ clientId: second })).toMatchObject([{ state: 'stopped', stop: 'missing_field' }]);
    expect(shop.log.filter(({ event }) => event === 'reminder_not_composed')).toHaveLength(1);
    await shop.db.write((tx) => tx.updateTable('account').set({ other_domains: '[]', main_domain: '' }).where('client_id', '=', second).execute());
    expect(await shop.run()).toMatchObject({ queued: 0, blocked: [{ clientId: second, missing: ['domains'] }] });
    await shop.change(second, ({ accounts }) => ({ accounts: accounts.map((account) => ({ ...account, mainDomain: 'again.example' })) }));
    expect(await shop.run()).toMatchObject({ queued: 1, blocked: [] });
  });
});

describe('rules', () => {
  it('of a client win over those of his plan, host, and all; the number of clients says for whom each decides', async () => {
    const { shop, first, hostId } = await told(2);
    const every = async () => (await shop.planned()).map(({ dueOn }) => dueOn);
    await shop.client.reminders.setRule({ on: { scope: 'host', hostId }, period: { every: 'months', count: 3 } });
    expect(await every()).toEqual(['2026-04-05', '2026-04-05']);
    const rules = await shop.client.reminders.setRule({ on: { scope: 'client', clientId: first }, period: { every: 'weeks', count: 2 } });
    expect(await every()).toEqual(['2026-01-19', '2026-04-05']);
    expect(rules.map(({ on, clients, author, name }) => [on.scope, clients, author, name])).toEqual([
      ['all', 0, '', ''],
      ['host', 1, 'Camille', 'Hosting'],
      ['client', 1, 'Camille', 'Client 1'],
    ]);
    await shop.client.reminders.setRule({ on: { scope: 'client', clientId: first }, period: { every: 'never' } });
    expect(await shop.planned({ states: ['stopped'] })).toMatchObject([{ clientId: first, stop: 'rule_never' }]);
    expect(await shop.client.reminders.removeRule({ on: { scope: 'client', clientId: first } })).toHaveLength(2);
    await expect(shop.client.reminders.removeRule({ on: { scope: 'all' } })).rejects.toMatchObject({ code: 'rule_not_found' });
    await expect(shop.client.reminders.removeRule({ on: { scope: 'client', clientId: first } })).rejects.toMatchObject({ code: 'rule_not_found' });
  });

  it('are set with words that hold: a zone that exists, hours that end after they begin', async () => {
    const { shop } = await told(1);
    await expect(shop.client.reminders.update({ timeZone: 'Mars/Base' })).rejects.toMatchObject({ code: 'time_zone_unknown' });
    await expect(shop.client.reminders.update({ hours: { from: '17:00', to: '09:00' } })).rejects.toMatchObject({ code: 'invalid_input' });
    const settings = await shop.client.reminders.update({ timeZone: 'Asia/Tokyo', workingDays: [5, 1, 1], holidays: { countries: ['FR'], own: [] } });
    expect(settings).toMatchObject({ timeZone: 'Asia/Tokyo', workingDays: [1, 5], askAbove: 25, automatic: true });
    expect(await shop.client.reminders.settings({})).toEqual(settings);
    expect(await shop.planned()).toMatchObject([{ timeZone: 'Asia/Tokyo', sendAt: '2026-07-06T00:00:00.000Z' }]);
    expect((await shop.client.reminders.countries({})).map(({ code }) => code)).toEqual(expect.arrayContaining(['FR', 'DE', 'RU']));
  });
});

describe('pauses and exceptions', () => {
  it('keep reminders until they end, by themselves or by hand, and stay in the list with their author', async () => {
    const { shop, first } = await told(2);
    const states = async () => (await shop.planned()).map(({ state }) => state).sort();
    shop.clock.sleep(SIX_MONTHS);
    const pause = await shop.client.reminders.hold({ kind: 'pause', scope: 'all', reason: 'migration' });
    expect(pause).toMatchObject({ active: true, author: 'Camille', untilOn: null });
    expect(await states()).toEqual(['paused', 'paused']);
    expect(await shop.run()).toMatchObject({ queued: 0, paused: 2, excepted: 0 });
    await shop.client.reminders.hold({ kind: 'exception', scope: 'client', clientId: first, reason: 'in hospital', untilOn: '2026-07-10' });
    expect(await shop.client.reminders.endHold({ id: pause.id })).toMatchObject({ active: false, ended: { author: 'Camille' } });
    await expect(shop.client.reminders.endHold({ id: pause.id })).rejects.toMatchObject({ code: 'hold_not_found' });
    expect(await states()).toEqual(['due', 'excepted']);
    expect(await shop.planned({ clientId: first })).toMatchObject([{ state: 'excepted', heldUntil: '2026-07-10', sendAt: '2026-07-13T07:00:00.000Z' }]);
    expect(await shop.run()).toMatchObject({ queued: 1, excepted: 1 });
    shop.clock.sleep(7 * DAY_MS);
    expect(await shop.run()).toMatchObject({ queued: 1, excepted: 0 });
    const { rows } = await shop.client.reminders.holds({ active: false });
    expect(rows.map(({ kind, active, name }) => [kind, active, name])).toEqual([
      ['exception', false, 'Client 1'],
      ['pause', false, ''],
    ]);
    expect(await shop.client.reminders.holds({})).toMatchObject({ total: 0 });
    const { timeline } = await shop.client.clients.get({ id: first });
    expect(timeline.slice(0, 3).map(({ event }) => event)).toEqual(['reminder_queued', 'hold_ended', 'hold_begun']);
  });

  it('end on a day to come, for somebody who exists', async () => {
    const { shop, first } = await told(1);
    const nobody = HoldId.parse('00000000-0000-7000-8000-000000000000');
    await expect(shop.client.reminders.hold({ kind: 'pause', scope: 'all', untilOn: '2026-01-04' })).rejects.toMatchObject({ code: 'date_in_past' });
    await expect(shop.client.reminders.endHold({ id: nobody })).rejects.toMatchObject({ code: 'hold_not_found' });
    expect(await shop.client.reminders.hold({ kind: 'pause', scope: 'client', clientId: first, untilOn: '2026-01-05' })).toMatchObject({ active: true });
  });
});

describe('one reminder more', () => {
  it('leaves on its day and counts as the one of its period', async () => {
    const { shop, first } = await told(2);
    const { planned, refused } = await shop.client.reminders.once({ clientIds: [first], on: '2026-02-02' });
    expect(planned).toMatchObject([{ clientId: first, dueOn: '2026-02-02', sendAt: '2026-02-02T08:00:00.000Z', state: 'planned' }]);
    expect(refused).toEqual([]);
    shop.clock.sleep(28 * DAY_MS + 3_600_000);
    expect(await shop.run()).toMatchObject({ queued: 1 });
    await shop.flush();
    expect(await shop.planned({ clientId: first })).toMatchObject([{ dueOn: '2026-08-02', once: null }]);
    expect(await shop.run()).toMatchObject({ queued: 0 });
  });

  it('is refused where reminders are stopped, and can be taken back', async () => {
    const { shop, first } = await told(1);
    const second = await shop.addClient();
    const { planned, refused } = await shop.client.reminders.once({ clientIds: [first, second], on: null });
    expect(refused).toMatchObject([{ clientId: second, reason: 'notice_first', hostName: 'Hosting' }]);
    const once = planned[0]?.once ?? null;
    if (once === null) throw new Error('not planned');
    expect(await shop.client.reminders.cancelOnce({ id: once })).toEqual({ cancelled: true });
    expect(await shop.client.reminders.cancelOnce({ id: once })).toEqual({ cancelled: false });
    expect(await shop.planned({ clientId: first })).toMatchObject([{ dueOn: '2026-07-05', once: null }]);
    const nobody = OnceId.parse('00000000-0000-7000-8000-000000000000');
    await expect(shop.client.reminders.cancelOnce({ id: nobody })).rejects.toMatchObject({ code: 'once_not_found' });
    await expect(shop.client.reminders.once({ clientIds: [first], on: '2026-01-01' })).rejects.toMatchObject({ code: 'date_in_past' });
  });

  it('can be less: a period is passed over, and the next one stands', async () => {
    const { shop, first, hostId } = await told(1);
    expect(await shop.client.reminders.skip({ clientId: first, hostId })).toMatchObject([{ dueOn: '2027-01-05', state: 'planned' }]);
    expect(await shop.client.reminders.history({})).toMatchObject({
      total: 1,
      rows: [{ outcome: 'skipped', dueOn: '2026-07-05', noticeId: null, author: 'Camille' }],
    });
    expect((await shop.client.clients.get({ id: first })).timeline[0]).toMatchObject({ event: 'reminder_skipped' });
    await shop.client.reminders.setRule({ on: { scope: 'all' }, period: { every: 'never' } });
    await expect(shop.client.reminders.skip({ clientId: first, hostId })).rejects.toMatchObject({ code: 'reminder_not_planned' });
  });
});

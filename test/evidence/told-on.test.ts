import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, startOfDay } from '../../src/shared/calendar.ts';
import { DAY_MS } from '../../src/shared/durations.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`);
const states = async (on: string) => Object.fromEntries((await world.toldOn(on)).rows.map((row) => [row.clientName, row.state]));

describe('who had been told on a day', () => {
  it('goes by the version in force that day, and by what had happened by its end', async () => {
    const first = await world.publish('2026-01-01');
    await world.publish('2026-03-01', { material: false });
    const third = await world.publish('2026-06-01');
    const [anna, boris, clara] = [await world.client('Anna'), await world.client('Boris'), await world.client('Clara')];
    await world.prove(anna, first, { happenedAt: noon('2026-02-10') });
    await world.prove(boris, first, { happenedAt: noon('2026-03-13') });
    await world.prove(boris, third, { happenedAt: noon('2026-06-02') });
    await world.prove(clara, third, { happenedAt: noon('2026-05-20') });
    expect(await states('2025-12-31')).toEqual({ Anna: 'no_policy', Boris: 'no_policy', Clara: 'no_policy' });
    expect(await states('2026-03-12')).toEqual({ Anna: 'told', Boris: 'not_told', Clara: 'not_told' });
    expect(await states('2026-03-13')).toEqual({ Anna: 'told', Boris: 'told', Clara: 'not_told' });
    // Told of a version that is not in force yet is told of more than is asked for.
    expect(await states('2026-05-20')).toEqual({ Anna: 'told', Boris: 'told', Clara: 'told' });
    expect(await states('2026-06-01')).toEqual({ Anna: 'older', Boris: 'older', Clara: 'told' });
    expect(await states('2026-06-02')).toEqual({ Anna: 'older', Boris: 'told', Clara: 'told' });
  });

  it('names accounts that existed then: ordered or recorded by that day, and not closed yet', async () => {
    await world.publish('2026-01-01');
    const client = await world.client('A', [
      { domain: 'ordered.example', orderedOn: '2026-03-12', createdAt: noon('2026-09-01') },
      { domain: 'recorded.example', createdAt: noon('2026-03-13') },
      { domain: 'closed-before.example', status: 'closed' },
      { domain: 'suspended.example', status: 'suspended' },
    ]);
    const domains = async (on: string) => (await world.toldOn(on)).rows.map((row) => row.mainDomain).sort();
    expect(await domains('2026-03-11')).toEqual(['suspended.example']);
    expect(await domains('2026-03-12')).toEqual(['ordered.example', 'suspended.example']);
    expect(await domains('2026-03-13')).toEqual(['ordered.example', 'recorded.example', 'suspended.example']);
    await world.core.db.write(async (tx) => {
      await tx
        .updateTable('client')
        .set({ changed_at: noon('2026-11-20') })
        .execute();
      await tx.updateTable('account').set({ status: 'closed' }).where('main_domain', '=', 'ordered.example').execute();
    });
    expect(await domains('2026-11-19')).toContain('ordered.example');
    expect(await domains('2026-11-20')).not.toContain('ordered.example');
    await world.core.db.write((tx) => tx.updateTable('account').set({ status: 'active' }).where('main_domain', '=', 'ordered.example').execute());
    expect(await domains('2026-11-20')).toContain('ordered.example');
    expect(client.accounts).toHaveLength(4);
  });

  it('marks what was written down later, unless another proof was there in time', async () => {
    const version = await world.publish('2026-01-01');
    const [late, both] = [await world.client('Late'), await world.client('Both')];
    await world.prove(late, version, { happenedAt: noon('2026-03-12') });
    await world.prove(both, version, { happenedAt: noon('2026-03-12'), rung: 'signed' });
    const early = await world.core.db.write(async (tx) => {
      const id = world.core.ids.next();
      const about = { client_id: both.id, client_name: 'Both', host_id: world.hostId, version_id: version, domains: '[]', rung: 'noted', origin: 'hand' };
      const word = { notice_id: null, outbox_id: null, note_kind: null, author: '', note: '', reply_id: null, server_reply: '', search_key: '' };
      const at = noon('2026-03-10');
      await tx
        .insertInto('evidence')
        .values({ id, ...about, ...word, happened_at: at, recorded_at: at, clock_went_back: 0 })
        .execute();
      const [account_id = ''] = both.accounts;
      await tx.insertInto('evidence_account').values({ account_id, version_id: version, rung: 'noted', evidence_id: id, happened_at: at }).execute();
      return id;
    });
    const rows = (await world.toldOn('2026-03-12')).rows;
    expect(rows.map(({ clientName, state, recordedLater }) => ({ clientName, state, recordedLater }))).toEqual([
      { clientName: 'Both', state: 'told', recordedLater: false },
      { clientName: 'Late', state: 'told', recordedLater: true },
    ]);
    expect(rows[0]?.best).toMatchObject({ evidenceId: early, rung: 'noted' });
    expect((await world.toldOn('2026-11-21')).rows[0]?.best).toMatchObject({ rung: 'signed' });
  });

  it('counts nothing that fell: taken back, or a message that came back', async () => {
    const version = await world.publish('2026-01-01');
    const [revoked, bounced, kept] = [await world.client('Revoked'), await world.client('Bounced'), await world.client('Kept')];
    const id = await world.prove(revoked, version, { happenedAt: noon('2026-03-01') });
    await world.handlers.revoke({ id, reason: 'x' }, world.call);
    await world.send(bounced, version, { state: 'bounced', at: noon('2026-03-01') });
    await world.send(kept, version, { at: noon('2026-03-01') });
    expect(await states('2026-03-12')).toEqual({ Revoked: 'not_told', Bounced: 'not_told', Kept: 'told' });
    const { rows } = await world.handlers.list({ search: '', rungs: [], offset: 0, limit: 10 }, world.call);
    expect(Object.fromEntries(rows.map(({ clientName, returned }) => [clientName, returned]))).toEqual({ Revoked: false, Bounced: true, Kept: false });
  });

  it('counts neither practice nor drafts nor other kinds of text', async () => {
    const version = await world.publish('2026-01-01');
    const other = await world.publish('2026-01-01', { kind: 'spike_warning' });
    const client = await world.client('A');
    await world.prove(client, version, { rung: 'practised', origin: 'sending' });
    await world.prove(client, version, { rung: 'prepared', origin: 'sending' });
    await world.prove(client, other, { rung: 'signed' });
    expect(await states('2026-11-21')).toEqual({ A: 'not_told' });
  });

  it('is filtered, searched and windowed; counts stay those of everybody found', async () => {
    const version = await world.publish('2026-01-01');
    const other = await world.host('Other');
    for (const name of ['Anna', 'Annabel', 'Boris']) await world.client(name);
    await world.client('Foreign', [{ packId: other.packId }]);
    await world.prove(await world.client('Annette'), version);
    expect(await world.toldOn('2026-11-21', { only: ['told'] })).toMatchObject({ total: 1, counts: { told: 1, not_told: 3, no_policy: 1 } });
    expect(await world.toldOn('2026-11-21', { search: 'ann' })).toMatchObject({ total: 3, counts: { told: 1, not_told: 2, no_policy: 0 } });
    expect(await world.toldOn('2026-11-21', { hostId: other.hostId })).toMatchObject({ total: 1, counts: { no_policy: 1 } });
    const page = await world.toldOn('2026-11-21', { offset: 1, limit: 2 });
    expect(page.rows.map(({ clientName }) => clientName)).toEqual(['Annabel', 'Annette']);
  });
});

describe('midnight', () => {
  // Days with 24 hours, and days on which the clocks change, some of them at midnight itself.
  const DAYS = [
    ['Europe/Paris', '2026-03-12'],
    ['Europe/Paris', '2026-03-29'],
    ['Europe/Paris', '2026-10-25'],
    ['Africa/Cairo', '2026-04-24'],
    ['Asia/Beirut', '2026-03-28'],
    ['America/Sao_Paulo', '2018-11-03'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Pacific/Kiritimati', '2026-03-12'],
  ] as const;

  it.each(DAYS)('in %s on %s moves exactly the account whose proof moved over it', async (zone, on) => {
    const local = await openWorld({ zone });
    const version = await local.publish('2018-01-01');
    const end = startOfDay(addDays(on, 1), zone);
    const moments = [end - 1, end, end - DAY_MS, end + DAY_MS];
    for (const [index, happenedAt] of moments.entries()) await local.prove(await local.client(`C${index}`), version, { happenedAt });
    const told = async (day: string) => (await local.toldOn(day, { only: ['told'] })).rows.map((row) => row.clientName);
    expect(await told(on)).toEqual(['C0', 'C2']);
    expect(await told(addDays(on, 1))).toEqual(expect.arrayContaining(['C0', 'C1', 'C2']));
    await local.close();
  });
});

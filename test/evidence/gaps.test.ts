import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../src/shared/durations.ts';
import { openWorld, type World } from './world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const at = (moment: string): number => Date.parse(`${moment}Z`);

describe('gaps', () => {
  it('begin with the order, or the version in force, whichever is later; the longest first', async () => {
    const first = await world.publish('2026-01-10');
    await world.client('Old', [{ orderedOn: '2024-05-01' }]);
    await world.client('New', [{ orderedOn: '2026-11-01' }]);
    await world.client('Recorded', [{ createdAt: at('2026-09-01T10:00:00') }]);
    await world.prove(await world.client('Told', [{ orderedOn: '2026-02-01' }]), first);
    const { total, rows } = await world.gaps();
    expect(total).toBe(3);
    expect(rows.map(({ clientName, since, days, reason, versionNumber }) => ({ clientName, since, days, reason, versionNumber }))).toEqual([
      { clientName: 'Old', since: '2026-01-09T23:00:00.000Z', days: 315, reason: 'due', versionNumber: 1 },
      { clientName: 'Recorded', since: '2026-09-01T10:00:00.000Z', days: 80, reason: 'due', versionNumber: 1 },
      { clientName: 'New', since: '2026-10-31T23:00:00.000Z', days: 20, reason: 'due', versionNumber: 1 },
    ]);
  });

  it('open again with a material version, from the day it is in force, and not with an editorial one', async () => {
    const first = await world.publish('2026-01-10');
    const client = await world.client('A', [{ orderedOn: '2024-05-01' }]);
    await world.prove(client, first);
    await world.publish('2026-05-01', { material: false });
    expect((await world.gaps()).total).toBe(0);
    await world.publish('2026-11-01');
    expect((await world.gaps()).rows).toMatchObject([{ since: '2026-10-31T23:00:00.000Z', versionNumber: 3 }]);
    // Published and not in force yet: since it was published.
    await world.publish('2026-12-24', { publishedAt: at('2026-11-20T08:00:00') });
    expect((await world.gaps()).rows).toMatchObject([{ since: '2026-11-20T08:00:00.000Z', days: 1, versionNumber: 4 }]);
  });

  it('are there without a policy too, say why, and are searched and windowed', async () => {
    await world.client('Anna', [{ orderedOn: '2026-11-20' }]);
    expect((await world.gaps()).rows).toMatchObject([{ reason: 'no_policy', versionNumber: null, days: 1 }]);
    const version = await world.publish('2026-01-01');
    await world.send(await world.client('Boris', [{ orderedOn: '2026-11-01' }]), version, { state: 'bounced' });
    expect((await world.gaps()).rows.map(({ clientName, reason }) => [clientName, reason])).toEqual([
      ['Boris', 'failed'],
      ['Anna', 'due'],
    ]);
    expect((await world.gaps({ search: 'anna' })).total).toBe(1);
    expect((await world.gaps({ offset: 1, limit: 1 })).rows.map(({ clientName }) => clientName)).toEqual(['Anna']);
  });

  it('follow what was written a moment ago', async () => {
    const version = await world.publish('2026-01-01');
    const client = await world.client('A');
    expect((await world.gaps()).total).toBe(1);
    await world.prove(client, version);
    expect((await world.gaps()).total).toBe(0);
  });
});

describe('the delay of the first notice', () => {
  const delay = () => world.handlers.delay({}, world.call);

  it('is unknown, not zero, while nobody was told', async () => {
    await world.publish('2026-01-01');
    await world.client('A');
    expect(await delay()).toMatchObject({ measured: 0, orderedBeforePolicy: 0, neverTold: 1, medianHours: null, p90Hours: null, maxHours: null, slowest: [] });
  });

  it('runs from the start of the day of the order, or the record, to the first proof of any version', async () => {
    const first = await world.publish('2026-01-01');
    const second = await world.publish('2026-06-01');
    const told = async (name: string, orderedOn: string | null, ...happened: readonly number[]) => {
      const client = await world.client(name, [{ orderedOn, createdAt: at('2026-03-10T09:00:00') }]);
      for (const happenedAt of happened) await world.prove(client, happenedAt > at('2026-06-01T00:00:00') ? second : first, { happenedAt });
    };
    await told('Before policy', '2025-12-31', at('2025-12-30T23:00:00'));
    await told('Same day', '2026-03-10', at('2026-03-10T11:00:00'), at('2026-07-01T00:00:00'));
    await told('Recorded', null, at('2026-03-12T09:00:00'));
    await told('Slow', '2026-03-01', at('2026-09-27T23:00:00'));
    await told('Before', '2026-03-10', at('2026-03-09T22:59:59'));
    await told('Never', '2026-03-10');
    const answer = await delay();
    expect(answer).toMatchObject({ measured: 4, toldBefore: 1, neverTold: 1, orderedBeforePolicy: 1, medianHours: 12, p90Hours: 5064, maxHours: 5064 });
    expect(answer.buckets.filter(({ accounts }) => accounts > 0)).toEqual([
      { bucket: 'same_day', accounts: 2 },
      { bucket: 'three_days', accounts: 1 },
      { bucket: 'longer', accounts: 1 },
    ]);
    expect(answer.slowest.map(({ clientName, hours }) => [clientName, hours])).toEqual([
      ['Slow', 5064],
      ['Recorded', 48],
      ['Same day', 12],
      ['Before policy', 0],
    ]);
  });

  it('names no more than ten of the slowest', async () => {
    const version = await world.publish('2026-01-01');
    for (let index = 0; index < 12; index++) {
      const client = await world.client(`C${index}`, [{ createdAt: at('2026-03-01T00:00:00') }]);
      await world.prove(client, version, { happenedAt: at('2026-03-01T00:00:00') + index * DAY_MS });
    }
    const { slowest } = await delay();
    expect(slowest.map(({ hours }) => hours / 24)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  });
});

describe('the ladder', () => {
  it('counts every active account once, by its strongest proof of the round that stands', async () => {
    const old = await world.publish('2026-01-01');
    const version = await world.publish('2026-06-01');
    const [a, b, c, d] = [await world.client('A', [{}, {}]), await world.client('B'), await world.client('C'), await world.client('D')];
    await world.send(a, version);
    await world.prove(a, version, { rung: 'signed', accountIds: a.accounts.slice(0, 1) });
    await world.prove(b, old, { rung: 'signed' });
    const id = await world.prove(c, version, { rung: 'replied' });
    await world.prove(c, version, { rung: 'practised', origin: 'sending' });
    await world.send(d, version, { state: 'bounced' });
    const rungs = async () => {
      const ladder = await world.handlers.ladder({}, world.call);
      return [
        ladder.activeAccounts,
        Object.fromEntries(ladder.rungs.filter(({ accounts }) => accounts > 0).map(({ rung, accounts }) => [rung ?? 'none', accounts])),
      ];
    };
    expect(await rungs()).toEqual([5, { none: 2, handed_to_smtp: 1, replied: 1, signed: 1 }]);
    await world.handlers.revoke({ id, reason: 'x' }, world.call);
    expect(await rungs()).toEqual([5, { none: 2, practised: 1, handed_to_smtp: 1, signed: 1 }]);
    expect((await world.handlers.ladder({}, world.call)).rungs.map(({ rung }) => rung)).toEqual([
      null,
      'practised',
      'prepared',
      'noted',
      'handed_to_smtp',
      'accepted_by_server',
      'no_bounce_72h',
      'replied',
      'ticked_at_order',
      'signed',
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fail } from '../../src/contract/fail.ts';
import type { AppError } from '../../src/shared/app-error.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/shared/durations.ts';
import { shown } from './fake-panel.ts';
import { type Bench, bench, CALL, last } from './support.ts';

/** A bench whose connection was tried by a person, and whose worker runs. */
async function running(counts = false): Promise<Bench & { readonly packId: Awaited<ReturnType<Bench['addPack']>> }> {
  const made = bench();
  made.panel.counts = counts;
  const packId = await made.addPack();
  await made.connect(packId);
  await last(made.of.probe({ packId }, CALL));
  await made.connections.start();
  await made.clock.advance(1000);
  return { ...made, packId };
}

const unreachable = fail('panel_unreachable', { host: 'panel.example', port: 2087 });

describe('the connections that are read by themselves', () => {
  it('are read at once, then by their schedule with a little jitter', async () => {
    const { clock, panel } = await running();
    expect([panel.asked('accounts'), panel.asked('warnings')]).toEqual([1, 1]);
    await clock.advance(14 * MINUTE_MS);
    expect(panel.asked('accounts')).toBe(1);
    await clock.advance(4 * MINUTE_MS);
    expect(panel.asked('accounts')).toBe(2);
    await clock.advance(24 * HOUR_MS);
    expect(panel.asked('accounts')).toBeGreaterThan(80);
    expect(panel.asked('accounts')).toBeLessThan(100);
    expect(panel.overlaps).toBe(0);
  });

  it('follow a schedule of their own, and stand still while they are paused', async () => {
    const { clock, panel, of, packId } = await running();
    await of.setSchedule({ packId, schedule: { accountsMinutes: 120, usageMinutes: 30, paused: false } }, CALL);
    const [accounts, usage] = [panel.asked('accounts'), panel.asked('usage')];
    await clock.advance(13 * HOUR_MS);
    expect(panel.asked('accounts') - accounts).toBeGreaterThanOrEqual(5);
    expect(panel.asked('accounts') - accounts).toBeLessThanOrEqual(7);
    expect(panel.asked('usage') - usage).toBeGreaterThanOrEqual(20);
    await of.setSchedule({ packId, schedule: { accountsMinutes: 5, usageMinutes: 5, paused: true } }, CALL);
    const calls = panel.calls.length;
    await clock.advance(24 * HOUR_MS);
    expect(panel.calls).toHaveLength(calls);
    expect(await of.get({ packId }, CALL)).toMatchObject({ nextAt: null, schedule: { paused: true } });
  });

  it('wait longer after each failure, up to an hour, and go on by themselves', async () => {
    const { clock, panel, of, packId } = await running();
    panel.failing.set('accounts', unreachable);
    await clock.advance(20 * MINUTE_MS);
    const failed = panel.calls.length;
    await clock.advance(3 * HOUR_MS);
    expect(panel.calls.length - failed).toBeGreaterThanOrEqual(4);
    expect(panel.calls.length - failed).toBeLessThanOrEqual(8);
    const { state, trouble, nextAt } = await of.get({ packId }, CALL);
    expect([state, trouble?.code]).toEqual(['failing', 'panel_unreachable']);
    expect(Date.parse(nextAt ?? '') - clock.now()).toBeLessThanOrEqual(HOUR_MS);
    const times = panel.calls.filter(({ call }) => call === 'accounts').map(({ at }) => at);
    const gaps = times.slice(-3).map((at, index, all) => at - (all[index - 1] ?? at));
    expect(gaps[2]).toBeGreaterThanOrEqual(32 * MINUTE_MS);
    panel.failing.clear();
    await clock.advance(62 * MINUTE_MS);
    expect(await of.get({ packId }, CALL)).toMatchObject({ state: 'ok', trouble: null });
  });

  it('are patient for as long as a busy panel asks them to be', async () => {
    const { clock, panel } = await running();
    panel.failing.set('accounts', fail('panel_busy', { seconds: 7200 }));
    await clock.advance(20 * MINUTE_MS);
    const calls = panel.calls.length;
    await clock.advance(115 * MINUTE_MS - 5 * MINUTE_MS);
    expect(panel.calls).toHaveLength(calls);
    await clock.advance(20 * MINUTE_MS);
    expect(panel.calls.length).toBeGreaterThan(calls);
  });

  it('go on with accounts by their schedule when only figures fail', async () => {
    const { clock, panel, of, packId } = await running();
    panel.failing.set('usage', fail('panel_unreadable', { call: 'stats' }));
    await clock.advance(24 * HOUR_MS);
    expect(panel.asked('accounts')).toBeGreaterThan(80);
    expect(await of.get({ packId }, CALL)).toMatchObject({ state: 'failing', trouble: { code: 'panel_unreadable' } });
    panel.failing.clear();
    await clock.advance(70 * MINUTE_MS);
    expect(await of.get({ packId }, CALL)).toMatchObject({ state: 'ok', trouble: null });
  });

  it('ask seldom for what a privilege lacks for', async () => {
    const { clock, panel } = await running();
    panel.failing.set('usage', fail('panel_privilege_missing', { call: 'stats', privilege: 'track-email' }));
    await clock.advance(20 * MINUTE_MS);
    const calls = panel.asked('usage');
    await clock.advance(24 * HOUR_MS);
    expect(panel.asked('usage') - calls).toBeLessThanOrEqual(5);
    expect(panel.asked('usage') - calls).toBeGreaterThanOrEqual(2);
  });

  it('are read again soon after a sleep, once', async () => {
    const { clock, panel } = await running();
    const calls = panel.asked('accounts');
    clock.sleep(9 * HOUR_MS);
    await clock.advance(2 * MINUTE_MS);
    expect(panel.asked('accounts') - calls).toBe(1);
  });

  it('are not stuck when the clock was far ahead for a while', async () => {
    const { clock, panel } = await running();
    clock.jump(400 * 24 * HOUR_MS);
    await clock.advance(20 * MINUTE_MS);
    clock.jump(-400 * 24 * HOUR_MS);
    const calls = panel.asked('accounts');
    await clock.advance(40 * MINUTE_MS);
    expect(panel.asked('accounts') - calls).toBeGreaterThanOrEqual(2);
  });

  it('are left in peace when the program ends, in the midst of an answer', async () => {
    const { clock, panel, connections, of, packId, opened } = await running();
    panel.pause = (_call, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));
    await clock.advance(20 * MINUTE_MS);
    const calls = panel.calls.length;
    await connections.stop();
    await clock.advance(HOUR_MS);
    expect(panel.calls).toHaveLength(calls);
    expect(await of.get({ packId }, CALL)).toMatchObject({ state: 'ok' });
    expect(opened.log.filter(({ level }) => level === 'error')).toEqual([]);
    await expect(last(of.probe({ packId }, CALL))).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('give way to a person who asks, and come back to it', async () => {
    const { clock, panel, of, packId } = await running();
    panel.pause = (_call, signal) => new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));
    await clock.advance(20 * MINUTE_MS);
    panel.pause = async () => {};
    expect((await last(of.probe({ packId }, CALL))).result).toMatchObject({ state: 'ok' });
    const { rows } = await of.polls({ packId, offset: 0, limit: 2 }, CALL);
    expect(rows).toMatchObject([
      { kind: 'probe', outcome: 'ok' },
      { outcome: 'cancelled', trouble: null },
    ]);
    const calls = panel.asked('accounts');
    await clock.advance(2 * MINUTE_MS);
    expect(panel.asked('accounts')).toBe(calls + 1);
  });

  it('are read on when the answers cannot be written down, without hurry', async () => {
    const { clock, panel, opened, packId } = await running();
    await opened.core.db.write(async (tx) => {
      await tx.schema.dropTable('poll').execute();
    });
    const calls = panel.calls.length;
    await clock.advance(10 * MINUTE_MS);
    expect(panel.calls.length - calls).toBeLessThanOrEqual(20);
    expect(opened.log.map(({ event }) => event)).toContain('connections_stood_still');
    expect(packId).not.toBe('');
  });
});

type Weather = 'fair' | 'unreachable' | 'busy' | 'unreadable' | 'lacking' | 'refused';
const STORMS: Readonly<Record<Exclude<Weather, 'fair'>, AppError>> = {
  unreachable,
  busy: fail('panel_busy', { seconds: 600 }),
  unreadable: fail('panel_unreadable', { call: 'x' }),
  lacking: fail('panel_privilege_missing', { call: 'x', privilege: 'y' }),
  refused: fail('panel_auth_refused', { status: 403 }),
};
const CALLS = ['accounts', 'usage', 'warnings'] as const;

const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 45 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sleep' as const), minutes: fc.integer({ min: 1, max: 2000 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('jump' as const), minutes: fc.integer({ min: -3000, max: 3000 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('weather' as const),
      call: fc.constantFrom(...CALLS),
      weather: fc.constantFrom<Weather>('fair', 'unreachable', 'busy', 'unreadable', 'lacking', 'fair', 'refused'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('schedule' as const), accounts: fc.integer({ min: 5, max: 90 }), usage: fc.integer({ min: 5, max: 90 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pull' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('probe' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('slow' as const), seconds: fc.integer({ min: 0, max: 400 }) }) },
);

describe('whatever the schedules, failures, sleeps and clocks', () => {
  it('no two questions to one pack overlap, and after a refused login nothing is asked before a person tries again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
        const { of, panel, packId, clock, connections, opened } = await running(true);
        panel.accounts = [[shown('anna')], [shown('boris')]];
        const pending: Promise<unknown>[] = [];
        let refusedAt: number | null = null;
        for (const each of steps) {
          if (each.do === 'pass') await clock.advance(each.minutes * MINUTE_MS);
          else if (each.do === 'sleep') clock.sleep(each.minutes * MINUTE_MS);
          else if (each.do === 'jump') clock.jump(each.minutes * MINUTE_MS);
          else if (each.do === 'slow') panel.pause = () => new Promise((resolve) => clock.after(each.seconds * 1000, resolve));
          else if (each.do === 'weather') {
            if (each.weather === 'fair') panel.failing.delete(each.call);
            else panel.failing.set(each.call, STORMS[each.weather]);
          } else if (each.do === 'schedule') {
            await of.setSchedule({ packId, schedule: { accountsMinutes: each.accounts, usageMinutes: each.usage, paused: false } }, CALL);
          } else if (each.do === 'pull') pending.push(last(of.pull({ packId }, CALL)));
          else {
            // A person tries again: what comes of it counts anew.
            refusedAt = null;
            pending.push(last(of.probe({ packId }, CALL)));
            await clock.advance(10 * MINUTE_MS);
          }
          const { state } = await of.get({ packId }, CALL);
          if (state !== 'refused') refusedAt = null;
          else if (refusedAt === null) refusedAt = panel.calls.length;
          else expect(panel.calls).toHaveLength(refusedAt);
        }
        expect(panel.overlaps).toBe(0);
        panel.pause = async () => {};
        await clock.advance(10 * MINUTE_MS);
        await Promise.all(pending.map((work) => work.catch(() => {})));
        await connections.stop();
        expect(opened.log.filter(({ level }) => level === 'error')).toEqual([]);
      }),
      { numRuns: 10 },
    );
  }, 180_000);
});

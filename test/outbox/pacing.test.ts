import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { OutboxId } from '../../src/contract/ids.ts';
import { createOutbox, type Outbox } from '../../src/features/outbox/index.ts';
import type { HandOver, SmtpConnector } from '../../src/ports/mailer.ts';
import { HOUR_MS, MINUTE_MS } from '../../src/shared/durations.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { type Bench, messagesIn, openSending, rules } from '../support/sending.ts';

const rate = (count: number, seconds: number) => ({ count, seconds, contractual: false });

let bench: Bench;
afterEach(() => bench.close());

/** A server that takes everything at once and remembers when, by a clock nobody sets. */
function recording(clock: FakeClock): { readonly times: number[]; readonly connector: SmtpConnector } {
  const times: number[] = [];
  const send = async (): Promise<HandOver> => {
    times.push(clock.steady());
    return { outcome: 'accepted', reply: '250 ok' };
  };
  return { times, connector: { open: () => ({ send, verify: async () => ({ reply: '', tls: null }), close: async () => {} }) } };
}

async function open(own: { count: number; seconds: number }): Promise<{ readonly clock: FakeClock; readonly times: number[] }> {
  const clock = new FakeClock();
  const { times, connector } = recording(clock);
  bench = await openSending({ clock, smtpPort: 25, ports: { smtp: connector } });
  await bench.choose({ ownPace: own });
  return { clock, times };
}

function gaps(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => time - (times[index] ?? 0));
}

function most(times: readonly number[], windowMs: number): number {
  return Math.max(0, ...times.map((start) => times.filter((time) => time >= start && time < start + windowMs).length));
}

describe('the pace', () => {
  it('is the stricter of the own and that of the host', async () => {
    const { clock, times } = await open({ count: 1, seconds: 2 });
    const strict = await bench.addHost(rules({ pacing: rate(10, 60) }));
    await bench.outbox.start();
    for (let count = 0; count < 5; count++) await bench.enqueue({ hostId: strict });
    await clock.advance(5 * MINUTE_MS);
    expect(gaps(times)).toEqual([6000, 6000, 6000, 6000]);
    times.length = 0;
    for (let count = 0; count < 4; count++) await bench.enqueue();
    await clock.advance(MINUTE_MS);
    expect(gaps(times)).toEqual([2000, 2000, 2000]);
  });

  it('keeps hourly and daily limits of the host and says which one holds', async () => {
    const { clock, times } = await open({ count: 1, seconds: 1 });
    const host = await bench.addHost(rules({ limits: [messagesIn(3600, 5), messagesIn(86_400, 12)] }));
    await bench.outbox.start();
    for (let count = 0; count < 20; count++) await bench.enqueue({ hostId: host });
    await clock.advance(MINUTE_MS);
    expect(times).toHaveLength(5);
    const list = await bench.outbox.handlers.list({ states: ['queued'], kinds: [], search: '', offset: 0, limit: 100 }, { signal: undefined });
    expect(list.rows[0]?.waiting).toMatchObject({ reason: 'limit_hour' });
    await clock.advance(5 * HOUR_MS);
    expect(times).toHaveLength(12);
    const later = await bench.outbox.handlers.list({ states: ['queued'], kinds: [], search: '', offset: 0, limit: 100 }, { signal: undefined });
    expect(later.rows[0]?.waiting).toMatchObject({ reason: 'limit_day' });
    expect(most(times, HOUR_MS)).toBe(5);
  });

  it('does not let a host that is held up stop the others', async () => {
    const { clock, times } = await open({ count: 1, seconds: 1 });
    const slow = await bench.addHost(rules({ limits: [messagesIn(3600, 1)] }));
    await bench.outbox.start();
    for (let count = 0; count < 3; count++) await bench.enqueue({ hostId: slow });
    for (let count = 0; count < 3; count++) await bench.enqueue();
    await clock.advance(MINUTE_MS);
    expect(times).toHaveLength(4);
  });

  it('holds for practice too, without using up what real mail may do', async () => {
    const { clock, times } = await open({ count: 10, seconds: 60 });
    await bench.outbox.start();
    for (let count = 0; count < 3; count++) await bench.enqueue({ transport: 'practice' });
    await clock.advance(0);
    expect((await bench.column('state')).filter((state) => state === 'sent')).toHaveLength(1);
    await bench.enqueue({ transport: 'smtp' });
    await clock.advance(0);
    expect(times).toHaveLength(1);
    await clock.advance(12_000);
    expect((await bench.column('state')).every((state) => state === 'sent')).toBe(true);
  });

  it('survives a restart', async () => {
    const { clock, times } = await open({ count: 1, seconds: 600 });
    await bench.outbox.start();
    await bench.enqueue();
    await clock.advance(MINUTE_MS);
    const again = await reopened(bench);
    await again.enqueue();
    await clock.advance(8 * MINUTE_MS);
    expect(times).toHaveLength(1);
    await clock.advance(MINUTE_MS + 1);
    expect(times).toHaveLength(2);
  });

  it('tells the truth about what is next and when all will be gone', async () => {
    const { clock } = await open({ count: 10, seconds: 60 });
    const host = await bench.addHost(rules({ pacing: rate(5, 60) }));
    await bench.outbox.start();
    for (let count = 0; count < 4; count++) await bench.enqueue({ hostId: host });
    await clock.advance(1000);
    const summary = await bench.outbox.handlers.summary({}, { signal: undefined });
    const start = clock.now() - 1000;
    expect(summary).toMatchObject({
      pace: { count: 5, seconds: 60, owner: 'host', hostId: host },
      sentLastMinute: 1,
      counts: { sent: 1, queued: 3, failed: 0 },
    });
    expect(Date.parse(summary.nextAt ?? '')).toBe(start + 12_000);
    expect(Date.parse(summary.emptyAt ?? '')).toBe(start + 36_000);
    await clock.advance(36_000);
    expect((await bench.outbox.handlers.summary({}, { signal: undefined })).counts).toMatchObject({ sent: 4 });
    const later = OutboxId.parse(await bench.enqueue({ hostId: host, dueAt: clock.now() + HOUR_MS }));
    const waiting = { reason: 'planned', until: new Date(clock.now() + HOUR_MS).toISOString() };
    expect(await bench.outbox.handlers.get({ id: later }, { signal: undefined })).toMatchObject({ waiting });
  });
});

/** The same data folder in a new process, so to speak: a new outbox on the same database. */
async function reopened(before: Bench) {
  const { createOutbox } = await import('../../src/features/outbox/index.ts');
  const { outgoing } = await import('../support/sending.ts');
  await before.outbox.stop();
  const outbox = createOutbox(before.core, async () => {});
  await outbox.start();
  return { outbox, enqueue: () => before.core.db.write((tx) => outbox.enqueue(tx, outgoing(before.core))) };
}

/** The least that a clock can be set, noticed by nobody, just before the process ends. */
const SET_BEFORE_RESTART = (['enqueue', 'jump', 'restart', 'pass'] as const).map((kind, step) => ({ kind, ms: [2, 1, 0, 999][step] ?? 0 }));

describe('a clock that is set', () => {
  it('neither stops the queue nor bursts it', async () => {
    const { clock, times } = await open({ count: 10, seconds: 60 });
    await bench.outbox.start();
    for (let count = 0; count < 12; count++) await bench.enqueue();
    await clock.advance(13_000);
    clock.jump(-30 * HOUR_MS);
    await clock.advance(12_000);
    clock.jump(400 * HOUR_MS);
    await clock.advance(2 * MINUTE_MS);
    expect(times).toHaveLength(12);
    expect(new Set(gaps(times))).toEqual(new Set([6000]));
  });

  it('set back by a year does not put a retry off by a year', async () => {
    const clock = new FakeClock();
    let answers = 0;
    const send = async (): Promise<HandOver> =>
      answers++ === 0 ? { outcome: 'refused', reply: '451 later', code: 451, enhanced: null, stage: 'rcpt' } : { outcome: 'accepted', reply: '250 ok' };
    bench = await openSending({
      clock,
      smtpPort: 25,
      ports: { smtp: { open: () => ({ send, verify: async () => ({ reply: '', tls: null }), close: async () => {} }) } },
    });
    await bench.outbox.start();
    const id = await bench.enqueue();
    await clock.advance(1000);
    expect(await bench.state(id)).toBe('deferred');
    clock.jump(-365 * 24 * HOUR_MS);
    await clock.advance(2 * MINUTE_MS);
    expect(await bench.state(id)).toBe('sent');
  });

  it('never makes any window hold more than its limit, whatever is set when', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 5 * MINUTE_MS }) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('jump' as const), ms: fc.integer({ min: -48 * HOUR_MS, max: 48 * HOUR_MS }) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), ms: fc.integer({ min: 0, max: 90_000 }) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('enqueue' as const), ms: fc.integer({ min: 1, max: 6 }) }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 2, max: 20 }),
        fc.array(step, { minLength: 3, maxLength: 14 }),
        async (count, seconds, perHour, steps) => {
          const { clock, times } = await open({ count, seconds });
          let again: { readonly outbox: Outbox } | undefined;
          try {
            const host = await bench.addHost(rules({ limits: [messagesIn(3600, perHour)] }));
            await bench.outbox.start();
            for (const { kind, ms } of steps) {
              if (kind === 'pass') await clock.advance(ms);
              else if (kind === 'jump') clock.jump(ms);
              else if (kind === 'restart') {
                // The time it takes passes as well.
                await (again ?? bench).outbox.stop();
                again = { outbox: createOutbox(bench.core, async () => {}) };
                await again.outbox.start();
                await clock.advance(ms);
              } else {
                for (let made = 0; made < ms; made++) await bench.enqueue({ hostId: host });
                again?.outbox.settingsChanged();
              }
            }
            expect(most(times, seconds * 1000)).toBeLessThanOrEqual(count);
            expect(most(times, HOUR_MS)).toBeLessThanOrEqual(perHour);
            // A message that left late may have the next one nearer behind it, by as much as may be made up for.
            expect(gaps(times).every((gap) => gap >= Math.floor((seconds * 1000) / count) - 1000)).toBe(true);
          } finally {
            await again?.outbox.stop();
            await bench.close();
          }
        },
      ),
      { numRuns: 40, examples: [[1, 1, 2, SET_BEFORE_RESTART]] },
    );
    await open({ count: 1, seconds: 1 });
  });
});

describe('the user', () => {
  const call = { signal: undefined };

  it('pauses and resumes, also across a restart', async () => {
    const { clock, times } = await open({ count: 10, seconds: 10 });
    await bench.outbox.start();
    expect(await bench.outbox.handlers.pause({}, call)).toMatchObject({ paused: true, nextAt: null, emptyAt: null });
    const id = await bench.enqueue();
    await clock.advance(HOUR_MS);
    expect(times).toHaveLength(0);
    expect(await bench.outbox.handlers.get({ id: OutboxId.parse(id) }, call)).toMatchObject({ waiting: { reason: 'paused', until: null } });
    const again = await reopened(bench);
    await clock.advance(HOUR_MS);
    expect(times).toHaveLength(0);
    await again.outbox.handlers.resume({}, call);
    await clock.advance(0);
    expect(times).toHaveLength(1);
  });

  it('cancels what waits, and only that', async () => {
    const { clock, times } = await open({ count: 1, seconds: 60 });
    await bench.outbox.start();
    const ids = [];
    for (let count = 0; count < 4; count++) ids.push(OutboxId.parse(await bench.enqueue()));
    await clock.advance(0);
    expect(await bench.outbox.handlers.cancel({ ids }, call)).toEqual({ cancelled: 3 });
    expect(bench.settled.map(({ state }) => state)).toEqual(['sent', 'cancelled', 'cancelled', 'cancelled']);
    await clock.advance(HOUR_MS);
    expect(times).toHaveLength(1);
    await expect(bench.outbox.handlers.cancel({ ids }, call)).rejects.toMatchObject({ code: 'outbox_wrong_state' });
    await expect(bench.outbox.handlers.cancel({ ids: [OutboxId.parse(bench.core.ids.next())] }, call)).rejects.toMatchObject({ code: 'outbox_not_found' });
  });

  it('flushes: waits for the pace, tells how far it is, ends when nothing more can leave', async () => {
    const { clock, times } = await open({ count: 10, seconds: 60 });
    for (let count = 0; count < 5; count++) await bench.enqueue();
    const told: unknown[] = [];
    const flushing = (async () => {
      for await (const step of bench.outbox.handlers.flush({}, call)) told.push(step);
    })();
    await clock.advance(MINUTE_MS);
    await flushing;
    expect(times).toHaveLength(5);
    expect(told.at(0)).toEqual({ kind: 'progress', phase: 'sending', done: 0, total: 5 });
    const nothingElse = { failed: 0, deferred: 0, uncertain: 0, waiting: 0, paused: false, pausedBecause: null, trouble: null };
    expect(told.at(-1)).toEqual({ kind: 'done', result: { sent: 5, ...nothingElse } });
    await bench.enqueue();
    await clock.advance(HOUR_MS);
    expect(times).toHaveLength(5);
  });

  it('stops a flush: the message in flight ends, the rest stays queued', async () => {
    const { clock, times } = await open({ count: 10, seconds: 60 });
    for (let count = 0; count < 5; count++) await bench.enqueue();
    const stop = new AbortController();
    const flushing = (async () => {
      for await (const _step of bench.outbox.handlers.flush({}, { signal: stop.signal }));
    })();
    await clock.advance(7000);
    stop.abort();
    await expect(flushing).rejects.toThrow();
    await clock.advance(HOUR_MS);
    expect(times).toHaveLength(2);
    expect((await bench.column('state')).filter((state) => state === 'queued')).toHaveLength(3);
  });

  it('flushes an empty queue at once and is told when no server is set', async () => {
    await open({ count: 10, seconds: 60 });
    const told: unknown[] = [];
    for await (const step of bench.outbox.handlers.flush({}, call)) told.push(step);
    expect(told.at(-1)).toMatchObject({ kind: 'done', result: { sent: 0, waiting: 0 } });
    await bench.choose({ smtp: { host: '', port: 465, security: 'tls', user: '' } });
    await bench.enqueue();
    await expect(bench.outbox.handlers.flush({}, call).next()).rejects.toMatchObject({ code: 'smtp_not_set' });
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutboxState } from '../../src/contract/outbox.ts';
import { createOutbox } from '../../src/features/outbox/index.ts';
import type { HandOver, SmtpConnector } from '../../src/ports/mailer.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { inspect, runSender } from '../support/killed-sender.ts';
import { openSending } from '../support/sending.ts';
import { startSmtpServer, type TestServer } from '../support/smtp-server.ts';

/** For continuous integration a few; `SENDWARD_KILLS=200 SENDWARD_MAILS=3200` for the whole proof. */
const KILLS = Number(process.env['SENDWARD_KILLS'] ?? 12);
const MAILS = Number(process.env['SENDWARD_MAILS'] ?? 400);

describe('a process that is killed while it sends', () => {
  let server: TestServer;
  let folder: string;
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Of every message: sent if the database says so, and once; twice never; what nobody knows is shown as uncertain. */
  function judge(states: ReadonlyMap<string, OutboxState>): { readonly uncertain: number; readonly unknownToServer: number } {
    const got = server.received.map((message) => message.messageId);
    const times = new Map<string, number>();
    for (const id of got) times.set(id, (times.get(id) ?? 0) + 1);
    expect([...times.values()].filter((count) => count > 1)).toEqual([]);
    for (const [id, state] of states) {
      if (state === 'sent') expect(times.get(id)).toBe(1);
      if (state === 'queued' || state === 'deferred' || state === 'failed') expect(times.get(id)).toBeUndefined();
    }
    const uncertain = [...states].filter(([, state]) => state === 'uncertain');
    return { uncertain: uncertain.length, unknownToServer: uncertain.filter(([id]) => !times.has(id)).length };
  }

  it(`${KILLS} times at random moments loses none of ${MAILS} messages, sends none twice, and shows what nobody knows as uncertain`, async () => {
    server = await startSmtpServer();
    server.behave((attempt) => (attempt % 3 === 0 ? { at: 'data', slowMs: 15 } : undefined));
    folder = mkdtempSync(join(tmpdir(), 'sendward-crash-'));
    // Spread over the sending: after so many more attempts, and a moment that hits any step of them. Those that a kill leaves uncertain are used up too.
    const random = fc.sample(
      fc.record({ attempts: fc.integer({ min: 1, max: Math.round((0.8 * MAILS) / KILLS) }), afterMs: fc.integer({ min: 0, max: 12 }) }),
      KILLS,
    );
    let kills = 0;
    for (const { attempts, afterMs } of random) {
      const from = server.attempts.length;
      const due = (): boolean => server.attempts.length >= from + attempts;
      const code = await runSender({ folder, port: server.port, messages: MAILS, kill: { due, afterMs } });
      if (code === null) kills += 1;
      const { states, integrity } = inspect(folder);
      expect(integrity).toBe('ok');
      expect(states.size).toBe(MAILS);
      judge(states);
    }
    expect(await runSender({ folder, port: server.port, messages: MAILS })).toBe(0);
    const { states, integrity } = inspect(folder);
    expect(integrity).toBe('ok');
    expect([...states.values()].filter((state) => state !== 'sent' && state !== 'uncertain')).toEqual([]);
    const found = judge(states);
    // What is in doubt after a kill was claimed before it: on its way, or next.
    expect(found.uncertain).toBeLessThanOrEqual(10 * kills);
    if (process.env['SENDWARD_KILLS'] !== undefined) process.stdout.write(`${JSON.stringify({ kills, mails: MAILS, lost: 0, twice: 0, ...found })}\n`);
  }, 1_800_000);
});

/** Where a run stops dead: before the server sees the message, after it took it, or not at all. */
type Fate = 'accepted' | 'dies_before' | 'dies_after' | 'put_off' | 'refused' | 'lost' | 'no_server';
const FATES: readonly Fate[] = ['accepted', 'accepted', 'accepted', 'dies_before', 'dies_after', 'put_off', 'refused', 'lost', 'no_server'];

class Dead extends Error {}

/** A server that keeps what it took and lets the sender die where the fates say. */
function fatefulServer(fates: Fate[]): {
  readonly took: string[];
  readonly connector: SmtpConnector;
  readonly died: () => boolean;
  readonly revive: () => void;
} {
  const took: string[] = [];
  let dead = false;
  const send = async ({ eml }: { readonly eml: Uint8Array }): Promise<HandOver> => {
    const id = /^message-id: (\S+)/im.exec(Buffer.from(eml).toString())?.[1] ?? '';
    const fate = fates.shift() ?? 'accepted';
    if (fate === 'accepted' || fate === 'dies_after') took.push(id);
    if (fate === 'dies_before' || fate === 'dies_after') {
      dead = true;
      // The answer never reaches anybody: the process is gone.
      return await new Promise<HandOver>(() => {});
    }
    if (fate === 'put_off') return { outcome: 'refused', reply: '451 later', code: 451, enhanced: null, stage: 'rcpt' };
    if (fate === 'refused') return { outcome: 'refused', reply: '550 no', code: 550, enhanced: null, stage: 'rcpt' };
    if (fate === 'no_server') return { outcome: 'not_sent', errorCode: 'smtp_unreachable', reply: '', permanent: false };
    if (fate === 'lost') return { outcome: 'uncertain', reply: '' };
    return { outcome: 'accepted', reply: '250 ok' };
  };
  const client = { send, verify: async () => Promise.reject(new Dead()), close: async () => {} };
  return {
    took,
    connector: { open: () => client },
    died: () => dead,
    revive: () => {
      dead = false;
    },
  };
}

describe('whatever happens to the messages and wherever the process dies', () => {
  it('each message ends in a state that is true, and the server never has one twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...FATES), { maxLength: 25 }), fc.integer({ min: 1, max: 10 }), async (given, count) => {
        const fates = [...given];
        const server = fatefulServer(fates);
        const clock = new FakeClock();
        const bench = await openSending({ clock, smtpPort: 25, ports: { smtp: server.connector } });
        const outboxes = [bench.outbox];
        try {
          await bench.choose({ ownPace: { count: 10_000, seconds: 1 } });
          for (let made = 0; made < count; made++) await bench.enqueue();
          await bench.outbox.start();
          for (let turn = 0; turn < 80 && (await bench.column('state')).some((state) => ['queued', 'sending', 'deferred'].includes(String(state))); turn++) {
            await clock.advance(20 * 60_000);
            if (!server.died()) continue;
            server.revive();
            const next = createOutbox(bench.core, async () => {});
            outboxes.push(next);
            await next.start();
          }
          const rows = await bench.core.db.read.selectFrom('outbox').select(['message_id', 'state']).execute();
          expect(rows).toHaveLength(count);
          expect(new Set(server.took).size).toBe(server.took.length);
          for (const { message_id, state } of rows) {
            expect(['sent', 'failed', 'uncertain']).toContain(state);
            if (state === 'sent') expect(server.took).toContain(message_id);
            if (state === 'failed') expect(server.took).not.toContain(message_id);
          }
        } finally {
          for (const outbox of outboxes) {
            const stopping = outbox.stop();
            await clock.advance(6000);
            await stopping;
          }
          await bench.core.db.close();
          rmSync(bench.folder, { recursive: true, force: true });
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

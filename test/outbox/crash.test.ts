import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { OutboxState } from '../../src/contract/outbox.ts';
import { createOutbox } from '../../src/features/outbox/index.ts';
import type { HandOver, SmtpConnector } from '../../src/ports/mailer.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { openSending } from '../support/sending.ts';
import { startSmtpServer, type TestServer } from '../support/smtp-server.ts';

const MESSAGES = 40;

/** States by Message-ID, read without the app. */
function statesIn(path: string): Map<string, OutboxState> {
  const database = new Sqlite(path, { readonly: true });
  try {
    const rows = database.prepare<[], { message_id: string; state: string }>('SELECT message_id, state FROM outbox').all();
    return new Map(rows.map((row) => [row.message_id, OutboxState.parse(row.state)]));
  } finally {
    database.close();
  }
}

describe('a process that is killed while it sends', () => {
  let server: TestServer;
  let folder: string;
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts the sender on the folder; resolves when it ended, killed after `ms` or by itself. */
  async function run(killAfterMs: number | null): Promise<void> {
    const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'sender.ts'), folder, String(server.port), String(MESSAGES)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
    if (killAfterMs !== null) setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    await ended;
  }

  it.each([5, 30, 70, 120, 200])('after %i ms loses nothing, sends nothing twice, and claims only what the server took', async (first) => {
    server = await startSmtpServer();
    server.behave((attempt) => (attempt % 3 === 0 ? { at: 'data', slowMs: 15 } : undefined));
    folder = mkdtempSync(join(tmpdir(), 'sendward-crash-'));
    for (const killAfterMs of [first, 40, 90]) await run(killAfterMs);
    await run(null);
    const states = statesIn(join(folder, 'sendward.db'));
    const got = server.received.map((message) => message.messageId);
    expect(new Set(got).size).toBe(got.length);
    expect(states.size).toBe(MESSAGES);
    for (const [messageId, state] of states) {
      expect(['sent', 'uncertain']).toContain(state);
      if (state === 'sent') expect(got).toContain(messageId);
    }
    // At most the message in flight at each kill can be in doubt.
    expect([...states.values()].filter((state) => state === 'uncertain').length).toBeLessThanOrEqual(3);
  });
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
  });
});

/**
 * The real outbox, every step durable, at fast paces to a real server: how exactly the pace is kept. Early is what a window held beyond its count, in
 * milliseconds before the instant it had room again (never: 0); the error is that of the mean rate.
 * Usage: node bench/pace.bench.ts [seconds for each pace]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOutbox } from '../src/features/outbox/index.ts';
import type { SmtpConnector } from '../src/ports/mailer.ts';
import { outgoing } from '../test/support/sending.ts';
import { openSendingCore } from '../test/support/sending-core.ts';
import { report } from './measure.ts';

const seconds = Number(process.argv[2] ?? 60);
const PACES = [
  { count: 600, seconds: 60 },
  { count: 50, seconds: 1 },
];

const sink = spawn(process.execPath, [join(import.meta.dirname, 'smtp-sink.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
const port = await new Promise<number>((resolve) => sink.stdout.once('data', (line: Buffer) => resolve(Number(line.toString()))));

/** The same connector, which notes when each message begins and ends. */
function watched(connector: SmtpConnector, spans: { begun: number; ended: number }[]): SmtpConnector {
  return {
    open: (account) => {
      const client = connector.open(account);
      return {
        verify: () => client.verify(),
        close: () => client.close(),
        send: async (message) => {
          const span = { begun: performance.now(), ended: 0 };
          spans.push(span);
          const answer = await client.send(message);
          span.ended = performance.now();
          return answer;
        },
      };
    },
  };
}

async function run(pace: (typeof PACES)[number]) {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-bench-'));
  const plain = await openSendingCore(folder, port);
  const spans: { begun: number; ended: number }[] = [];
  const core = { ...plain, smtp: watched(plain.smtp, spans) };
  try {
    await core.db.write((tx) =>
      tx
        .updateTable('setting')
        .set({ value: JSON.stringify(pace) })
        .where('key', '=', 'ownPace')
        .execute(),
    );
    const messages = Math.round((pace.count / pace.seconds) * seconds) + 1;
    const outbox = createOutbox(core, async () => {});
    await core.db.write(async (tx) => {
      for (let made = 0; made < messages; made++) await outbox.enqueue(tx, outgoing(core));
    });
    for await (const _step of outbox.handlers.flush({}, { signal: undefined }));
    await outbox.stop();
    return { ...pace, messages, ...figures(spans, pace) };
  } finally {
    await core.db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function figures(spans: readonly { readonly begun: number; readonly ended: number }[], pace: (typeof PACES)[number]) {
  const idealMs = (pace.seconds * 1000) / pace.count;
  // From the second on: the first goes alone and opens the connection, to see whether the server works at all.
  const regular = spans.slice(1);
  const first = regular[0]?.begun ?? 0;
  const meanMs = ((regular.at(-1)?.begun ?? 0) - first) / (regular.length - 1);
  const late = regular.map(({ begun }, index) => begun - first - index * idealMs).sort((a, b) => a - b);
  // Begun while so many before it had not been over for a whole window: more than its count in one window, for a server that counts as late as it can.
  const early = spans.slice(pace.count).map(({ begun }, index) => {
    const ends = spans.slice(0, index + pace.count).map(({ ended }) => ended);
    return (ends.sort((a, b) => b - a)[pace.count - 1] ?? 0) + pace.seconds * 1000 - begun;
  });
  const rounded = (value: number): number => Math.round(value * 1000) / 1000;
  return {
    idealMs,
    meanMs: rounded(meanMs),
    errorPercent: rounded((meanMs / idealMs - 1) * 100),
    earlyMs: rounded(Math.max(0, ...early)),
    lateMs: { median: rounded(late[Math.floor(late.length / 2)] ?? 0), max: rounded(late.at(-1) ?? 0) },
  };
}

try {
  const paces = [];
  for (const pace of PACES) paces.push(await run(pace));
  report('pace', { paces });
} finally {
  sink.kill();
}

/**
 * 1,000 messages of 20 kB through the outbox, every step durable, against bare nodemailer pools with the same sink. Unpaced.
 * Usage: node bench/outbox.bench.ts [messages]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { createOutbox } from '../src/features/outbox/index.ts';
import { outgoing } from '../test/support/sending.ts';
import { openSendingCore } from '../test/support/sending-core.ts';
import { type Lap, measure, ratio, report, startLap, type Timing } from './measure.ts';

const messages = Number(process.argv[2] ?? 1000);
const RUNS = 3;
const eml = Buffer.from(`From: a@example.org\r\nTo: b@example.net\r\nSubject: Bench\r\n\r\n${`${'x'.repeat(74)}\r\n`.repeat(270)}`);

const sink = spawn(process.execPath, [join(import.meta.dirname, 'smtp-sink.ts')], { stdio: ['ignore', 'pipe', 'inherit'] });
const port = await new Promise<number>((resolve) => sink.stdout.once('data', (line: Buffer) => resolve(Number(line.toString()))));

async function throughOutbox(): Promise<Lap> {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-bench-'));
  const core = await openSendingCore(folder, port);
  try {
    const outbox = createOutbox(core, async () => {});
    await core.db.write(async (tx) => {
      for (let made = 0; made < messages; made++) await outbox.enqueue(tx, outgoing(core, { eml }));
    });
    const lap = startLap();
    for await (const step of outbox.handlers.flush({}, { signal: undefined })) {
      if (step.kind === 'done' && step.result.sent !== messages) throw new Error(`Sent ${step.result.sent} of ${messages}`);
    }
    const taken = lap();
    await outbox.stop();
    return taken;
  } finally {
    await core.db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bare(maxConnections: number): Promise<Lap> {
  const pool = createTransport({ pool: true, maxConnections, host: '127.0.0.1', port, ignoreTLS: true });
  const lap = startLap();
  await Promise.all(
    Array.from({ length: messages }, (_, index) => pool.sendMail({ envelope: { from: 'a@example.org', to: `b${index}@example.net` }, raw: eml })),
  );
  const taken = lap();
  pool.close();
  return taken;
}

function wallRatio(ours: Timing, other: Timing): number {
  return Math.round((ours.wallMs.median / other.wallMs.median) * 100) / 100;
}

try {
  const outbox = await measure(RUNS, throughOutbox);
  const one = await measure(RUNS, () => bare(1));
  const five = await measure(RUNS, () => bare(5));
  report('outbox', {
    messages,
    perSecond: Math.round((messages / outbox.wallMs.median) * 1000),
    wallAgainstOneConnection: wallRatio(outbox, one),
    wallAgainstFiveConnections: wallRatio(outbox, five),
    cpuAgainstOneConnection: ratio(outbox, one),
    ...{ outbox, oneConnection: one, fiveConnections: five },
  });
} finally {
  sink.kill();
}

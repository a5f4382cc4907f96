import { monitorEventLoopDelay } from 'node:perf_hooks';
import { spreadsheets } from '../src/adapters/spreadsheet.ts';
import { systemClock } from '../src/adapters/system-clock.ts';
import { createTexts } from '../src/adapters/texts.ts';
import { listReader } from '../src/boot/list-reader.ts';
import { FileRef } from '../src/contract/ids.ts';
import { checksHandlers } from '../src/features/checks/index.ts';
import { openTestCore } from '../test/support/core.ts';
import { measure, ratio, report } from './measure.ts';

const ADDRESSES = Number(process.argv[2] ?? 1_000_000);
const RUNS = Number(process.argv[3] ?? 3);
const CALL = { signal: undefined };

/** Each tenth address stands twice, each hundredth is none. */
function row(at: number): string {
  if (at % 100 === 99) return `no address ${at};form;12/03/2025;01/10/2026`;
  const same = at % 10 === 9 ? at - 1 : at;
  return `reader${same}@mailbox${same % 977}.example;form;12/03/2025;01/10/2026`;
}

/** Never all of it in memory, whose peak is measured. */
async function* listed(): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  yield encoder.encode('Email;Source;Date;Last contact');
  const PIECE = 1000;
  for (let from = 0; from < ADDRESSES; from += PIECE) {
    const rows = Array.from({ length: Math.min(PIECE, ADDRESSES - from) }, (_, index) => `\n${row(from + index)}`);
    yield encoder.encode(rows.join(''));
  }
}

/** The least that any program does: decode, split, and keep each address once. */
async function bareLoop(): Promise<undefined> {
  const { bytes } = await test.core.files.bytes(ref);
  const seen = new Set<string>();
  for (const line of new TextDecoder().decode(bytes).split('\n')) {
    const [address = ''] = line.split(';');
    seen.add(address.trim().toLowerCase());
  }
  if (seen.size === 0) throw new Error('Nothing was read');
  return undefined;
}

const test = openTestCore({ spreadsheets, texts: createTexts(), lists: listReader });
const { ref, sizeBytes } = await test.core.files.putChunks('list.csv', 'text/csv', listed());
const checks = checksHandlers({ ...test.core, clock: systemClock });
let found = { addresses: 0, usable: 0 };
async function checkAll(): Promise<undefined> {
  const source = { fileRef: FileRef.parse(ref) };
  for await (const event of checks.list({ source, columns: {}, silenceMonths: 24, language: 'en' }, CALL)) {
    if (event.kind === 'done') found = { addresses: event.result.addresses, usable: event.result.usable };
  }
  return undefined;
}

const megabytesUsed = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
const idleMemoryMb = megabytesUsed();
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const ours = await measure(RUNS, checkAll);
delay.disable();
const peakMemoryMb = megabytesUsed();
const bare = await measure(RUNS, bareLoop);
await test.close();
report(
  'addresses',
  {
    addresses: found.addresses,
    usable: found.usable,
    megabytes: Math.round(sizeBytes / 1e6),
    ratioToSplitting: ratio(ours, bare),
    perThousandMs: Math.round((ours.cpuMs.median / ADDRESSES) * 1_000_000) / 1000,
    longestPauseMs: Math.round(delay.max / 1e6),
    idleMemoryMb,
    peakMemoryMb,
  },
  { ours, bare },
);

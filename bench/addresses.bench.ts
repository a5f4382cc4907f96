import { monitorEventLoopDelay } from 'node:perf_hooks';
import { spreadsheets } from '../src/adapters/spreadsheet.ts';
import { systemClock } from '../src/adapters/system-clock.ts';
import { createTexts } from '../src/adapters/texts.ts';
import { FileRef } from '../src/contract/ids.ts';
import { checksHandlers } from '../src/features/checks/index.ts';
import { openTestCore } from '../test/support/core.ts';
import { measure, ratio, report } from './measure.ts';

const ADDRESSES = Number(process.argv[2] ?? 1_000_000);
const RUNS = Number(process.argv[3] ?? 3);
const CALL = { signal: undefined };

/** Each tenth address stands twice, each hundredth is none. */
const text = [
  'Email;Source;Date;Last contact',
  ...Array.from({ length: ADDRESSES }, (_, at) => {
    const address = at % 100 === 99 ? `no address ${at}` : `reader${at % 10 === 9 ? at - 1 : at}@mailbox${at % 977}.example`;
    return `${at % 10 === 9 && at % 100 !== 99 ? `reader${at - 1}@mailbox${(at - 1) % 977}.example` : address};form;12/03/2025;01/10/2026`;
  }),
].join('\n');
const bytes = new TextEncoder().encode(text);

/** The least that any program does: decode, split, and keep each address once. */
async function bareLoop(): Promise<undefined> {
  const seen = new Set<string>();
  for (const line of new TextDecoder().decode(bytes).split('\n')) {
    const [address = ''] = line.split(';');
    seen.add(address.trim().toLowerCase());
  }
  if (seen.size === 0) throw new Error('Nothing was read');
  return undefined;
}

const test = openTestCore({ spreadsheets, texts: createTexts() });
const { ref } = await test.core.files.put('list.csv', 'text/csv', bytes);
const checks = checksHandlers({ ...test.core, clock: systemClock });
let found = { addresses: 0, usable: 0 };
async function checkAll(): Promise<undefined> {
  const source = { fileRef: FileRef.parse(ref) };
  for await (const event of checks.list({ source, columns: {}, silenceMonths: 24, language: 'en' }, CALL)) {
    if (event.kind === 'done') found = { addresses: event.result.addresses, usable: event.result.usable };
  }
  return undefined;
}

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const ours = await measure(RUNS, checkAll);
delay.disable();
const bare = await measure(RUNS, bareLoop);
await test.close();
report(
  'addresses',
  {
    addresses: found.addresses,
    usable: found.usable,
    megabytes: Math.round(bytes.length / 1e6),
    ratioToSplitting: ratio(ours, bare),
    perThousandMs: Math.round((ours.cpuMs.median / ADDRESSES) * 1_000_000) / 1000,
    longestPauseMs: Math.round(delay.max / 1e6),
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
  },
  { ours, bare },
);

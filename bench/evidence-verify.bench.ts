import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeBundleTools as tools, withFileSource } from '../src/adapters/bundle-tools.ts';
import { GENESIS, ledgerHashInput, ledgerTextLine } from '../src/shared/bundle/chain.rules.ts';
import { zipContainer } from '../src/shared/bundle/container.ts';
import { type Sum, sumsText } from '../src/shared/bundle/sums.rules.ts';
import { verifyBundle } from '../src/shared/bundle/verify.ts';
import { contentStart, listZip } from '../src/shared/bundle/zip-reader.ts';
import { type ZipEntry, zipChunks } from '../src/shared/bundle/zip-writer.ts';
import { measure, ratio, report } from './measure.ts';

const PIECES = Number(process.argv[2] ?? 50_000);
const RUNS = Number(process.argv[3] ?? 3);
/** A third of what a notice with its PDF weighs as mail: the less there is to hash, the more the rest of the work counts. */
const MAIL_BYTES = Number(process.argv[4] ?? 40_000);

const folder = mkdtempSync(join(tmpdir(), 'sendward-bench-'));
const path = join(folder, 'bundle.zip');

/** A bundle as the app writes it: a row, its payload and the mail it speaks of for each piece, then ledger and list. */
async function* entries(sums: readonly Sum[]): AsyncGenerator<ZipEntry, void, void> {
  const filler = 'Dear client, these are the mailing rules of the host. '.repeat(Math.ceil(MAIL_BYTES / 53)).slice(0, MAIL_BYTES);
  const lines: string[] = [];
  let before = GENESIS;
  const add = (seq: number, kind: string, payload: string): ZipEntry => {
    const row = { seq, at: new Date(Date.UTC(2026, 0, 1) + seq * 1000).toISOString(), kind, payloadSha256: tools.sha256Text(payload) };
    const own = tools.sha256Text(ledgerHashInput(before, row));
    lines.push(ledgerTextLine({ ...row, hash: own }));
    before = own;
    return { name: `evidence/${seq}.json`, content: Buffer.from(payload) };
  };
  yield add(1, 'opened', '{"format":"sendward-ledger-1"}');
  for (let seq = 2; seq < PIECES + 2; seq++) {
    const eml = Buffer.from(`Message-ID: <${seq}@bench.example>\r\nSubject: Rules\r\n\r\n${filler}`);
    yield { name: `messages/${seq}.eml`, content: eml };
    yield add(seq, 'evidence_added', payloadOf(seq, await tools.sha256(eml)));
  }
  yield { name: 'ledger.txt', content: Buffer.from(lines.join('')) };
  yield { name: 'SHA256SUMS', content: Buffer.from(sumsText(sums)) };
}

function payloadOf(seq: number, emlSha256: string): string {
  return JSON.stringify({
    accounts: [`018f0000-0000-7000-8000-${String(seq).padStart(12, '0')}`],
    client: { id: `018f0000-0000-7000-9000-${String(seq).padStart(12, '0')}`, name: `Client ${seq}` },
    domains: [`site${seq}.example`],
    message: { emlSha256, messageId: `<${seq}@bench.example>`, to: `client${seq}@example.net`, transport: 'smtp' },
    notice: null,
    rung: 'handed_to_smtp',
    serverReply: '250 2.0.0 Ok: queued as 4XYZ',
    nonce: `018f0000-0000-7000-a000-${String(seq).padStart(12, '0')}`,
  });
}

async function writeBundle(): Promise<void> {
  const sums: Sum[] = [];
  const listed = (name: string, sha256: string): void => void (name !== 'SHA256SUMS' && sums.push({ name, sha256 }));
  const handle = await open(path, 'w');
  for await (const chunk of zipChunks(entries(sums), tools, listed)) await handle.writeFile(chunk);
  await handle.close();
}

/** SHA-256 of every piece in a buffer that is read in large steps, and nothing else: what any check of these files costs at least. */
async function bareHashes(handle: FileHandle, pieces: readonly { readonly start: number; readonly size: number }[]): Promise<void> {
  const window = Buffer.alloc(4 * 1024 * 1024);
  let [from, to] = [0, 0];
  for (const { start, size } of pieces) {
    if (size > window.length) {
      const whole = Buffer.alloc(size);
      await handle.read(whole, 0, size, start);
      hash('sha256', whole);
      continue;
    }
    if (start + size > to) {
      const { bytesRead } = await handle.read(window, 0, window.length, start);
      [from, to] = [start, start + bytesRead];
    }
    hash('sha256', window.subarray(start - from, start - from + size));
  }
}

await writeBundle();
const handle = await open(path, 'r');
const places = await withFileSource(path, async (source) => (await listZip(source))?.places ?? []);
const pieces = places.map((place) => ({ start: contentStart(place), size: place.size }));
const verified = async (): Promise<undefined> => {
  const verdict = await withFileSource(path, async (source) => await verifyBundle(await zipContainer(source, tools), tools));
  if (!verdict.valid || verdict.evidence !== PIECES) throw new Error(`Not valid: ${JSON.stringify(verdict.problems.slice(0, 3))}`);
  return undefined;
};
const bared = async (): Promise<undefined> => void (await bareHashes(handle, pieces));
// Both once before it counts: the file is in memory then for the one as for the other.
await bared();
await verified();
const bare = await measure(RUNS, bared);
const ours = await measure(RUNS, verified);
const megabytes = pieces.reduce((sum, { size }) => sum + size, 0) / 1e6;
report(
  'evidence-verify',
  { evidence: PIECES, megabytes: Math.round(megabytes), ratio: ratio(ours, bare), bareMs: bare.cpuMs.median, verifyMs: ours.cpuMs.median, target: 3 },
  { bare, verify: ours, mailBytes: MAIL_BYTES },
);
await handle.close();
rmSync(folder, { recursive: true });

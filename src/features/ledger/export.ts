import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Sum } from '../../shared/bundle/sums.rules.ts';
import { SIGNATURE, SUMS } from '../../shared/bundle/words.ts';
import { zipChunks } from '../../shared/bundle/zip-writer.ts';
import { toIso } from '../../shared/dates.ts';
import { safeFileName } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/index.ts';
import { openLedger } from './adopt.ts';
import { appendLedger } from './append.ts';
import { BundleEntries, type BundlePlan, ledgerText } from './bundle/entries.ts';
import { countProofs } from './bundle/scope.repo.ts';
import { ledgerHead } from './ledger.repo.ts';
import { readLedgerSettings } from './ledger-settings.repo.ts';
import { signatureOf, signingKey } from './signing.ts';
import type { LedgerSubjects } from './subjects.ts';

type Export = Handlers<Contract['ledger']>['exportBundle'];
type Wanted = Parameters<Export>[0] & { readonly signal: AbortSignal | undefined };

/**
 * Writes a bundle into the file store, piece by piece, and notes in the ledger that it was given out. Equal tables give equal bytes, but for the
 * time stamp. Throws `client_not_found`, `host_not_found`, `evidence_not_found`, `timestamp_not_set`, `timestamp_failed`; then nothing is left.
 */
export async function* exportBundle(core: Core, subjects: LedgerSubjects, wanted: Wanted): ReturnType<Export> {
  await openLedger(core, subjects);
  const name = await nameOf(core, wanted);
  // Before the head: the bundle must hold the row that announces its key.
  const key = await signingKey(core);
  const head = await ledgerHead(core.db.read);
  const evidence = head === undefined ? 0 : await countProofs(core.db.read, wanted.scope, head.seq);
  if (head === undefined || evidence === 0) throw fail('evidence_not_found', {});
  const progress = new Progress(core, evidence);
  yield progress.now;
  const { sender } = await readSettings(core, core.db.read);
  const plan: BundlePlan = {
    ...{ scope: wanted.scope, language: wanted.language, name, maker: sender.resellerName, head, key },
    timeStamp: wanted.timeStamp ? await stampLedger(core, head.seq) : null,
    sign: (data) => signatureOf(core, data),
    onRow: () => progress.step(),
  };
  const sums: Sum[] = [];
  const writing = write(core, plan, { sums, progress, signal: wanted.signal });
  for await (const step of progress.until(writing)) yield step;
  const { file, signed, sumsSha256 } = await writing;
  await note(core, plan, { evidence, signed, sumsSha256 });
  const result = { fileRef: file.ref, name: file.name, sizeBytes: file.sizeBytes, evidence, signed, timeStamped: plan.timeStamp !== null };
  yield { kind: 'done', result };
}

interface Writing {
  readonly sums: Sum[];
  readonly progress: Progress;
  readonly signal: AbortSignal | undefined;
}

async function write(core: Core, plan: BundlePlan, { sums, signal }: Writing) {
  let sumsSha256 = '';
  let signed = false;
  const listed = (name: string, sha256: string): void => {
    if (name === SUMS) sumsSha256 = sha256;
    else if (name === SIGNATURE) signed = true;
    else sums.push({ name, sha256 });
  };
  const chunks = zipChunks(new BundleEntries(core, plan).files(sums), core.bundles.tools, listed);
  const fileName = `${safeFileName(`${plan.name} ${toIso(plan.head.at).slice(0, 10)}`)}.zip`;
  const file = await core.files.putChunks(fileName, 'application/zip', abortable(core, chunks, signal));
  return { file, signed, sumsSha256 };
}

async function* abortable(core: Core, chunks: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array, void, void> {
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
    await core.clock.yield();
  }
  signal?.throwIfAborted();
}

/** How far the writing is, told while it goes on. */
class Progress {
  readonly #core: Core;
  readonly #total: number;
  #done = 0;

  constructor(core: Core, total: number) {
    this.#core = core;
    this.#total = total;
  }

  step(): void {
    this.#done += 1;
  }

  get now() {
    return { kind: 'progress', phase: 'writing', done: Math.min(this.#done, this.#total), total: this.#total } as const;
  }

  /** One value whenever there is news, until `work` ended; its failure is thrown by whoever awaits it. */
  async *until(work: Promise<unknown>) {
    let ended = false;
    const end = (): void => {
      ended = true;
    };
    const settled = work.then(end, end);
    let told = 0;
    while (!ended) {
      await Promise.race([settled, this.#core.clock.yield()]);
      if (this.#done >= told + 50) {
        told = this.#done;
        yield this.now;
      }
    }
  }
}

async function nameOf(core: Core, { scope, language }: Pick<Wanted, 'scope' | 'language'>): Promise<string> {
  const db = core.db.read;
  if ('hostId' in scope && !('clientId' in scope)) {
    const host = await db.selectFrom('host').select('name').where('id', '=', scope.hostId).executeTakeFirst();
    if (host === undefined) throw fail('host_not_found', {});
    return host.name;
  }
  if ('everything' in scope) return core.texts.t(language, 'bundle:fileName.everything');
  // Proof outlives its client, under the name it was made for.
  const proof = await db.selectFrom('evidence').select('client_name').where('client_id', '=', scope.clientId).orderBy('happened_at', 'desc').executeTakeFirst();
  const client = proof ?? (await db.selectFrom('client').select('name as client_name').where('id', '=', scope.clientId).executeTakeFirst());
  if (client === undefined) throw fail('client_not_found', {});
  return client.client_name;
}

/** Has the ledger as it is written into the bundle stamped. */
async function stampLedger(core: Core, last: number): Promise<NonNullable<BundlePlan['timeStamp']>> {
  const { 'ledger.time_stamp_url': url } = await readLedgerSettings(core.db.read);
  if (url === '') throw fail('timestamp_not_set', {});
  const hash = core.bundles.tools.sha256Stream();
  for await (const chunk of ledgerText(core, last)) hash.update(chunk);
  return await core.timeStamper.stamp(url, hash.hex());
}

/** What was given out is part of the ledger: a later bundle shows that the chain was as it was here. */
async function note(core: Core, plan: BundlePlan, done: { readonly evidence: number; readonly signed: boolean; readonly sumsSha256: string }): Promise<void> {
  const { scope, language, head, timeStamp } = plan;
  await core.db.write(async (tx) => {
    if (timeStamp !== null) {
      const payload = { headSeq: head.seq, headHash: head.hash, stampedAt: toIso(timeStamp.atMs), replySha256: core.hasher.sha256(timeStamp.reply) };
      await appendLedger(core, tx, { kind: 'time_stamped', subjectId: head.hash, payload });
    }
    const payload = { scope: { ...scope }, language, headSeq: head.seq, headHash: head.hash, ...done };
    await appendLedger(core, tx, { kind: 'bundle_exported', subjectId: done.sumsSha256, payload });
  });
  core.changed('ledger');
}

import type { Container } from './container-form.ts';
import { isBundleEntryName } from './entry-names.rules.ts';
import { readLedgerText } from './ledger-text.rules.ts';
import { type Disclosed, disclosedBy, HELD_BY_LEDGER } from './payload.rules.ts';
import { publicKeyOf } from './public-key.rules.ts';
import { parseSums, type Sum } from './sums.rules.ts';
import { readTimeStampReply, SHA256_OID } from './time-stamp.rules.ts';
import type { BundleTools } from './tools.ts';
import { type BundleProblem, LEDGER, type LimitCode, type ProblemCode, PUBLIC_KEY, SIGNATURE, SUMS, TIME_STAMP } from './words.ts';

/** What came of checking a bundle, but for what only its maker's own app can compare. */
export interface Verdict {
  readonly valid: boolean;
  readonly problems: readonly BundleProblem[];
  readonly limits: readonly LimitCode[];
  readonly entries: number;
  readonly bytes: number;
  readonly rows: number;
  readonly evidence: number;
  readonly first: { readonly hash: string } | null;
  readonly head: { readonly seq: number; readonly hash: string; readonly at: string } | null;
  readonly signature: { readonly publicKey: string; readonly fingerprint: string; readonly outcome: 'valid' | 'wrong' | 'not_checked' } | null;
  readonly timeStamp: { readonly atMs: number; readonly outcome: 'matches' | 'wrong' } | null;
}

/** Files that are read whole: a list of a million entries and a ledger of a million rows fit. */
const MAX_WHOLE_BYTES = 512 * 1024 * 1024;
/** Payloads are small; a larger one is still hashed. */
const MAX_PAYLOAD_BYTES = 1024 * 1024;
/** More faults than these help nobody. */
const MAX_PROBLEMS = 1000;

export interface VerifyOptions {
  readonly onProgress?: (done: number, total: number) => void | Promise<void>;
  readonly throwIfAborted?: () => void;
}

/** Checks everything that can be checked in the bundle itself. */
export async function verifyBundle(container: Container | null, tools: BundleTools, options: VerifyOptions = {}): Promise<Verdict> {
  return await new Verifier(container ?? NOTHING, tools, options).run();
}

const NOTHING: Container = {
  sizeBytes: 0,
  names: [],
  faults: [],
  ordered: false,
  examine: async () => ({ sha256: '', faults: [], content: null }),
  content: async () => null,
};

class Verifier {
  readonly #container: Container;
  readonly #tools: BundleTools;
  readonly #options: VerifyOptions;
  readonly #problems = new Map<string, BundleProblem>();
  /** SHA-256 of every file, by name and as a set. */
  readonly #hashes = new Map<string, string>();
  readonly #index: ReadonlyMap<string, number>;
  /** Hashes of files that are gone because the file was changed or is missing, which is said of the file itself. */
  readonly #accounted = new Set<string>();
  /** The chain is whole, and its file is the one of the list as far as there is one. */
  #ledgerHolds = false;
  readonly #payloads: { readonly name: string; readonly seq: number; readonly disclosed: Disclosed }[] = [];

  constructor(container: Container, tools: BundleTools, options: VerifyOptions) {
    this.#container = container;
    this.#tools = tools;
    this.#options = options;
    this.#index = new Map(container.names.map((name, index) => [name, index]));
  }

  async run(): Promise<Verdict> {
    if (!this.#container.names.some(isTelling)) return noBundle(this.#container, SUMS);
    for (const { entry, problem } of this.#container.faults) this.#report(entry, problem);
    await this.#checkSums();
    if (!this.#index.has(LEDGER) && this.#payloads.length === 0) return noBundle(this.#container, LEDGER);
    const { rows, problems } = readLedgerText(this.#tools.decodeUtf8((await this.#content(LEDGER)) ?? new Uint8Array()), this.#tools.sha256Text);
    for (const { entry, problem } of problems) this.#report(entry, problem);
    if (!this.#index.has(LEDGER)) this.#report(LEDGER, 'missing');
    else if (rows.length === 0 && problems.length === 0 && !this.#changed(LEDGER)) this.#report(LEDGER, 'not_a_bundle');
    this.#ledgerHolds = rows.length > 0 && problems.length === 0 && !this.#changed(LEDGER);
    const payloads = new Map(rows.map((row) => [row.seq, row]));
    const { evidence, replies, keys } = this.#checkPayloads(payloads);
    const signature = await this.#checkSignature(keys);
    const timeStamp = await this.#checkTimeStamp();
    const [first, head] = [rows[0], rows.at(-1)];
    return {
      valid: this.#problems.size === 0,
      problems: [...this.#problems.values()].slice(0, MAX_PROBLEMS),
      limits: limitsOf({ signature, timeStamp, replies, leftOut: rows.some(({ seq }) => !this.#index.has(payloadName(seq))) }),
      entries: this.#container.names.length,
      bytes: this.#container.sizeBytes,
      rows: rows.length,
      evidence,
      first: first === undefined ? null : { hash: first.hash },
      head: head === undefined ? null : { seq: head.seq, hash: head.hash, at: head.at },
      signature,
      timeStamp,
    };
  }

  #report(entry: string, problem: ProblemCode): void {
    // Enough is enough: a file of a million faults is not valid either.
    if (this.#problems.size <= MAX_PROBLEMS) this.#problems.set(`${problem} ${entry}`, { entry, problem });
  }

  /** Whether that was said already: what follows from it is no fault of its own. */
  #changed(name: string): boolean {
    return PLAIN_FAULTS.some((problem) => this.#problems.has(`${problem} ${name}`));
  }

  async #content(name: string): Promise<Uint8Array | null> {
    const index = this.#index.get(name);
    return index === undefined ? null : await this.#container.content(index, MAX_WHOLE_BYTES);
  }

  /** Every file against the list, and the list against the files. */
  async #checkSums(): Promise<void> {
    const text = await this.#content(SUMS);
    const sums = text === null ? null : parseSums(this.#tools.decodeUtf8(text));
    if (sums === null) this.#report(SUMS, text === null ? 'missing' : 'sums_malformed');
    const listed = new Map((sums ?? []).map(({ name, sha256 }) => [name, sha256]));
    // A list that names itself is one that `sha256sum -c` cannot agree with.
    if (sums !== null && (listed.size !== sums.length || listed.has(SUMS) || listed.has(SIGNATURE))) this.#report(SUMS, 'sums_malformed');
    const { names } = this.#container;
    for (const [index, name] of names.entries()) {
      const { sha256, faults, content } = await this.#container.examine(index);
      for (const fault of faults) this.#report(name, fault);
      this.#hashes.set(name, sha256);
      this.#keepPayload(name, content);
      if (this.#index.get(name) !== index) this.#report(name, 'structure');
      // Without a list that is the fault, and not each file it does not speak of.
      if (sums !== null && name !== SUMS && name !== SIGNATURE) this.#compareSum(name, sha256, listed.get(name));
      if (index % 256 === 0) await this.#pause(index);
    }
    for (const { name, sha256 } of sums ?? []) {
      if (!this.#index.has(name)) this.#report(name, 'missing');
      if (this.#changed(name)) this.#accounted.add(sha256);
    }
    if (this.#container.ordered && sums !== null) this.#checkOrder(sums);
  }

  #compareSum(name: string, found: string, expected: string | undefined): void {
    if (expected === undefined) this.#report(name, 'unlisted');
    else if (!isBundleEntryName(name)) this.#report(name, 'structure');
    else if (expected !== found) this.#report(name, 'bytes_changed');
  }

  #checkOrder(sums: readonly Sum[]): void {
    const present = sums.filter(({ name }) => this.#index.has(name)).map(({ name }) => name);
    const listed = new Set(present);
    const expected = [...present, SUMS, SIGNATURE];
    const found = this.#container.names.filter((name) => listed.has(name) || name === SUMS || name === SIGNATURE);
    const wrong = found.find((name, index) => name !== expected[index]);
    if (wrong !== undefined) this.#report(wrong, 'structure');
  }

  async #pause(done: number): Promise<void> {
    this.#options.throwIfAborted?.();
    await this.#options.onProgress?.(done, this.#container.names.length);
  }

  #keepPayload(name: string, content: Uint8Array | null): void {
    const seq = name.startsWith('evidence/') ? /^evidence\/([1-9]\d*)\.json$/.exec(name)?.[1] : undefined;
    if (seq === undefined) return;
    const readable = content !== null && content.length <= MAX_PAYLOAD_BYTES;
    this.#payloads.push({ name, seq: Number(seq), disclosed: disclosedBy(readable ? this.#tools.decodeUtf8(content) : '') });
  }

  /** The payloads that are disclosed against the ledger, and the files they speak of. */
  #checkPayloads(rows: ReadonlyMap<number, { readonly kind: string; readonly payloadSha256: string }>) {
    const spoken = new Map<number, ReadonlyMap<string, string>>();
    const keys = new Set<string>();
    let evidence = 0;
    for (const { name, seq, disclosed } of this.#payloads) {
      const row = rows.get(seq);
      this.#checkPayload(name, row?.payloadSha256);
      spoken.set(seq, disclosed.files);
      if (row?.kind === 'key_made' && disclosed.publicKey !== null) keys.add(disclosed.publicKey);
      if (row?.kind === 'evidence_added' || row?.kind === 'evidence_adopted') evidence += 1;
    }
    if (rows.has(1) && !this.#index.has(payloadName(1)) && !this.#changed(payloadName(1))) this.#report(payloadName(1), 'payload_missing');
    this.#checkHeld(spoken);
    const present = new Set(this.#hashes.values());
    const lost = (hash: string): boolean => !present.has(hash) && !this.#accounted.has(hash);
    for (const { name, disclosed } of this.#payloads) {
      if (!this.#changed(name) && [...disclosed.files.values()].some(lost)) this.#report(name, 'payload_missing');
    }
    return { evidence, keys, replies: [...spoken.values()].some((files) => files.has('replies')) };
  }

  #checkPayload(name: string, expected: string | undefined): void {
    if (this.#changed(name)) return;
    // Of a row that is gone from a ledger that was changed, the ledger tells.
    if (expected === undefined && this.#ledgerHolds) this.#report(name, 'unlisted');
    else if (expected !== undefined && expected !== this.#hashes.get(name)) this.#report(name, 'payload_changed');
  }

  /** A file lies under the number of the row that speaks of it: under another it would be shown as the proof of something else. */
  #checkHeld(spoken: ReadonlyMap<number, ReadonlyMap<string, string>>): void {
    const versions = new Set([...spoken.values()].map((files) => files.get('policies')));
    for (const [name, hash] of this.#hashes) {
      const [folder = '', file = ''] = name.split('/');
      // Readable copies of texts are covered by the list alone.
      if (!HELD_BY_LEDGER.includes(folder) || (folder === 'policies' && name.endsWith('.txt')) || this.#changed(name)) continue;
      const seq = Number.parseInt(file, 10);
      const expected = spoken.get(seq)?.get(folder);
      if (folder === 'policies' ? versions.has(hash) || this.#someRowChanged() : expected === hash || this.#changed(payloadName(seq))) continue;
      this.#report(name, expected === undefined ? 'unlisted' : 'bytes_changed');
      if (expected !== undefined) this.#accounted.add(expected);
    }
  }

  /** Then what it said before is not known. */
  #someRowChanged(): boolean {
    return [...this.#problems.values()].some(({ entry }) => entry.startsWith('evidence/'));
  }

  /** The key must be one the ledger announces: else whoever changes a bundle could sign it anew with a key of his own. */
  async #checkSignature(announced: ReadonlySet<string>): Promise<Verdict['signature']> {
    const [pem, signature, data] = [await this.#content(PUBLIC_KEY), await this.#content(SIGNATURE), await this.#content(SUMS)];
    if (pem === null && signature === null) return null;
    const publicKey = pem === null ? '' : this.#tools.decodeUtf8(pem);
    const key = publicKeyOf(publicKey);
    // What was signed is gone, and that was said.
    if (key !== null && signature !== null && data === null) return { publicKey, fingerprint: await this.#tools.sha256(key.der), outcome: 'wrong' };
    if (key === null || signature === null || data === null) {
      const at = signature === null ? SIGNATURE : PUBLIC_KEY;
      if (!this.#changed(at)) this.#report(at, signature === null || pem === null ? 'missing' : 'signature_wrong');
      return null;
    }
    const known = announced.has(publicKey);
    // A key that was changed, or whose announcement was, is named already; the signature is not judged by it.
    const named = this.#changed(PUBLIC_KEY) || this.#someRowChanged() || !this.#ledgerHolds;
    if (!known && !named) this.#report(PUBLIC_KEY, 'signature_wrong');
    const right = known && signature.length === 64 ? await this.#tools.verifyEd25519({ publicKey: key.raw, signature, data }) : false;
    if (right === false && (known || !named)) this.#report(SIGNATURE, 'signature_wrong');
    return { publicKey, fingerprint: await this.#tools.sha256(key.der), outcome: right === null ? 'not_checked' : right ? 'valid' : 'wrong' };
  }

  async #checkTimeStamp(): Promise<Verdict['timeStamp']> {
    const bytes = await this.#content(TIME_STAMP);
    if (bytes === null) return null;
    const reply = readTimeStampReply(bytes);
    const stamp = reply?.stamp ?? null;
    const right = stamp !== null && reply !== null && reply.status <= 1 && stamp.hashOid === SHA256_OID && stamp.hash === this.#hashes.get(LEDGER);
    if (!right && !this.#changed(TIME_STAMP) && !this.#changed(LEDGER)) this.#report(TIME_STAMP, 'timestamp_wrong');
    return stamp === null ? null : { atMs: stamp.atMs, outcome: right ? 'matches' : 'wrong' };
  }
}

/** Faults of a file itself. */
const PLAIN_FAULTS: readonly ProblemCode[] = ['bytes_changed', 'missing', 'payload_changed'];

/** A file that only bundles have: one of them is left wherever a bundle was cut or robbed of its list. */
function isTelling(name: string): boolean {
  return name === SUMS || name === LEDGER || /^evidence\/[1-9]\d*\.json$/.test(name);
}

/** Then nothing else can be said, least of all what a ledger would not show. */
function noBundle({ names, sizeBytes }: Container, entry: string): Verdict {
  return {
    ...{ valid: false, problems: [{ entry, problem: 'not_a_bundle' }], limits: [] },
    ...{ entries: names.length, bytes: sizeBytes, rows: 0, evidence: 0, first: null, head: null, signature: null, timeStamp: null },
  };
}

function payloadName(seq: number): string {
  return `evidence/${seq}.json`;
}

/** What this check cannot show, given what the bundle has. */
function limitsOf(found: {
  readonly signature: Verdict['signature'];
  readonly timeStamp: Verdict['timeStamp'];
  readonly replies: boolean;
  readonly leftOut: boolean;
}) {
  const { signature, timeStamp, replies, leftOut } = found;
  const limits: LimitCode[] = ['clock', 'newest_rows', 'delivered', 'read'];
  if (replies) limits.push('sender_of_reply');
  if (signature === null) limits.push('not_signed');
  else limits.push(...(signature.outcome === 'not_checked' ? (['signature_not_checked'] as const) : []), 'key_not_known');
  limits.push(timeStamp === null ? 'not_time_stamped' : 'timestamp_signature');
  if (leftOut) limits.push('other_clients_left_out');
  return limits;
}

import { z } from 'zod';
import { BY_MESSAGE, RUNGS } from '../../../contract/evidence.ts';
import { ledgerTextLine } from '../../../shared/bundle/chain.rules.ts';
import { type Sum, sumsText } from '../../../shared/bundle/sums.rules.ts';
import { LEDGER, type LimitCode, PUBLIC_KEY, SIGNATURE, SUMS, TIME_STAMP } from '../../../shared/bundle/words.ts';
import type { ZipEntry } from '../../../shared/bundle/zip-writer.ts';
import { toIso } from '../../../shared/dates.ts';
import type { Language } from '../../../shared/language.ts';
import type { Core } from '../../core.ts';
import { rowsAfter, type StoredRow } from '../ledger.repo.ts';
import type { LedgerKey } from '../ledger-settings.repo.ts';
import { siblingsText } from '../siblings.repo.ts';
import { proofFiles } from './files.repo.ts';
import { freshName, plainName } from './names.rules.ts';
import { type ClientLine, clientPage, isWeak, type Overview, overviewPage, type PageEntry, stands } from './page.rules.ts';
import { type PageVoice, pageVoice } from './page-frame.rules.ts';
import { policyAsText } from './policy-text.rules.ts';
import { clientsInScope, type DisclosedRow, disclosedRows, type PageRow, pageRows, type Scope, versionsInScope } from './scope.repo.ts';

/** What a bundle is made from. The ledger is taken up to `head`, whatever is added meanwhile. */
export interface BundlePlan {
  readonly scope: Scope;
  readonly language: Language;
  /** Name of the client or host, or words for everything. */
  readonly name: string;
  /** The company that makes it, as clients know it; may be empty. */
  readonly maker: string;
  readonly head: StoredRow;
  readonly key: LedgerKey | null;
  readonly timeStamp: { readonly reply: Uint8Array; readonly atMs: number } | null;
  readonly sign: (data: Uint8Array) => Promise<Uint8Array | null>;
  /** Hears after each row that was written. */
  readonly onRow: () => void;
}

const BATCH = 200;
const LADDER: readonly string[] = RUNGS;
const Domains = z.array(z.string());

/** The files of a bundle in their order. `sums` is filled by whoever writes them, before the list of them is asked for. */
export class BundleEntries {
  readonly #core: Core;
  readonly #plan: BundlePlan;
  readonly #voice: PageVoice;
  /** Names of files by their SHA-256: what several proofs rest on is packed once. */
  readonly #named = new Map<string, string>();
  readonly #filesOf = new Map<number, { readonly word: string; readonly name: string }[]>();
  readonly #policies = new Map<string, { readonly word: string; readonly name: string }[]>();
  #withReplies = false;

  constructor(core: Core, plan: BundlePlan) {
    this.#core = core;
    this.#plan = plan;
    this.#voice = pageVoice(core.texts, plan.language, core.clock.timeZone());
  }

  async *files(sums: readonly Sum[]): AsyncGenerator<ZipEntry, void, void> {
    const { key, timeStamp } = this.#plan;
    yield* this.#rows();
    yield* this.#versions();
    yield* this.#pages();
    yield { name: LEDGER, content: () => ledgerText(this.#core, this.#plan.head.seq) };
    if (timeStamp !== null) yield { name: TIME_STAMP, content: timeStamp.reply };
    if (key !== null) yield this.#text(PUBLIC_KEY, key.publicPem);
    for (const { name, bytes } of await this.#core.bundles.verifiers()) yield { name, content: bytes };
    const list = this.#core.codec.encodeUtf8(sumsText(sums));
    yield { name: SUMS, content: list };
    const signature = key === null ? null : await this.#plan.sign(list);
    if (signature !== null) yield { name: SIGNATURE, content: signature };
  }

  #text(name: string, text: string): ZipEntry {
    return { name, content: this.#core.codec.encodeUtf8(text) };
  }

  /** The rows in scope in full, and the files they speak of, each before the next row. */
  async *#rows(): AsyncGenerator<ZipEntry, void, void> {
    const { scope, head, onRow } = this.#plan;
    for (let after = 0; ; ) {
      const rows = await disclosedRows(this.#core.db.read, scope, { after, last: head.seq, limit: BATCH });
      for (const row of rows) {
        yield this.#text(`evidence/${row.seq}.json`, row.payload);
        if (row.kind === 'evidence_added' || row.kind === 'evidence_adopted') yield* this.#proof(row);
        onRow();
      }
      after = rows.at(-1)?.seq ?? after;
      if (rows.length < BATCH) break;
    }
  }

  async *#proof(row: DisclosedRow): AsyncGenerator<ZipEntry, void, void> {
    const files: { word: string; name: string }[] = [{ word: 'json', name: `evidence/${row.seq}.json` }];
    for (const { word, bytes, extension } of await proofFiles(this.#core.db.read, row)) {
      const hash = this.#core.hasher.sha256(bytes);
      const known = this.#named.get(hash);
      const name = known ?? `${FOLDERS[word]}/${row.seq}.${extension}`;
      this.#named.set(hash, name);
      files.push({ word, name });
      this.#withReplies ||= word === 'reply';
      if (known === undefined) yield { name, content: bytes };
    }
    this.#filesOf.set(row.seq, files);
  }

  /** Every version a proof speaks of: the three texts as they were hashed, and each to read. */
  async *#versions(): AsyncGenerator<ZipEntry, void, void> {
    const taken = new Set<string>();
    for (const version of await versionsInScope(this.#core.db.read, this.#plan.scope, this.#plan.head.seq)) {
      const kind = version.kind === 'notice' ? '' : `-${plainName(version.kind, 'text')}`;
      const base = freshName(`${plainName(version.host_name, 'host')}${kind}-v${version.number}`, taken);
      const files = [{ word: 'policy', name: `policies/${base}.json` }];
      yield this.#text(`policies/${base}.json`, await siblingsText(this.#core.db.read, version.id));
      for (const { language, content } of await textsOf(this.#core, version.id)) {
        const readable = policyAsText(content);
        if (readable === null) continue;
        files.push({ word: 'text', name: `policies/${base}-${language}.txt` });
        yield this.#text(`policies/${base}-${language}.txt`, readable);
      }
      this.#policies.set(version.id, files);
    }
  }

  /** A page for each client, and the overview; for one client the overview is his page. */
  async *#pages(): AsyncGenerator<ZipEntry, void, void> {
    const { scope } = this.#plan;
    const lines: ClientLine[] = [];
    let [counted, weaker] = [0, 0];
    let entries: PageEntry[] = [];
    let period = { from: Number.MAX_SAFE_INTEGER, to: Number.MIN_SAFE_INTEGER };
    for (const [index, { client_id, client_name }] of (await clientsInScope(this.#core.db.read, scope)).entries()) {
      const rows = await pageRows(this.#core.db.read, scope, { clientId: client_id, last: this.#plan.head.seq });
      entries = rows.map((row) => this.#entry(row));
      period = entries.reduce(({ from, to }, { happenedAt }) => ({ from: Math.min(from, happenedAt), to: Math.max(to, happenedAt) }), period);
      weaker += entries.filter(isWeak).length;
      counted += entries.filter((entry) => !isWeak(entry)).length;
      if ('clientId' in scope || entries.length === 0) continue;
      const page = `clients/${index + 1}.html`;
      lines.push({ ...lineOf(client_name, entries), page });
      yield this.#text(page, clientPage(client_name, entries, this.#voice));
    }
    yield this.#text('index.html', this.#overview({ counted, weaker, period, lines, entries: 'clientId' in scope ? entries : [] }));
  }

  #overview(found: {
    readonly counted: number;
    readonly weaker: number;
    readonly period: Overview['period'];
    readonly lines: readonly ClientLine[];
    readonly entries: readonly PageEntry[];
  }): string {
    const { scope, name, maker, head, key, timeStamp } = this.#plan;
    const of = 'clientId' in scope ? 'client' : 'hostId' in scope ? 'host' : 'everything';
    return overviewPage(
      {
        title: { of, name },
        maker,
        period: found.period,
        head: { seq: head.seq, at: head.at, hash: head.hash },
        counted: found.counted,
        weaker: found.weaker,
        fingerprint: key?.fingerprint ?? null,
        stampedAt: timeStamp?.atMs ?? null,
        limits: this.#limits(),
        clients: found.lines,
        entries: found.entries,
      },
      this.#voice,
    );
  }

  #limits(): LimitCode[] {
    const { scope, key, timeStamp } = this.#plan;
    return [
      'clock',
      'newest_rows',
      'delivered',
      'read',
      ...(this.#withReplies ? (['sender_of_reply'] as const) : []),
      key === null ? 'not_signed' : 'key_not_known',
      timeStamp === null ? 'not_time_stamped' : 'timestamp_signature',
      ...('everything' in scope ? [] : (['other_clients_left_out'] as const)),
    ];
  }

  #entry(row: PageRow): PageEntry {
    return {
      ...{ seq: row.seq, rung: row.rung, author: row.author, note: row.note, hostName: row.host_name, language: row.language },
      noteKind: row.note_kind,
      adopted: row.ledger_kind === 'evidence_adopted',
      clockWentBack: row.clock_went_back === 1,
      versionKind: row.version_kind,
      versionNumber: row.number,
      effectiveOn: row.effective_on,
      publishedAt: row.published_at,
      happenedAt: row.happened_at,
      recordedAt: row.recorded_at,
      to: row.recipient ?? '',
      from: row.sender ?? '',
      repliedFrom: row.from_address ?? '',
      domains: Domains.parse(JSON.parse(row.domains)),
      subject: row.subject ?? '',
      messageId: row.message_id ?? '',
      serverReply: row.server_reply,
      versionSha256: row.version_sha256,
      contentSha256: row.content_sha256 ?? '',
      attachment: row.file_name ?? '',
      returned: row.message_state === 'bounced' && BY_MESSAGE.some((rung) => rung === row.rung),
      revoked: row.revoked_at === null ? null : { at: row.revoked_at, author: row.revoked_by ?? '', reason: row.revoked_reason ?? '' },
      files: [...(this.#filesOf.get(row.seq) ?? []), ...(this.#policies.get(row.version_id) ?? [])],
    };
  }
}

const FOLDERS = { eml: 'messages', pdf: 'notices', reply: 'replies', attachment: 'attachments' } as const;

function lineOf(name: string, entries: readonly PageEntry[]): Omit<ClientLine, 'page'> {
  const domains = [...new Set(entries.flatMap((entry) => entry.domains))];
  const rungs = entries.filter(stands).map(({ rung }) => LADDER.indexOf(rung));
  const best = rungs.length === 0 ? null : (LADDER[Math.max(...rungs)] ?? null);
  return { name, domains, pieces: entries.length, newest: Math.max(...entries.map(({ happenedAt }) => happenedAt)), best };
}

async function textsOf(core: Core, versionId: string) {
  return await core.db.read.selectFrom('policy_text').select(['language', 'content']).where('version_id', '=', versionId).orderBy('language').execute();
}

/** The whole chain as lines, up to the row `last`. */
export async function* ledgerText(core: Core, last: number): AsyncGenerator<Uint8Array, void, void> {
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = await rowsAfter(core.db.read, after, { last, limit: 1000 });
    yield core.codec.encodeUtf8(rows.map((row) => ledgerTextLine({ ...row, at: toIso(row.at), payloadSha256: row.payload_sha256 })).join(''));
    after = rows.at(-1)?.seq ?? after;
    if (rows.length < 1000) break;
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidSource } from '../src/adapters/identity.ts';
import { openSqlite } from '../src/adapters/sqlite.ts';
import { systemClock } from '../src/adapters/system-clock.ts';
import { ClientId } from '../src/contract/ids.ts';
import type { Db, WriteDb } from '../src/db/db.ts';
import { migrate } from '../src/db/migrate.ts';
import { migrations } from '../src/db/migrations/index.ts';
import type { Schema } from '../src/db/schema.ts';

const DAY_MS = 86_400_000;
const START = Date.UTC(2026, 0, 1);
const SLICE = 500;
const HASH = '0'.repeat(64);
const BYTES = new Uint8Array(64);

const ids = uuidSource(systemClock);

interface Place {
  readonly hostId: string;
  readonly packId: string;
  readonly versions: readonly string[];
}

interface Who {
  readonly clientId: string;
  readonly accountId: string;
  readonly name: string;
  readonly index: number;
}

interface Proof {
  readonly who: Who;
  readonly version: number;
  readonly rung: string;
  /** Null for what no message of ours carried. */
  readonly noticeId: string | null;
  readonly outboxId: string | null;
}

/**
 * A data folder with so many accounts: three versions of the notice (the second editorial), everybody told the first one, two in three the
 * third, one in ten answered it, one in fifty noted by hand.
 */
export async function openProofFolder(
  accounts: number,
): Promise<{ readonly db: Db; readonly hostId: string; readonly clientId: ClientId; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'sendward-bench-'));
  const store = openSqlite<Schema>(join(folder, 'sendward.db'));
  migrate(store.target, migrations);
  const db = store.database;
  const place = { hostId: ids.next(), packId: ids.next(), versions: [ids.next(), ids.next(), ids.next()] };
  await db.write((tx) => addPlace(tx, place));
  let clientId = ClientId.parse(ids.next());
  for (let start = 0; start < accounts; start += SLICE) {
    const slice = Array.from({ length: Math.min(SLICE, accounts - start) }, (_, offset): Who => {
      const index = start + offset;
      return { clientId: ids.next(), accountId: ids.next(), name: `Client ${(index * 7919) % 100_003}`, index };
    });
    clientId = ClientId.parse(slice[0]?.clientId ?? clientId);
    await db.write((tx) => addSlice(tx, place, slice));
  }
  const close = async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { db, hostId: place.hostId, clientId, close };
}

async function addPlace(tx: WriteDb, { hostId, packId, versions }: Place): Promise<void> {
  await tx.insertInto('host').values({ id: hostId, name: 'Host', preset_id: 'neutral', rules: '{}', created_at: START }).execute();
  await tx.insertInto('pack').values({ id: packId, host_id: hostId, name: 'Pack', created_at: START }).execute();
  const rows = versions.map((id, index) => {
    const day = new Date(START + index * 60 * DAY_MS);
    const text = { changelog: '{}', author: '', sha256: HASH, basis: '', published_at: day.getTime(), effective_on: day.toISOString().slice(0, 10) };
    return { id, host_id: hostId, kind: 'notice', number: index + 1, material: index === 1 ? 0 : 1, ...text };
  });
  await tx.insertInto('policy_version').values(rows).execute();
}

async function addSlice(tx: WriteDb, place: Place, slice: readonly Who[]): Promise<void> {
  await tx.insertInto('client').values(slice.map(clientRow)).execute();
  await tx
    .insertInto('account')
    .values(slice.map((who) => accountRow(who, place)))
    .execute();
  const told = [...slice.map((who) => ({ who, version: 0 })), ...slice.filter(({ index }) => index % 3 > 0).map((who) => ({ who, version: 2 }))];
  const sent = told.map((each): Proof => ({ ...each, rung: 'handed_to_smtp', noticeId: ids.next(), outboxId: ids.next() }));
  const bare = { version: 2, noticeId: null, outboxId: null };
  const answered = slice.filter(({ index }) => index % 10 === 0).map((who): Proof => ({ who, rung: 'replied', ...bare }));
  const noted = slice.filter(({ index }) => index % 50 === 0).map((who): Proof => ({ who, rung: 'noted', ...bare }));
  await addNotices(tx, place, sent);
  await addProofs(tx, place, [...sent, ...answered, ...noted]);
}

function clientRow({ clientId, name, index }: Who) {
  const domain = `site${index}.example`;
  const mail = { email: `p@${domain}`, email_key: `p@${domain}`, main_domain: domain };
  const keys = { sort_key: name.toLowerCase(), search_key: `${name.toLowerCase()} ${domain}`, batch_id: null, created_at: START, changed_at: START };
  return { id: clientId, number: String(index), name, company: name, language: 'fr', note: '', ...mail, ...keys };
}

function accountRow({ clientId, accountId, index }: Who, { packId }: Place) {
  const domain = `site${index}.example`;
  const what = { login: `u${index}`, main_domain: domain, domain_key: domain, other_domains: '[]', plan: '', status: 'active', created_at: START };
  return { id: accountId, client_id: clientId, pack_id: packId, ordered_on: new Date(START + (index % 150) * DAY_MS).toISOString().slice(0, 10), ...what };
}

function momentOf({ who, version }: Pick<Proof, 'who' | 'version'>): number {
  return START + (version * 60 + (who.index % 40)) * DAY_MS + 9 * 3_600_000;
}

async function addNotices(tx: WriteDb, { hostId, versions }: Place, proofs: readonly Proof[]): Promise<void> {
  const each = proofs.map((proof) => ({ ...proof, noticeId: proof.noticeId ?? '', outboxId: proof.outboxId ?? '', versionId: versions[proof.version] ?? '' }));
  const notice = { contact_id: '', kind: 'notice', language: 'fr', fallback: 0, transport: 'smtp', content_sha256: HASH, token: null, domains: '[]' };
  const content = { withdrawn_at: null, content: '{}', pdf: BYTES };
  const address = { sender: '', return_path: '', recipient: 'a@example.net', destination: 'example.net' };
  const message = { ...address, kind: 'notice', priority: 0, state: 'sent', transport: 'smtp', language: 'fr', subject: '', search_key: '' };
  await tx
    .insertInto('notice')
    .values(
      each.map(({ who, noticeId, versionId, version }) => ({
        ...{ id: noticeId, client_id: who.clientId, host_id: hostId, version_id: versionId, created_at: momentOf({ who, version }) },
        ...notice,
        ...content,
      })),
    )
    .execute();
  await tx
    .insertInto('notice_account')
    .values(each.map(({ who, noticeId, versionId }) => ({ account_id: who.accountId, version_id: versionId, transport: 'smtp', notice_id: noticeId })))
    .execute();
  await tx
    .insertInto('outbox')
    .values(
      each.map(({ who, noticeId, outboxId, version }) => {
        const at = momentOf({ who, version });
        const moments = { due_at: at, sent_at: at, created_at: at };
        const about = { id: outboxId, notice_id: noticeId, client_id: who.clientId, host_id: hostId, client_name: who.name };
        return { ...about, ...message, ...moments, message_id: `<${outboxId}@example.org>` };
      }),
    )
    .execute();
  await tx
    .insertInto('outbox_content')
    .values(each.map(({ outboxId }) => ({ outbox_id: outboxId, eml: BYTES })))
    .execute();
}

async function addProofs(tx: WriteDb, { hostId, versions }: Place, proofs: readonly Proof[]): Promise<void> {
  const rows = proofs.map((proof) => {
    const at = momentOf(proof);
    const about = { client_id: proof.who.clientId, client_name: proof.who.name, host_id: hostId, version_id: versions[proof.version] ?? '', domains: '[]' };
    const word = { note_kind: null, author: '', note: '', reply_id: null, server_reply: '250 ok', search_key: proof.who.name.toLowerCase() };
    const what = { rung: proof.rung, origin: proof.outboxId === null ? 'hand' : 'sending', happened_at: at, recorded_at: at, clock_went_back: 0 };
    return { accountId: proof.who.accountId, row: { id: ids.next(), notice_id: proof.noticeId, outbox_id: proof.outboxId, ...about, ...what, ...word } };
  });
  await tx
    .insertInto('evidence')
    .values(rows.map(({ row }) => row))
    .execute();
  await tx
    .insertInto('evidence_account')
    .values(
      rows.map(({ accountId, row: { id, version_id, rung, happened_at } }) => ({ account_id: accountId, evidence_id: id, version_id, rung, happened_at })),
    )
    .execute();
}

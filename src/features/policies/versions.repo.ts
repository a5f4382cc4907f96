import { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import { HostId, VersionId } from '../../contract/ids.ts';
import { OwnRules, RulePack } from '../../contract/rule-pack.ts';
import { PolicyTerms, PolicyText, TEXT_KINDS, TextKind, Trilingual, type Version, type VersionRow } from '../../contract/texts.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { toIso } from '../../shared/dates.ts';
import { LANGUAGES } from '../../shared/language.ts';

/** A text as published, with its hash. */
type PublishedText = Version['texts'][number];

interface StoredVersion {
  readonly id: string;
  readonly host_id: string;
  readonly hostName: string;
  readonly kind: string;
  readonly number: number;
  readonly effective_on: string;
  readonly material: number;
  readonly changelog: string;
  readonly author: string;
  readonly published_at: number;
  readonly sha256: string;
}

/** Which versions; what is left out narrows nothing. */
export interface VersionFilter {
  readonly hostId?: string | undefined;
  readonly kind?: TextKind | undefined;
}

/** Versions by host and text, newest of each first. In force is the newest of a text whose day has come. */
export async function listVersions(db: ReadDb, today: string, { hostId, kind }: VersionFilter = {}): Promise<VersionRow[]> {
  const rows = await db
    .selectFrom('policy_version')
    .innerJoin('host', 'host.id', 'policy_version.host_id')
    .select(['policy_version.id', 'policy_version.host_id', 'policy_version.kind', 'policy_version.number', 'policy_version.effective_on'])
    .select(['policy_version.material', 'policy_version.changelog', 'policy_version.author', 'policy_version.published_at', 'policy_version.sha256'])
    .select('host.name as hostName')
    .$if(hostId !== undefined, (query) => query.where('policy_version.host_id', '=', hostId ?? ''))
    .$if(kind !== undefined, (query) => query.where('policy_version.kind', '=', kind ?? ''))
    .orderBy('host.name')
    .orderBy('host.id')
    .orderBy('policy_version.number', 'desc')
    .execute();
  const inForce = new Map<string, string>();
  for (const row of rows) {
    const text = `${row.host_id} ${row.kind}`;
    if (row.effective_on <= today && !inForce.has(text)) inForce.set(text, row.id);
  }
  const versions = rows.map((row) => versionRow(row, inForce.get(`${row.host_id} ${row.kind}`) === row.id));
  const hosts = [...new Set(versions.map((version) => version.hostId))];
  return versions.sort(
    (a, b) => hosts.indexOf(a.hostId) - hosts.indexOf(b.hostId) || TEXT_KINDS.indexOf(a.kind) - TEXT_KINDS.indexOf(b.kind) || b.number - a.number,
  );
}

function versionRow(row: StoredVersion, inForce: boolean): VersionRow {
  return {
    id: VersionId.parse(row.id),
    hostId: HostId.parse(row.host_id),
    hostName: row.hostName,
    kind: TextKind.parse(row.kind),
    number: row.number,
    effectiveOn: row.effective_on,
    material: row.material === 1,
    changelog: Trilingual.parse(JSON.parse(row.changelog)),
    author: row.author,
    publishedAt: toIso(row.published_at),
    sha256: row.sha256,
    inForce,
  };
}

/** One version with its texts. Throws `version_not_found`. */
export async function findVersion(db: ReadDb, today: string, id: string): Promise<Version> {
  const stored = await db.selectFrom('policy_version').select('host_id').where('id', '=', id).executeTakeFirst();
  const rows = stored === undefined ? [] : await listVersions(db, today, { hostId: stored.host_id });
  const row = rows.find((each) => each.id === id);
  if (row === undefined) throw fail('version_not_found', {});
  return { ...row, texts: await textsOf(db, id) };
}

async function textsOf(db: ReadDb, id: string): Promise<PublishedText[]> {
  const stored = await db.selectFrom('policy_text').selectAll().where('version_id', '=', id).execute();
  const texts = stored.map(({ content, sha256 }) => ({ ...PolicyText.parse(JSON.parse(content)), sha256 }));
  return texts.sort((a, b) => LANGUAGES.indexOf(a.language) - LANGUAGES.indexOf(b.language));
}

/** The number the next version of a host's text gets. */
export async function nextNumber(db: ReadDb, hostId: string, kind: TextKind): Promise<number> {
  const last = await db
    .selectFrom('policy_version')
    .where('host_id', '=', hostId)
    .where('kind', '=', kind)
    .select((eb) => eb.fn.max('number').as('number'))
    .executeTakeFirst();
  return (last?.number ?? 0) + 1;
}

/** The newest version of a host's text; null before the first. */
export async function newestVersionId(db: ReadDb, { hostId, kind }: { readonly hostId: string; readonly kind: TextKind }): Promise<string | null> {
  const newest = await db
    .selectFrom('policy_version')
    .where('host_id', '=', hostId)
    .where('kind', '=', kind)
    .orderBy('number', 'desc')
    .limit(1)
    .select('id')
    .executeTakeFirst();
  return newest?.id ?? null;
}

/** What texts are made from. */
export const TextBasis = z.object({ rules: RulePack, own: OwnRules, terms: PolicyTerms });
export type TextBasis = z.infer<typeof TextBasis>;

/** What a version was made from; null for one of a time when that was not kept. */
export async function basisOf(db: ReadDb, id: string): Promise<TextBasis | null> {
  const stored = await db.selectFrom('policy_version').select('basis').where('id', '=', id).executeTakeFirst();
  return stored === undefined || stored.basis === '' ? null : TextBasis.parse(JSON.parse(stored.basis));
}

/** What the newest notice of each host was published with, by name of the host; hosts whose notice is of a time when that was not kept are left out. */
export async function newestTerms(db: ReadDb) {
  const rows = await db
    .selectFrom('policy_version')
    .innerJoin('host', 'host.id', 'policy_version.host_id')
    .where('policy_version.kind', '=', 'notice')
    .orderBy('host.name')
    .orderBy('host.id')
    .orderBy('policy_version.number')
    .select(['policy_version.host_id as hostId', 'host.name as hostName', 'policy_version.number as versionNumber', 'policy_version.basis'])
    .execute();
  const newest = new Map(rows.map((row) => [row.hostId, row]));
  return [...newest.values()].flatMap(({ basis, ...version }) => (basis === '' ? [] : [{ ...version, terms: TextBasis.parse(JSON.parse(basis)).terms }]));
}

/** A version to be written. `publishedAt` is an epoch in milliseconds. */
export interface NewVersion {
  readonly id: string;
  readonly hostId: string;
  readonly kind: TextKind;
  readonly number: number;
  readonly effectiveOn: string;
  readonly material: boolean;
  readonly changelog: Trilingual;
  readonly author: string;
  readonly publishedAt: number;
  readonly sha256: string;
  readonly basis: TextBasis;
  /** Canonical JSON of each sibling, and its hash. */
  readonly texts: readonly { readonly language: string; readonly content: string; readonly sha256: string }[];
}

/** Writes a version for good: the database refuses to change or delete it afterwards. */
export async function insertVersion(tx: WriteDb, version: NewVersion): Promise<void> {
  await tx
    .insertInto('policy_version')
    .values({
      id: version.id,
      host_id: version.hostId,
      kind: version.kind,
      number: version.number,
      effective_on: version.effectiveOn,
      material: version.material ? 1 : 0,
      changelog: canonicalJson(version.changelog),
      author: version.author,
      published_at: version.publishedAt,
      sha256: version.sha256,
      basis: canonicalJson(version.basis),
    })
    .execute();
  await tx
    .insertInto('policy_text')
    .values(version.texts.map((text) => ({ version_id: version.id, ...text })))
    .execute();
}

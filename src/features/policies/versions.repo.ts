import { fail } from '../../contract/fail.ts';
import { HostId, VersionId } from '../../contract/ids.ts';
import { PolicyText, type Version, type VersionRow } from '../../contract/policies.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { LANGUAGES } from '../../shared/language.ts';

/** A text as published, with its hash. */
type PublishedText = Version['texts'][number];

interface StoredVersion {
  readonly id: string;
  readonly host_id: string;
  readonly hostName: string;
  readonly number: number;
  readonly effective_on: string;
  readonly material: number;
  readonly changelog: string;
  readonly author: string;
  readonly published_at: number;
  readonly sha256: string;
}

/** Versions, newest of each host first. In force is the newest of a host whose day has come. */
export async function listVersions(db: ReadDb, today: string, hostId?: string): Promise<VersionRow[]> {
  const rows = await db
    .selectFrom('policy_version')
    .innerJoin('host', 'host.id', 'policy_version.host_id')
    .selectAll('policy_version')
    .select('host.name as hostName')
    .$if(hostId !== undefined, (query) => query.where('policy_version.host_id', '=', hostId ?? ''))
    .orderBy('host.name')
    .orderBy('host.id')
    .orderBy('policy_version.number', 'desc')
    .execute();
  const inForce = new Map<string, string>();
  for (const row of rows) if (row.effective_on <= today && !inForce.has(row.host_id)) inForce.set(row.host_id, row.id);
  return rows.map((row) => versionRow(row, inForce.get(row.host_id) === row.id));
}

function versionRow(row: StoredVersion, inForce: boolean): VersionRow {
  return {
    id: VersionId.parse(row.id),
    hostId: HostId.parse(row.host_id),
    hostName: row.hostName,
    number: row.number,
    effectiveOn: row.effective_on,
    material: row.material === 1,
    changelog: row.changelog,
    author: row.author,
    publishedAt: toIso(row.published_at),
    sha256: row.sha256,
    inForce,
  };
}

/** One version with its texts. Throws `version_not_found`. */
export async function findVersion(db: ReadDb, today: string, id: string): Promise<Version> {
  const stored = await db.selectFrom('policy_version').select('host_id').where('id', '=', id).executeTakeFirst();
  const rows = stored === undefined ? [] : await listVersions(db, today, stored.host_id);
  const row = rows.find((each) => each.id === id);
  if (row === undefined) throw fail('version_not_found', {});
  return { ...row, texts: await textsOf(db, id) };
}

async function textsOf(db: ReadDb, id: string): Promise<PublishedText[]> {
  const stored = await db.selectFrom('policy_text').selectAll().where('version_id', '=', id).execute();
  const texts = stored.map(({ content, sha256 }) => ({ ...PolicyText.parse(JSON.parse(content)), sha256 }));
  return texts.sort((a, b) => LANGUAGES.indexOf(a.language) - LANGUAGES.indexOf(b.language));
}

/** The number the next version of a host gets. */
export async function nextNumber(db: ReadDb, hostId: string): Promise<number> {
  const last = await db
    .selectFrom('policy_version')
    .where('host_id', '=', hostId)
    .select((eb) => eb.fn.max('number').as('number'))
    .executeTakeFirst();
  return (last?.number ?? 0) + 1;
}

export interface NewVersion {
  readonly id: string;
  readonly hostId: string;
  readonly number: number;
  readonly effectiveOn: string;
  readonly material: boolean;
  readonly changelog: string;
  readonly author: string;
  readonly publishedAt: number;
  readonly sha256: string;
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
      number: version.number,
      effective_on: version.effectiveOn,
      material: version.material ? 1 : 0,
      changelog: version.changelog,
      author: version.author,
      published_at: version.publishedAt,
      sha256: version.sha256,
    })
    .execute();
  await tx
    .insertInto('policy_text')
    .values(version.texts.map((text) => ({ version_id: version.id, ...text })))
    .execute();
}

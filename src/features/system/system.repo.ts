import { sql } from 'kysely';
import { z } from 'zod';
import type { ReadDb } from '../../db/db.ts';

const Version = z.object({ user_version: z.number() });
const Integrity = z.object({ integrity_check: z.string() });

/** Version of the schema in the file. */
export async function schemaVersion(db: ReadDb): Promise<number> {
  const { rows } = await sql`PRAGMA user_version`.execute(db);
  return Version.parse(rows[0]).user_version;
}

/** What SQLite itself finds wrong with the file; empty when nothing. */
export async function integrityProblems(db: ReadDb): Promise<string[]> {
  const { rows } = await sql`PRAGMA integrity_check(20)`.execute(db);
  return rows.map((row) => Integrity.parse(row).integrity_check).filter((line) => line !== 'ok');
}

/** Number of rows that point to a row that is not there. */
export async function danglingReferences(db: ReadDb): Promise<number> {
  const { rows } = await sql`PRAGMA foreign_key_check`.execute(db);
  return rows.length;
}

/** Messages whose own columns contradict each other, and those that were being handed over when a process ended. */
export async function outboxOddities(db: ReadDb): Promise<{ contradicting: number; uncertain: number }> {
  const count = (where: ReturnType<typeof sql<boolean>>) =>
    db
      .selectFrom('outbox')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where(where)
      .executeTakeFirstOrThrow();
  const contradicting = await count(sql<boolean>`(state = 'sent') <> (sent_at IS NOT NULL) AND state NOT IN ('bounced')`);
  const uncertain = await count(sql<boolean>`state = 'uncertain'`);
  return { contradicting: contradicting.count, uncertain: uncertain.count };
}

/** Notices a mail server took since an instant: what went into the practice mailbox or a file has not been sent. */
export async function sentSince(db: ReadDb, since: number): Promise<number> {
  const { count } = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('sent_at', '>=', since)
    .where('kind', '=', 'notice')
    .where('transport', '=', 'smtp')
    .executeTakeFirstOrThrow();
  return count;
}

/** Every text ever published, as stored, with the hash it was published under. */
export function publishedTexts(db: ReadDb) {
  return db.selectFrom('policy_text').select(['version_id', 'language', 'content', 'sha256']).execute();
}

/** True when nothing was ever entered: neither host nor client. */
export async function isEmptyWorkspace(db: ReadDb): Promise<boolean> {
  const host = await db.selectFrom('host').select('id').limit(1).executeTakeFirst();
  const client = await db.selectFrom('client').select('id').limit(1).executeTakeFirst();
  return host === undefined && client === undefined;
}

/** Mails that answered a notice and wait for a person to say whether they acknowledge it. */
export async function countRepliesToRead(db: ReadDb): Promise<number> {
  const { count } = await db
    .selectFrom('reply')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('verdict', '=', 'to_read')
    .executeTakeFirstOrThrow();
  return count;
}

/** Messages that came back or were refused since an instant; one that did so twice is one. */
export async function countReturned(db: ReadDb, since: number): Promise<number> {
  const { count } = await db
    .selectFrom('bounce')
    .select(({ fn }) => fn.count<number>('outbox_id').distinct().as('count'))
    .where('kind', '=', 'bounce')
    .where('happened_at', '>=', since)
    .executeTakeFirstOrThrow();
  return count;
}

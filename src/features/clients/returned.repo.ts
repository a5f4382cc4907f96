import { sql } from 'kysely';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';

/** One dated thing, before it is put in order with the others. */
interface Happened {
  readonly atMs: number;
  readonly event: 'bounced' | 'complained' | 'suppressed' | 'suppression_lifted';
  readonly params: Record<string, string>;
}

/** Messages that came back or were complained about, as mails told. What a server refused at once the outbox tells itself. */
export async function returnedEvents(db: ReadDb, clientId: string): Promise<Happened[]> {
  const rows = await db
    .selectFrom('bounce')
    .select(['kind', 'address', 'class', 'target', 'code', 'diagnostic', 'outbox_id', 'happened_at'])
    .where('client_id', '=', clientId)
    .where('origin', '=', 'mail')
    .execute();
  return rows.map((row) => ({
    atMs: row.happened_at,
    event: row.kind === 'complaint' ? 'complained' : 'bounced',
    params: { address: row.address, class: row.class, target: row.target, code: row.code, reply: row.diagnostic, outboxId: row.outbox_id },
  }));
}

/** What an address of the client, or its domain, did not get any more, and since when it may be written to again. */
export async function suppressionEvents(db: ReadDb, clientId: string): Promise<Happened[]> {
  const { rows } = await sql<{ value: string; since_at: number; until_at: number | null; reason: string; lifted_at: number | null; lifted_why: string }>`
    SELECT value, since_at, until_at, reason, lifted_at, lifted_why FROM suppression WHERE value_key IN (
      SELECT email_key FROM contact WHERE client_id = ${clientId}
      UNION SELECT substr(email_key, length(rtrim(email_key, replace(email_key, '@', ''))) + 1) FROM contact WHERE client_id = ${clientId}
      UNION SELECT address_key FROM bounce WHERE client_id = ${clientId}
    )`.execute(db);
  return rows.flatMap((row) => {
    const until = row.until_at === null ? '' : toIso(row.until_at);
    const begun = { atMs: row.since_at, event: 'suppressed' as const, params: { value: row.value, until, reason: row.reason } };
    if (row.lifted_at === null) return [begun];
    return [begun, { atMs: row.lifted_at, event: 'suppression_lifted' as const, params: { value: row.value, reason: row.lifted_why } }];
  });
}

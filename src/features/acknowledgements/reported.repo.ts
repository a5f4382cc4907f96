import type { ReadDb } from '../../db/db.ts';

/** A message of ours that a mail may report about. */
export type ReportedMessage = NonNullable<Awaited<ReturnType<typeof byMessageId>>>;

/** Only what left can come back: nothing of the practice mailbox, and nothing no server was ever given. */
function departed(db: ReadDb) {
  return db
    .selectFrom('outbox')
    .select(['id', 'kind', 'notice_id', 'message_id', 'return_path', 'recipient', 'state', 'sent_at', 'created_at'])
    .where('transport', '<>', 'practice')
    .where((eb) => eb.or([eb('sent_at', 'is not', null), eb('attempts', '>', 0)]));
}

export async function byMessageId(db: ReadDb, messageId: string) {
  return await departed(db).where('message_id', '=', messageId).executeTakeFirst();
}

/** A code of a message as return paths carry it, anywhere in an address. */
const CODE = /[0-9a-f]{32}/g;

/**
 * The message whose own return path an address is, whatever the case servers wrote it in. A return path that holds no code of the message
 * belongs to all of them and names none.
 */
export async function byReturnPath(db: ReadDb, address: string): Promise<ReportedMessage | undefined> {
  const wanted = address.trim().toLowerCase();
  for (const [code] of wanted.matchAll(CODE)) {
    const id = code.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const named = await departed(db).where('message_id', '>=', `<${id}@`).where('message_id', '<', `<${id}A`).executeTakeFirst();
    if (named?.return_path.toLowerCase() === wanted) return named;
  }
  return undefined;
}

/** The message of the notice that has a token, unless a later one of the same client may be meant as well. */
export async function byToken(db: ReadDb, token: string): Promise<ReportedMessage | undefined> {
  const notice = await db.selectFrom('notice').select(['id', 'client_id', 'host_id', 'created_at']).where('token', '=', token).executeTakeFirst();
  if (notice === undefined) return undefined;
  const later = await db
    .selectFrom('notice')
    .select('id')
    .where('client_id', '=', notice.client_id)
    .where('host_id', '=', notice.host_id)
    .where('created_at', '>', notice.created_at)
    .executeTakeFirst();
  return later === undefined ? await departed(db).where('notice_id', '=', notice.id).executeTakeFirst() : undefined;
}

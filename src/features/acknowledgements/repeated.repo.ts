import type { ReadDb } from '../../db/db.ts';
import { notices, type SentNotice } from './replies.repo.ts';

/** The notice whose token a reminder repeats; undefined for what has a token of its own. */
export async function repeatedBy(db: ReadDb, { kind, token, transport, client_id, host_id, composed_at }: SentNotice): Promise<SentNotice | undefined> {
  if (kind !== 'reminder' || token !== null) return undefined;
  return await notices(db)
    .where('notice.client_id', '=', client_id)
    .where('notice.host_id', '=', host_id)
    .where('notice.kind', '=', 'notice')
    .where('notice.token', 'is not', null)
    .where('notice.withdrawn_at', 'is', null)
    // What was only practised was told to nobody, and a real reminder repeats nothing of it.
    .$if(transport !== 'practice', (query) => query.where('notice.transport', '<>', 'practice'))
    .where('notice.created_at', '<=', composed_at)
    .orderBy('notice.created_at', 'desc')
    .orderBy('notice.id', 'desc')
    .executeTakeFirst();
}

/** The last reminder that left before an instant and repeats the token of a notice. A practised one was sent to nobody, so nobody answers it. */
export async function reminderAfter(db: ReadDb, notice: SentNotice, before: number): Promise<SentNotice | undefined> {
  const last = await notices(db)
    .where('notice.client_id', '=', notice.client_id)
    .where('notice.host_id', '=', notice.host_id)
    .where('notice.kind', '=', 'reminder')
    .where('notice.token', 'is', null)
    .where('notice.withdrawn_at', 'is', null)
    .where('notice.transport', '<>', 'practice')
    .where('outbox.sent_at', '<=', before)
    .orderBy('outbox.sent_at', 'desc')
    .executeTakeFirst();
  return last !== undefined && (await repeatedBy(db, last))?.id === notice.id ? last : undefined;
}

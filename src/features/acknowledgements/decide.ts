import type { ReplyRow } from '../../contract/acknowledgements.ts';
import { fail } from '../../contract/fail.ts';
import type { ReadDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { appendLedger } from '../ledger/index.ts';
import { readAuthor } from '../settings/index.ts';
import { addReplyEvidence, happenedAt } from './proof.ts';
import { decideReply, findNotice, findReply, replyRow, standingProof } from './replies.repo.ts';

export interface Decision {
  readonly id: string;
  readonly acknowledges: boolean;
  readonly note: string;
}

/**
 * Writes down that a person read a reply and what it means to him, with the proof that follows. What was decided to acknowledge is decided
 * anew only when that proof was taken back. What answers a practised notice acknowledges nothing: nobody was sent anything.
 * Throws `reply_not_found`, `reply_not_decidable`, `reply_practised`.
 */
export async function decide(core: Core, { id, acknowledges, note }: Decision): Promise<ReplyRow> {
  await core.db.write(async (tx) => {
    const reply = await findReply(tx, id);
    if (reply === undefined) throw fail('reply_not_found', {});
    const notice = await findNotice(tx, reply.notice_id);
    if (!(await isDecidable(tx, reply))) throw fail('reply_not_decidable', {});
    if (acknowledges && notice.transport === 'practice') throw fail('reply_practised', {});
    const author = await readAuthor(core, tx);
    const verdict = acknowledges ? 'acknowledged' : 'declined';
    await decideReply(tx, id, { verdict, author, at: core.clock.now() });
    await appendLedger(core, tx, { kind: 'reply_decided', subjectId: id, payload: { reply: id, notice: notice.id, acknowledges, author, note } });
    const at = happenedAt({ writtenAt: reply.written_at, readAt: reply.read_at }, notice);
    if (acknowledges) await addReplyEvidence(core, tx, { reply: { id, notice }, author, note, happenedAt: at });
  });
  core.changed('replies', 'evidence', 'clients', 'notices', 'ledger');
  return await replyRow(core.db.read, id);
}

/** What waits for a decision, what was found not to acknowledge, and what was decided to but was taken back. */
async function isDecidable(db: ReadDb, reply: { readonly id: string; readonly verdict: string }): Promise<boolean> {
  if (reply.verdict === 'to_read' || reply.verdict === 'declined') return true;
  return reply.verdict === 'acknowledged' && (await standingProof(db, reply.id)) === null;
}

import { fail } from '../../contract/fail.ts';
import type { Core } from '../core.ts';
import { appendLedger } from '../ledger/index.ts';
import { readAuthor } from '../settings/index.ts';

/**
 * Takes back what a person noted, attached or imported, and what an answer was taken for; it stays, and so does this, in the ledger. Taking back twice changes nothing.
 * Throws `evidence_not_found`, `evidence_not_by_hand`.
 */
export async function revokeEvidence(core: Core, { id, reason }: { readonly id: string; readonly reason: string }): Promise<void> {
  await core.db.write(async (tx) => {
    const proof = await tx.selectFrom('evidence').select(['id', 'origin', 'rung', 'reply_id']).where('id', '=', id).executeTakeFirst();
    if (proof === undefined) throw fail('evidence_not_found', {});
    if (!isJudgement(proof)) throw fail('evidence_not_by_hand', {});
    const before = await tx.selectFrom('evidence_revoked').select('evidence_id').where('evidence_id', '=', id).executeTakeFirst();
    if (before !== undefined) return;
    const author = await readAuthor(core, tx);
    await tx.insertInto('evidence_revoked').values({ evidence_id: id, at: core.clock.now(), author, reason }).execute();
    await appendLedger(core, tx, { kind: 'evidence_revoked', subjectId: id, payload: { id, author, reason } });
    // What the answer means is open again: it waits for somebody to read it.
    if (proof.reply_id !== null)
      await tx.updateTable('reply').set({ verdict: 'to_read', reason: 'decided_by_hand' }).where('id', '=', proof.reply_id).execute();
  });
  core.changed('evidence', 'replies', 'clients', 'notices', 'ledger');
}

/** Noted, attached, imported, or read in an answer: what somebody's words mean can be mistaken. What the app saw itself is nobody's to take back. */
function isJudgement({ origin, rung }: { readonly origin: string; readonly rung: string }): boolean {
  return origin === 'hand' || origin === 'import' || (origin === 'mail' && rung === 'replied');
}

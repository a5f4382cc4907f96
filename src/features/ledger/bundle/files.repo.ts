import type { ReadDb } from '../../../db/db.ts';
import { extensionOf } from './names.rules.ts';
import type { DisclosedRow } from './scope.repo.ts';

/** A file a proof rests on, byte for byte as it is kept. */
export interface ProofFile {
  readonly word: 'eml' | 'pdf' | 'reply' | 'attachment';
  readonly bytes: Uint8Array;
  readonly extension: string;
}

/** The files of one proof: the message as it was sent, the notice as PDF, the reply as it came, what was attached. */
export async function proofFiles(db: ReadDb, row: DisclosedRow): Promise<ProofFile[]> {
  const files: ProofFile[] = [];
  if (row.outbox_id !== null) {
    const message = await db.selectFrom('outbox_content').select('eml').where('outbox_id', '=', row.outbox_id).executeTakeFirst();
    if (message !== undefined) files.push({ word: 'eml', bytes: message.eml, extension: 'eml' });
  }
  if (row.notice_id !== null) {
    const notice = await db.selectFrom('notice').select('pdf').where('id', '=', row.notice_id).executeTakeFirst();
    if (notice !== undefined) files.push({ word: 'pdf', bytes: notice.pdf, extension: 'pdf' });
  }
  if (row.reply_id !== null) {
    const reply = await db.selectFrom('reply').select('eml').where('id', '=', row.reply_id).executeTakeFirst();
    if (reply !== undefined) files.push({ word: 'reply', bytes: reply.eml, extension: 'eml' });
  }
  const attached = await db.selectFrom('evidence_file').select(['bytes', 'mime']).where('evidence_id', '=', row.subject_id).executeTakeFirst();
  if (attached !== undefined) files.push({ word: 'attachment', bytes: attached.bytes, extension: extensionOf(attached.mime) });
  return files;
}

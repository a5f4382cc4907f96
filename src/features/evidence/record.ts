import { z } from 'zod';
import type { Rung } from '../../contract/evidence.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import type { SettledMessage } from '../hooks.ts';
import { addEvidence } from './add.ts';

/** What a message that left proves, by the way it took. A relay's 250 is "handed over", never "delivered". */
const RUNGS: Readonly<Record<SettledMessage['transport'], Rung>> = { practice: 'practised', draft: 'prepared', smtp: 'handed_to_smtp' };

const Domains = z.array(z.string());

/** Writes down what a settled notice proves, in the transaction that settled it. What failed, is uncertain or is a test proves nothing. */
export async function recordEvidence(core: Core, tx: WriteDb, message: SettledMessage): Promise<void> {
  if (message.state !== 'sent' || message.noticeId === null) return;
  const { hostId, versionId, clientName, domains, accountIds } = await noticeFacts(tx, message.noticeId, message.outboxId);
  await addEvidence(core, tx, {
    clientId: message.clientId,
    noticeId: message.noticeId,
    outboxId: message.outboxId,
    ...{ hostId, versionId, clientName, domains, accountIds },
    rung: RUNGS[message.transport],
    origin: 'sending',
    noteKind: null,
    author: '',
    note: '',
    replyId: null,
    happenedAt: message.at,
    serverReply: message.reply,
    file: null,
  });
}

async function noticeFacts(db: ReadDb, noticeId: string, outboxId: string) {
  const notice = await db.selectFrom('notice').select(['host_id', 'version_id', 'domains']).where('id', '=', noticeId).executeTakeFirstOrThrow();
  const { client_name } = await db.selectFrom('outbox').select('client_name').where('id', '=', outboxId).executeTakeFirstOrThrow();
  const accounts = await db.selectFrom('notice_account').select('account_id').where('notice_id', '=', noticeId).execute();
  return {
    hostId: notice.host_id,
    versionId: notice.version_id,
    clientName: client_name,
    domains: Domains.parse(JSON.parse(notice.domains)),
    accountIds: accounts.map(({ account_id }) => account_id),
  };
}

import { z } from 'zod';
import type { WriteDb } from '../../db/db.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Core } from '../core.ts';
import { addEvidence } from '../evidence/index.ts';
import { accountsOf, type SentNotice } from './replies.repo.ts';

/** How far a mail's own date may lie ahead of this computer's clock. */
const CLOCK_TOLERANCE_MS = 10 * MINUTE_MS;

/**
 * The date a mail gives itself, when it can be true: not ahead of the clock, not before the notice left. Otherwise when it was read. Clocks that
 * differ by minutes are believed, but no answer comes before what it answers.
 */
export function happenedAt(reply: { readonly writtenAt: number | null; readonly readAt: number }, notice: Pick<SentNotice, 'sent_at' | 'created_at'>): number {
  const { writtenAt, readAt } = reply;
  const left = notice.sent_at ?? notice.created_at;
  const sane = writtenAt !== null && writtenAt <= readAt + CLOCK_TOLERANCE_MS && writtenAt >= left - CLOCK_TOLERANCE_MS;
  return sane ? Math.min(Math.max(writtenAt, left), readAt) : readAt;
}

export interface ReplyProof {
  readonly reply: { readonly id: string; readonly notice: SentNotice };
  readonly author: string;
  readonly note: string;
  readonly happenedAt: number;
}

/** The proof that a reply acknowledges; `author` is who decided so, empty when the mail says it by itself. */
export async function addReplyEvidence(core: Core, tx: WriteDb, { reply, author, note, happenedAt: at }: ReplyProof): Promise<void> {
  await addNoticeEvidence(core, tx, {
    notice: reply.notice,
    rung: 'replied',
    origin: 'mail',
    author,
    note,
    replyId: reply.id,
    happenedAt: at,
    serverReply: '',
  });
}

const Domains = z.array(z.string());

interface NoticeProof {
  readonly notice: SentNotice;
  readonly rung: 'replied' | 'accepted_by_server' | 'no_bounce_72h';
  readonly origin: 'mail' | 'time';
  readonly author: string;
  readonly note: string;
  readonly replyId: string | null;
  readonly happenedAt: number;
  readonly serverReply: string;
}

/** A proof about the accounts of a notice. */
export async function addNoticeEvidence(core: Core, tx: WriteDb, { notice, ...proof }: NoticeProof): Promise<void> {
  const client = await tx.selectFrom('client').select('name').where('id', '=', notice.client_id).executeTakeFirst();
  await addEvidence(core, tx, {
    ...proof,
    clientId: notice.client_id,
    clientName: client?.name ?? notice.client_name,
    hostId: notice.host_id,
    // What a reminder reminds of is what an answer to it acknowledges.
    versionId: proof.rung === 'replied' ? (notice.about_version_id ?? notice.version_id) : notice.version_id,
    noticeId: notice.id,
    outboxId: notice.outbox_id,
    accountIds: await accountsOf(tx, notice),
    domains: Domains.parse(JSON.parse(notice.domains)),
    noteKind: null,
    file: null,
  });
}

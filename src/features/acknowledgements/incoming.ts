import type { ReplyReason, ReplyRow, ReplyVerdict } from '../../contract/acknowledgements.ts';
import type { ParsedMail } from '../../ports/mailer.ts';
import type { Core } from '../core.ts';
import type { OnOtherMail, OnSettled } from '../hooks.ts';
import { plainLine } from './plain-line.rules.ts';
import type { NewReply } from './replies.repo.ts';

/** What mails that came in are read with. */
export interface MailCore extends Core {
  readonly otherMail: OnOtherMail;
  /** What follows where a message of ours came back. */
  readonly onReturned: OnSettled;
}

export interface IncomingMail {
  readonly mail: ParsedMail;
  readonly bytes: Uint8Array;
  readonly source: 'file' | 'imap';
}

/** What became of one mail. `row` is null for what was not kept. */
export interface TakenIn {
  readonly verdict: ReplyVerdict;
  readonly reason: ReplyReason;
  readonly already: boolean;
  readonly row: ReplyRow | null;
}

/** Of a mail that concerns nobody here, nothing is kept. */
export function unrelated(reason: ReplyReason): TakenIn {
  return { verdict: 'unrelated', reason, already: false, row: null };
}

/** True when something of a mail was written down, so that what is shown may differ now. */
export function isKept({ verdict, already }: TakenIn): boolean {
  return !already && verdict !== 'unrelated';
}

/** A mail as it is kept. */
export function replyOf(
  core: Core,
  { mail, bytes, source }: IncomingMail,
  judged: Pick<NewReply, 'notice' | 'verdict' | 'reason' | 'otherAddress' | 'excerpt'>,
): NewReply {
  return {
    id: core.ids.next(),
    sha256: core.hasher.sha256(bytes),
    messageId: mail.messageId,
    writtenAt: mail.dateMs,
    readAt: core.clock.now(),
    from: { name: plainLine(mail.from.name), address: plainLine(mail.from.address) },
    subject: plainLine(mail.subject),
    source,
    eml: bytes,
    ...judged,
  };
}

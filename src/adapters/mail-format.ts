import MailComposer from 'nodemailer/lib/mail-composer';
import type { MailDraft, MailFormat } from '../ports/mailer.ts';
import { parseApart } from './mail-apart.ts';
import { parseMail } from './mail-parse.ts';

/** Larger mails are read on a thread of their own: reading takes time by the line and by the part. */
const LARGE_BYTES = 256 * 1024;

/** Writes and reads messages. What a draft names is what the message holds: no file or address in it is ever opened. */
export const nodemailerFormat: MailFormat = {
  write: (draft) => composer(draft).compile().build(),
  read: (eml) => (eml.length > LARGE_BYTES ? parseApart(eml) : parseMail(eml)),
};

function composer(draft: MailDraft): MailComposer {
  return new MailComposer({
    from: draft.from,
    to: draft.to,
    ...(draft.replyTo === undefined ? {} : { replyTo: draft.replyTo }),
    subject: draft.subject,
    text: draft.text,
    html: draft.html,
    messageId: draft.messageId,
    date: new Date(draft.dateMs),
    headers: { ...draft.headers },
    attachments: draft.attachments.map(({ name, mime, bytes }) => ({ filename: name, contentType: mime, content: Buffer.from(bytes) })),
    xMailer: false,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

import { HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';

/** A message that left, as far as a report about it says. */
export interface Departed {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
}

/** How a server far away words what it did not take. */
export interface Answer {
  readonly status: string;
  readonly text: string;
}

/** Reports come back after so long. */
const REPORTED_AFTER_MS = 7 * MINUTE_MS;
const COMPLAINED_AFTER_MS = 19 * HOUR_MS;

function report(
  { messageId, from }: Departed,
  { type, subject, at, parts }: { type: string; subject: string; at: number; parts: readonly string[][] },
): string {
  const boundary = '=_report';
  return [
    'Return-Path: <>',
    'From: Mail Delivery System <MAILER-DAEMON@mx.post.example>',
    `To: ${from}`,
    `Subject: ${subject}`,
    `Date: ${new Date(at).toUTCString()}`,
    `Message-ID: ${messageId.replace('<', '<report.').replace(/@.*/, '@mx.post.example>')}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${type}; boundary="${boundary}"`,
    '',
    ...parts.flatMap((part) => [`--${boundary}`, ...part, '']),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

function headersOf({ messageId, from, to, subject, sentAt }: Departed): string[] {
  return [`From: ${from}`, `To: ${to}`, `Date: ${new Date(sentAt).toUTCString()}`, `Message-ID: ${messageId}`, `Subject: ${encoded(subject)}`];
}

/** A header is ASCII. */
function encoded(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}

function note(text: string): string[] {
  return ['Content-Type: text/plain; charset=utf-8', '', text];
}

/** The mail that says a message did not arrive (RFC 3464). */
export function bounceMail(message: Departed, { status, text }: Answer): string {
  const status5 = ['Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.post.example', '', `Final-Recipient: rfc822; ${message.to}`];
  return report(message, {
    type: 'delivery-status',
    subject: 'Undelivered Mail Returned to Sender',
    at: message.sentAt + REPORTED_AFTER_MS,
    parts: [
      note('This is the mail system at host mx.post.example. Your message could not be delivered.'),
      [...status5, 'Action: failed', `Status: ${status}`, `Diagnostic-Code: smtp; ${text}`],
      ['Content-Type: text/rfc822-headers', '', ...headersOf(message)],
    ],
  });
}

/** The mail by which a provider says that its user called a message unwanted (RFC 5965). */
export function complaintMail(message: Departed): string {
  return report(message, {
    type: 'feedback-report',
    subject: 'Complaint about a message from you',
    at: message.sentAt + COMPLAINED_AFTER_MS,
    parts: [
      note('This is an abuse report about a message that one of our users received.'),
      [
        ...['Content-Type: message/feedback-report', '', 'Feedback-Type: abuse', 'User-Agent: FeedbackLoop/1.0', 'Version: 1'],
        ...[`Original-Mail-From: <${message.from}>`, `Original-Rcpt-To: <${message.to}>`],
      ],
      ['Content-Type: message/rfc822', '', ...headersOf(message), 'MIME-Version: 1.0', 'Content-Type: text/plain', '', '(content removed)'],
    ],
  });
}

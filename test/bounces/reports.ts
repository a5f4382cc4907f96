/** Mails of mail systems about messages of ours. Servers and people are made up. */

let made = 0;

export interface Reported {
  readonly messageId: string;
  readonly recipient: string;
}

interface Dsn {
  readonly action?: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  readonly status?: string;
  readonly diagnostic?: string;
  /** Whom it was sent to first, where the report says so. */
  readonly original?: string;
  readonly to?: string;
  readonly date?: string;
  readonly also?: readonly string[];
}

/** A report for machines (RFC 3464), with the header of the message. */
export function dsn({ messageId, recipient }: Reported, more: Dsn = {}): string {
  made += 1;
  const { action = 'failed', status = '5.1.1', diagnostic = 'smtp; 550 5.1.1 <x>: Recipient address rejected: User unknown' } = more;
  const block = (final: string): string[] => [
    '',
    ...(more.original === undefined ? [] : [`Original-Recipient: rfc822;${more.original}`]),
    `Final-Recipient: rfc822; ${final}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mx.boulangerie.example',
    `Diagnostic-Code: ${diagnostic}`,
  ];
  return [
    'Return-Path: <>',
    'From: MAILER-DAEMON@relay.example (Mail Delivery System)',
    `To: ${more.to ?? 'bonjour@atelier-horizon.example'}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${more.date ?? 'Sat, 21 Nov 2026 11:30:00 +0000'}`,
    `Message-ID: <report-${made}@relay.example>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="=_r"',
    '',
    '--=_r',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is the mail system at host relay.example.',
    '',
    '--=_r',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relay.example',
    ...[recipient, ...(more.also ?? [])].flatMap(block),
    '',
    '--=_r',
    'Content-Type: text/rfc822-headers',
    '',
    'From: bonjour@atelier-horizon.example',
    `To: ${recipient}`,
    'Subject: Notice',
    `Message-ID: ${messageId}`,
    '',
    '--=_r--',
    '',
  ].join('\r\n');
}

/** What a feedback loop sends (RFC 5965). Without a recipient the loop hides him. */
export function complaint({ messageId, recipient = '' }: { readonly messageId: string; readonly recipient?: string }, type = 'abuse'): string {
  made += 1;
  return [
    'Return-Path: <fbl@provider.example>',
    'From: <fbl@provider.example>',
    'To: bonjour@atelier-horizon.example',
    'Subject: FW: Notice',
    'Date: Sat, 21 Nov 2026 11:40:00 +0000',
    `Message-ID: <loop-${made}@provider.example>`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="=_f"',
    '',
    '--=_f',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'This is an email abuse report for an email message received from 192.0.2.1.',
    '',
    '--=_f',
    'Content-Type: message/feedback-report',
    '',
    `Feedback-Type: ${type}`,
    'User-Agent: Loop/1.0',
    'Version: 1',
    ...(recipient === '' ? [] : [`Original-Rcpt-To: <${recipient}>`]),
    'Source-IP: 192.0.2.1',
    '',
    '--=_f',
    'Content-Type: message/rfc822',
    '',
    'From: bonjour@atelier-horizon.example',
    `To: ${recipient === '' ? 'redacted@provider.example' : recipient}`,
    'Subject: Notice',
    `Message-ID: ${messageId}`,
    '',
    'Bonjour',
    '',
    '--=_f--',
    '',
  ].join('\r\n');
}

/** What an old server writes: words, and nothing of the message. Only the address it comes to says which one it was. */
export function bare(to: string, said = '550 5.1.1 No such user here'): string {
  made += 1;
  return [
    'Return-Path: <>',
    'From: Mail Delivery Subsystem <MAILER-DAEMON@old.example>',
    `To: ${to}`,
    'Subject: Delivery failure',
    'Date: Sat, 21 Nov 2026 11:30:00 +0000',
    `Message-ID: <old-${made}@old.example>`,
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'Your message could not be delivered. The server said:',
    '',
    `    ${said}`,
    '',
  ].join('\r\n');
}

/** A machine that answers for somebody away. */
export function vacation({ messageId, recipient }: Reported): string {
  made += 1;
  return [
    `From: ${recipient}`,
    'To: bonjour@atelier-horizon.example',
    'Subject: Absence du bureau',
    'Date: Sat, 21 Nov 2026 11:30:00 +0000',
    `Message-ID: <away-${made}@boulangerie.example>`,
    `In-Reply-To: ${messageId}`,
    'Auto-Submitted: auto-replied',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    'De retour lundi.',
    '',
  ].join('\r\n');
}

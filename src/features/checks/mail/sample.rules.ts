import type { ParsedMail } from '../../../ports/mailer.ts';
import { clip, singleLine } from '../../../shared/text.ts';
import { type Mailbox, mailboxesIn, type Signature, sendingAddress, signatureOf } from './header.rules.ts';
import { lookAtPage, type PageFacts } from './page.rules.ts';

/** Plain text is looked at up to here, in characters. */
const TEXT_LIMIT = 400_000;
/** Headers beyond which no honest mail goes. */
const HEADER_LIMIT = 5000;
const EVIDENCE_LIMIT = 240;

interface Header {
  readonly name: string;
  readonly value: string;
}

/** A mail as the rules look at it. */
export interface Sample {
  /** Names in lower case; values as they stand, on one line. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly subject: string;
  /** Who is named in `From`, in all of them. */
  readonly from: readonly Mailbox[];
  readonly fromName: string;
  /** Domain of the one sender, in lower case; empty without one. */
  readonly fromDomain: string;
  readonly to: readonly Mailbox[];
  readonly recipients: number;
  readonly signatures: readonly Signature[];
  /** Domain of the envelope sender; null = the mail does not say, '' = a report without sender. */
  readonly envelope: string | null;
  /** Some server passed it on; otherwise it was saved before it was sent, and what servers add cannot be there. */
  readonly sent: boolean;
  readonly sendingAddress: string | null;
  readonly text: string;
  readonly html: string;
  readonly page: PageFacts | null;
  /** What a person can read, of HTML if there is some. */
  readonly visible: string;
  readonly lines: readonly string[];
  readonly sizeBytes: number;
  /** False when only the headers could be read. */
  readonly bodyRead: boolean;
}

/** What a rule reads out of a parsed mail, found once. */
export function sampleOf(mail: ParsedMail, about: { readonly sizeBytes: number; readonly bodyRead: boolean }): Sample {
  const headers = byName(mail.headers.slice(0, HEADER_LIMIT));
  const all = (name: string): readonly string[] => headers.get(name) ?? [];
  const from = all('from').flatMap((value) => mailboxesIn(value));
  const to = all('to').flatMap((value) => mailboxesIn(value));
  const page = mail.html === '' ? null : lookAtPage(mail.html);
  const text = mail.text.slice(0, TEXT_LIMIT);
  const visible = page?.text ?? text;
  const returnPath = all('return-path')[0];
  return {
    headers,
    subject: mail.subject,
    from,
    fromName: mail.from.name,
    fromDomain: from.length === 1 ? domainOf(from[0]?.address ?? '') : '',
    to,
    recipients: to.length + ['cc', 'bcc'].flatMap((name) => all(name).flatMap((value) => mailboxesIn(value))).length,
    signatures: all('dkim-signature')
      .slice(0, 50)
      .flatMap((value) => signatureOf(value) ?? []),
    envelope: returnPath === undefined ? null : domainOf(mailboxesIn(returnPath)[0]?.address ?? ''),
    sent: headers.has('received') || headers.has('return-path') || headers.has('delivered-to'),
    sendingAddress: sendingAddress(all('received')),
    text,
    html: mail.html,
    page,
    visible,
    lines: visible
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    ...about,
  };
}

function byName(headers: readonly Header[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { name, value } of headers) {
    const key = name.trim().toLowerCase();
    const values = found.get(key);
    if (values === undefined) found.set(key, [value]);
    else values.push(value);
  }
  return found;
}

/** What stands behind the last @, in lower case; empty without one. */
export function domainOf(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0
    ? ''
    : address
        .slice(at + 1)
        .trim()
        .replace(/\.$/, '')
        .toLowerCase();
}

/** The values of a header, none when it is missing. */
export function header(sample: Sample, name: string): readonly string[] {
  return sample.headers.get(name) ?? [];
}

/** A header or a passage as it can be shown: one line, not too long. */
export function shown(text: string): string {
  return clip(singleLine(text.slice(0, 2000)), EVIDENCE_LIMIT);
}

/** A header with its name, as it can be shown. */
export function shownHeader(name: string, value: string): string {
  return shown(`${name}: ${value}`);
}

import type { ParsedMail } from '../../../ports/mailer.ts';

/** Turns the bytes of a part into text. */
export type Decode = (bytes: Uint8Array) => string;

/** What of a part is read; reports are never longer. */
const PART_LIMIT = 200_000;

/** The first header field of that name (lower case); empty without one. */
export function header(mail: ParsedMail, name: string): string {
  return mail.headers.find((each) => each.name.toLowerCase() === name)?.value ?? '';
}

/** Every header field of that name. */
export function headers(mail: ParsedMail, name: string): string[] {
  return mail.headers.filter((each) => each.name.toLowerCase() === name).map(({ value }) => value);
}

/** The first part of that kind, as text; null without one. */
export function partText(mail: ParsedMail, mime: RegExp, decode: Decode): string | null {
  const part = mail.attachments.find((each) => mime.test(each.mime));
  return part === undefined ? null : decode(part.bytes.subarray(0, PART_LIMIT));
}

/** The message a report gives back, or its header, as text; empty when it gives none. */
export function originalText(mail: ParsedMail, decode: Decode): string {
  return partText(mail, /^(?:message\/(?:rfc822|partial|global|global-headers|rfc822-headers)|text\/rfc822(?:-headers)?)$/i, decode) ?? '';
}

/** A message without sender (RFC 5321): what no mail system answers, and so what only mail systems write. */
export function hasNoSender(mail: ParsedMail): boolean {
  return headers(mail, 'return-path').some((value) => /^\s*<?\s*>?\s*$/.test(value) || /^<?mailer-daemon@?/i.test(value.trim()));
}

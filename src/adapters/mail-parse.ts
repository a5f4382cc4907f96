import PostalMime from 'postal-mime';
import type { ParsedMail } from '../ports/mailer.ts';

/** Reads a message. Throws for what is none that can be read. */
export async function parseMail(original: Uint8Array): Promise<ParsedMail> {
  const eml = withoutGaps(original);
  const mail = await PostalMime.parse(eml, { attachmentEncoding: 'arraybuffer', forceRfc822Attachments: true });
  return {
    from: mailbox(mail.from),
    to: mailbox(mail.to?.[0]),
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    dateMs: instantOf(mail.date),
    answers: [...idsIn(mail.inReplyTo), ...idsIn(mail.references).reverse()].filter((id, index, all) => all.indexOf(id) === index),
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    text: mail.text ?? (mail.html === undefined && mail.attachments.length === 0 ? rawBody(eml) : ''),
    html: mail.html ?? '',
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({ name: filename ?? '', mime: mimeType, bytes: bytesOf(content) })),
  };
}

/** Of more empty lines in a row the others say nothing. The library takes its time for each line: two megabytes of them kept it busy for 39 s. */
const GAP = 1000;

/** The same bytes without what is beyond `GAP` empty lines in a row. */
function withoutGaps(eml: Uint8Array): Uint8Array {
  const [lf, cr] = [10, 13];
  const kept = new Uint8Array(eml.length);
  let [length, gap] = [0, 0];
  for (const byte of eml) {
    if (byte === lf) gap++;
    else if (byte !== cr) gap = 0;
    if (gap < GAP || (gap === GAP && byte === lf)) kept[length++] = byte;
  }
  return length === eml.length ? eml : kept.subarray(0, length);
}

const RAW_LIMIT = 400_000;

/** What stands behind the header of a mail whose parts cannot be told apart: gateways that cut or rewrite a report break its boundary. */
function rawBody(eml: Uint8Array): string {
  const text = new TextDecoder().decode(eml.subarray(0, RAW_LIMIT));
  const gap = /\r?\n\r?\n/.exec(text);
  return gap === null ? '' : text.slice(gap.index + gap[0].length);
}

function mailbox(address: { readonly name?: string; readonly address?: string | undefined } | undefined): ParsedMail['from'] {
  return { name: address?.name ?? '', address: address?.address ?? '' };
}

/** Epoch milliseconds of what the library made of a Date header; it hands on what it cannot read. */
function instantOf(date: string | undefined): number | null {
  const instant = Date.parse(date ?? '');
  return Number.isNaN(instant) ? null : instant;
}

function idsIn(header: string | undefined): string[] {
  return header?.match(/<[^<>\s]+>/g) ?? [];
}

function bytesOf(content: string | ArrayBuffer | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : new Uint8Array(content);
}

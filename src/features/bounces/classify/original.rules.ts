import type { ParsedMail } from '../../../ports/mailer.ts';
import { addressesIn, addressIn } from './address.rules.ts';
import { type Block, readBlocks } from './fields.rules.ts';
import { type Decode, header, headers, originalText } from './mail.rules.ts';

const ID = /<[^<>\s]{1,400}@[^<>\s]{1,400}>/g;
const NAMED_ID = /^[> \t]{0,20}(?:x-)?(?:original-)?message-id:[ \t]{0,20}(?:\r?\n[ \t]{1,20})?(<[^<>\s]{1,900}>)/gim;
const TEXT_LIMIT = 200_000;

/** Message-IDs of the message a report is about, wherever it gives them. At most 50. */
export function reportedIds(mail: ParsedMail, decode: Decode): string[] {
  const inside = mail.attachments.filter(({ mime }) => /^(message\/|text\/rfc822)/i.test(mime)).map(({ bytes }) => decode(bytes.subarray(0, TEXT_LIMIT)));
  const text = mail.text.slice(0, TEXT_LIMIT);
  const named = [...inside, text].flatMap((each) => [...each.matchAll(NAMED_ID)]).map((match) => match[1] ?? '');
  const loose = mail.attachments.length === 0 ? (text.match(ID) ?? []) : [];
  return [...new Set([...named, ...mail.answers, ...loose])].filter((id) => id !== '').slice(0, 50);
}

/** Addresses a report came to: return paths, which may name the message. */
export function returnPaths(mail: ParsedMail, envelopeId: string): string[] {
  const to = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-rcpt-to', 'to'].flatMap((name) => headers(mail, name)).flatMap(addressesIn);
  return [...new Set([...to, ...(envelopeId === '' ? [] : [envelopeId])])].slice(0, 50);
}

/** Header of the message a report gives back, from its part or from the text behind `from`. */
export function originalFields(mail: ParsedMail, quoted: string, decode: Decode): Block {
  const text = originalText(mail, decode) || quoted;
  return (
    readBlocks(
      text
        .slice(0, 60_000)
        .replace(/^[> \t]+(?=[\w-]{2,40}:)/gm, '')
        .trimStart(),
    )[0] ?? new Map()
  );
}

/** Who sent what came back: never a recipient of it. */
export function sendersOf(mail: ParsedMail, original: Block): string[] {
  const named = [
    mail.to.address,
    mail.from.address,
    addressIn(original.get('from') ?? ''),
    addressIn(original.get('return-path') ?? ''),
    addressIn(header(mail, 'delivered-to')),
  ];
  return named.filter((address) => address !== '').map((address) => address.toLowerCase());
}

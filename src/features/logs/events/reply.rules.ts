import { clip, singleLine } from '../../../shared/text.ts';
import type { DeliveryEvent } from './event.ts';

const LONGEST_REPLY = 300;
const LONGEST_LINE = 500;

/** A text without the names before the @ of addresses: they are other people's. */
function masked(text: string, { recipient }: Pick<DeliveryEvent, 'recipient'>): string {
  const plain = singleLine(text).replace(/[^\s<>"'(),:;@[\]]+@(?=[\p{L}\d])/gu, '…@');
  const local = recipient.slice(0, Math.max(0, recipient.lastIndexOf('@')));
  return local.length > 2 ? plain.replaceAll(local, '…') : plain;
}

/** What is alike in replies that differ by addresses, numbers and marks only. */
export function templateOf(text: string): string {
  const code = codeOf(text);
  const folded = text
    .toLowerCase()
    .replace(/\S*@\S+/g, '@')
    .replace(/<[^>]*>|\[[^\]]*\]|"[^"]*"/g, '*')
    .replace(/[\w-]*\d[\w.-]*/g, '#');
  return `${code} ${enhancedOf(text)} ${folded.slice(0, LONGEST_REPLY)}`;
}

/** Reply code in a text; 0 = none. */
export function codeOf(text: string): number {
  return Number(/(?:^|[\s:])([45]\d{2})(?=[\s-])/.exec(text)?.[1] ?? 0);
}

/** Enhanced status code in a text; '' = none. */
export function enhancedOf(text: string): string {
  return /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? '';
}

/** A reply as it is kept. */
export function sampleOf(event: DeliveryEvent): string {
  return clip(masked(event.text, event), LONGEST_REPLY);
}

/** A line that shows an event, without names of recipients. */
export function lineOf(event: DeliveryEvent): string {
  return clip(masked([event.messageId, event.outcome, event.recipient, event.text].filter((word) => word !== '').join(' '), event), LONGEST_LINE);
}

/** A limit or suspension of the host itself in the words of a panel. */
export function limitOf(
  text: string,
): { readonly kind: 'messages' | 'failures' | 'suspended' | 'held'; readonly allowed: number | null; readonly counted: number | null } | null {
  if (/outgoing mail suspension|is not allowed to send|sending (?:has been )?suspended/i.test(text)) return { kind: 'suspended', allowed: null, counted: null };
  if (/outgoing mail hold|mail is being held/i.test(text)) return { kind: 'held', allowed: null, counted: null };
  if (!/exceeded the max|limit exceeded|exceeded (?:its|the|your) (?:hourly|daily|sending|e-?mail)/i.test(text)) return null;
  const [, counted, allowed] = /\((\d+)\/(\d+)/.exec(text) ?? [];
  return {
    kind: /defers? and failures|failures/i.test(text) ? 'failures' : 'messages',
    allowed: allowed === undefined ? null : Number(allowed),
    counted: counted === undefined ? null : Number(counted),
  };
}

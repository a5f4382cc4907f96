import type { ParsedMail } from '../../../ports/mailer.ts';
import { singleLine } from '../../../shared/text.ts';
import { addressIn, cleanAddress, decodeXtext } from './address.rules.ts';
import { type Block, behindType, readBlocks } from './fields.rules.ts';
import { type Decode, partText } from './mail.rules.ts';
import type { Draft } from './types.ts';

/** A delivery report for machines (RFC 3464, RFC 6533). */
export interface DeliveryStatus {
  readonly recipients: readonly Draft[];
  /** The name the sender gave the envelope (RFC 3461); empty without one. */
  readonly envelopeId: string;
}

const STATUS_PART = /^message\/(?:global-)?delivery-status$/i;

/** The report part of a mail; null when it has none. */
export function deliveryStatus(mail: ParsedMail, decode: Decode): DeliveryStatus | null {
  const text = partText(mail, STATUS_PART, decode);
  return text === null ? null : readStatus(text);
}

/** The same fields where a server wrote them into the text for people. */
export function statusInText(text: string): DeliveryStatus | null {
  const start = /^[ \t>]*(?:reporting-mta|final-recipient|original-recipient)[ \t]*:/im.exec(text);
  if (start === null) return null;
  const status = readStatus(text.slice(start.index).replace(/^[ \t>]+(?=[\w-]{3,40}[ \t]*:)/gm, ''));
  return status.recipients.length === 0 ? null : status;
}

/** Reads the fields of a report. */
function readStatus(text: string): DeliveryStatus {
  const blocks = readBlocks(text, 'final-recipient');
  const recipients = blocks.filter(isRecipient).map((block) => draftOf(block));
  return { recipients, envelopeId: decodeXtext(blocks.find((block) => block.has('original-envelope-id'))?.get('original-envelope-id') ?? '') };
}

function isRecipient(block: Block): boolean {
  return ['final-recipient', 'original-recipient'].some((name) => block.has(name)) || (block.has('action') && block.has('status'));
}

function addressOf(value: string): string {
  const plain = decodeXtext(behindType(value.replace(/\([^()]{0,200}\)/g, ' ')));
  return addressIn(plain) || cleanAddress(plain);
}

function draftOf(block: Block): Draft {
  const field = (name: string): string => block.get(name) ?? '';
  const final = addressOf(field('final-recipient') || field('x-actual-recipient'));
  const original = addressOf(field('original-recipient'));
  const said = singleLine(behindType(field('diagnostic-code')) || field('x-display-name') || '');
  return {
    address: original.includes('@') ? original : final,
    finalAddress: final,
    action: /^[a-z]+/i.exec(field('action'))?.[0].toLowerCase() ?? '',
    status: /[245]\.\d{1,3}\.\d{1,3}/.exec(field('status'))?.[0] ?? '',
    diagnostic: said,
    remote: [behindType(field('remote-mta')), /^x-yandex/i.test(field('diagnostic-code')) ? 'x-yandex' : ''].join(' ').trim(),
  };
}

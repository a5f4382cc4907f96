import { type LimitWords, limitWords } from './limit-words.ts';

/** Routers of Exim whose words are those of whoever owns the recipient's address. */
const OF_RECIPIENTS = /alias|virtual|forward|filter|catch|local_?user|autoresp|vacation|list|suspend/i;
/** Routers that are there for nothing but the limits of senders. */
const OF_SENDERS = /^enforce/;

/** What a router of Exim said of a recipient. */
export interface RouterWords {
  readonly router: string;
  readonly text: string;
  readonly recipient: string;
}

/** Whether the host itself speaks of a limit; null = it does not. */
export function ownLimit({ router, text, recipient }: RouterWords): LimitWords | null {
  if (OF_RECIPIENTS.test(router)) return null;
  const words = limitWords(withoutName(text, recipient));
  return words === null || (!OF_SENDERS.test(router) && isOfRecipient(words, recipient)) ? null : words;
}

/** Whether the host speaks alike to every recipient whom the text does not name. */
export function isForWhoever({ router, text }: Omit<RouterWords, 'recipient'>): boolean {
  return OF_RECIPIENTS.test(router) || OF_SENDERS.test(router) || limitWords(text) === null;
}

/** Whether words of a suspension may be about whom the message was for: who writes to a suspended neighbour is not suspended himself. */
function isOfRecipient({ kind, domain }: LimitWords, recipient: string): boolean {
  if (domain !== '') return domain.toLowerCase() === recipient.slice(recipient.lastIndexOf('@') + 1).toLowerCase();
  return kind === 'suspended' || kind === 'held';
}

/** Words of a server without the address that it repeats: one with quotes may hold whole sentences. */
function withoutName(words: string, address: string): string {
  const name = address.slice(0, Math.max(0, address.lastIndexOf('@'))).replaceAll(/["\\]/g, '');
  const rest = words.replaceAll(address, '…');
  return name.includes(' ') ? rest.replaceAll(name, '…') : rest;
}

import { singleLine } from '../../../shared/text.ts';
import { addressesIn, addressIn } from './address.rules.ts';

/** A recipient in a text for people, and what the text says of him. */
export interface Told {
  readonly address: string;
  readonly text: string;
}

const LABEL =
  /^(?:[>*•#\-–\d.)\s]{0,8})(?:(?:failed|final|original|intended|invalid|bad|unknown|undeliverable|affected|nonexistent) ?-?)?(?:recipients?(?: address(?:es)?| e-?mail)?|rcpt(?: to)?|to|user|addressee?s?|e-?mail(?: address)?|mailbox|delivery to|delivered to|deliver to|destinataires?|adresses?|получатель|адресат|кому|empfänger|odbiorca|destinatario|宛先)\b[^@\n]{0,60}[:=<" ]/i;
const SENTENCE =
  /(?:deliver(?:ed|y|ing)?(?: (?:your|the|this|a|of))?(?: (?:message|mail|e-?mail))? to|sent to|mail to|message to|recipient|rcpt to ?:|addressed to|mailbox|user|address|undeliverable to|reach)[^@\n]{0,60}$/i;
const LEADING = /^[\s>*•"'<(#\-–]{0,12}(?:\d{1,3}[.)] )?(?:(?:smtp|mailto|rfc822)[:;] ?)?$/i;
const MACHINES =
  /^(?:postmaster|mailer-daemon|mailerdaemon|mail-daemon|abuse|hostmaster|support|helpdesk|webmaster|noreply|no-reply|root|delist|admin|administrator)@/i;
const LIMIT = 500;

/** How sure a line is about its address being a recipient: 3 it stands alone or in front, 2 it has a name, 1 a sentence leads to it. */
function rank(line: string, address: string): number {
  const at = line.toLowerCase().indexOf(address.toLowerCase());
  const before = line.slice(0, Math.max(0, at));
  if (LEADING.test(before)) return 3;
  if (/rcpt to ?:? ?<?$/i.test(before)) return 3;
  if (LABEL.test(line)) return 2;
  return SENTENCE.test(before) || /[<:] ?$/.test(before) ? 1 : 0;
}

/** Recipients a text names, and for each what it says of him: lines from where he is named to where another one is. */
export function recipientsIn(lines: readonly string[], known: { readonly failed: readonly string[]; readonly senders: readonly string[] }): Told[] {
  const addresses = (known.failed.length > 0 ? known.failed : bestRanked(lines, known.senders)).slice(0, LIMIT);
  const texts = segmentsOf(lines, addresses);
  return addresses.map((address) => ({ address, text: (texts.get(address.toLowerCase()) ?? []).join('\n') }));
}

function bestRanked(lines: readonly string[], senders: readonly string[]): string[] {
  const ranked = new Map<string, { readonly address: string; readonly rank: number }>();
  for (const line of lines) {
    for (const address of addressesIn(line)) {
      const key = address.toLowerCase();
      if (senders.includes(key)) continue;
      const found = rank(line, address);
      if (found < 3 && MACHINES.test(address)) continue;
      if (found > (ranked.get(key)?.rank ?? 0)) ranked.set(key, { address, rank: found });
      if (ranked.size >= LIMIT) break;
    }
  }
  const best = Math.max(0, ...[...ranked.values()].map((each) => each.rank));
  return [...ranked.values()].filter((each) => each.rank === best).map(({ address }) => address);
}

/** The lines said of each address, by the address in lower case, in one pass; with one recipient everything after his first mention. */
function segmentsOf(lines: readonly string[], addresses: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>(addresses.map((address) => [address.toLowerCase(), []]));
  let open: string[][] = [];
  for (const line of lines) {
    const named = addressesIn(line)
      .map((address) => texts.get(address.toLowerCase()))
      .filter((text) => text !== undefined);
    if (named.length > 0) open = [...new Set(named)];
    for (const text of open) text.push(line);
  }
  return texts;
}

const REPLY_LINE = /(?:^|[\s:;<"'(])[45][0-5]\d[- ](?:#?\(?[45]\.\d{1,3}\.\d{1,3})?|\bsaid:|<<<|reason:|\(#[45]\.\d\.\d\)/;

/** The lines in which a server speaks, with what continues them; empty when none does. */
export function repliesIn(text: string): string {
  const lines = text.split('\n');
  const picked: string[] = [];
  let open = false;
  for (const line of lines) {
    if (REPLY_LINE.test(line.slice(0, 400))) open = true;
    else if (line.trim() === '' || addressIn(line) !== '') open = false;
    if (open) picked.push(line);
  }
  return picked.join('\n');
}

/** What is kept of an answer: one line. */
export function diagnosticOf(text: string): string {
  return singleLine(repliesIn(text) || text).slice(0, 500);
}

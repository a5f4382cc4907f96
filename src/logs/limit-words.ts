/** What a host says of a limit or a suspension of its own. `domain` as it stands in the text; '' = none is named. */
export interface LimitWords {
  readonly kind: 'messages' | 'failures' | 'suspended' | 'held';
  readonly domain: string;
  readonly allowed: number | null;
  readonly counted: number | null;
}

const NUMBERS = /\((\d{1,9})\/(\d{1,9})\b/;
const DOMAIN = /^(?:Domain|User|Account) (\S{1,255}) has /;
const SUSPENDED =
  /\b(?:outgoing|sending|submission)\b[\w -]{0,40}\bsuspen(?:ded|sion)\b|\bsuspen(?:ded|sion)\b[\w -]{0,40}\b(?:outgoing|sending|submission)\b|^(?:Domain|User|Account)\s+\S+\s+has\b[\w -]{0,40}\bsuspended\b|not allowed to (?:submit|send)|\bblocked from sending\b/i;
const HELD = /outgoing mail hold\b/i;
const FAILURES = /max defers and failures per hour|too many (?:failed|undeliverable|bounced)/i;
const MESSAGES =
  /max emails per hour|too many (?:messages|mails|e-?mails|recipients)|(?:rate|hourly|daily|sending|outgoing|message|mail|recipient|policy)[\w :-]{0,30}(?:limit|quota)[\w -]{0,30}(?:exceed|reach)|(?:exceed|reach)\w*[\w -]{0,40}(?:limit|quota|rate)\b/i;
/** A mailbox that is full is the recipient's, a message that is too large the sender's; neither is how much may be sent, nor is how long or how far. */
const OTHER = /\b[45][.](?:2[.][23]|3[.]4)\b|\b(?:mailbox|inbox|storage|disk|size|retry|hops?|recipient(?:'s)? (?:mail )?quota)\b/i;
/** What may be a stranger's: in quotes or angle brackets, addresses, names with a dot. */
const FOREIGN = /"(?:[^"\\]|\\.)*"?|<[^>]*>?|[^\s"<>]*@[^\s"<>]*|\S+[.][A-Za-z]\S*/g;

/** Texts that were read before: a server says the same again and again. */
const READ = new Map<string, LimitWords | null>();
const MOST_READ = 1000;

/** Reads the words of a server about a limit it enforces itself; null = it speaks of something else, or only an address or a name says so. */
export function limitWords(text: string): LimitWords | null {
  const known = READ.get(text);
  if (known !== undefined) return known;
  const words = wordsOf(text);
  if (READ.size >= MOST_READ) READ.clear();
  READ.set(text, words);
  return words;
}

function wordsOf(text: string): LimitWords | null {
  const own = text.replace(FOREIGN, ' … ');
  const kind = HELD.test(own) ? 'held' : FAILURES.test(own) ? 'failures' : MESSAGES.test(own) ? 'messages' : SUSPENDED.test(own) ? 'suspended' : null;
  if (kind === null || OTHER.test(own)) return null;
  const numbers = NUMBERS.exec(own);
  return {
    kind,
    domain: DOMAIN.exec(text)?.[1] ?? '',
    counted: numbers === null ? null : Number(numbers[1]),
    allowed: numbers === null ? null : Number(numbers[2]),
  };
}

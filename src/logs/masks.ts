import { textOf } from './byte-text.ts';

const HIDDEN = '…';
const LINE_LIMIT = 500;
/** Bytes of a line that are looked at: what is masked before the cut may be longer than what is left. */
const READ_LIMIT = 2000;
/** A shortest name that is looked for elsewhere in a line. */
const SHORTEST = 3;

/** What stands before an address that is a sender's or a login. A Message-ID is neither: forms and lists put recipients into theirs. */
const OWN = /(?:<= |\bA=[\w-]*:|\bS=|set_id=|\b[FP]=<|\bfrom=?[ ]?<|sasl_(?:username|sender)=<?| -f )$/;
/** What may stand right before an address without being part of it. */
const KEY = /^(?:[ASFPHUD]|id[*]?|set_id|sasl_username|sasl_sender|from|to|orig_to|helo|user|authid)=/;
/** A recipient without a domain: `=> info <info@example.com>`, `to=<root>`. */
const BARE_EXIM = /^(.{19,60}? [0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} (?:=>|->|==|\*\*|>>|\*>|\(=) )([^\s@<"]+)(?= |$)/;
const BARE_POSTFIX = /([ _]to=<)([^@>]+)(?=>)/g;
/** Words that lines and replies are made of: a name like them shows nobody, and without them nothing could be read any more. */
const COMMON = new Set(
  (
    'access account accounts address addresses and blocked bounced command connection content data deferred delay delays denied delivery disabled domain dsn email error ' +
    'exist failed failure for found from full has host inactive invalid limit line list local mail mailbox message messages name not policy quota rcpt recipient ' +
    'recipients refused rejected relay remote reply sender sent server service smtp spam status suspended system temporarily the this unavailable unknown user users virus you your'
  ).split(' '),
);

/** A line of a log for people: without the names before the @ of recipients, wherever they stand, without subjects, at most 500 characters. */
export function maskLine(bytes: Uint8Array, start: number, end: number): string {
  const names: string[] = [];
  const hide = (_: string, before: string, name: string): string => {
    names.push(name);
    return before + HIDDEN;
  };
  const text = withoutSubject(textOf(bytes.subarray(start, end), READ_LIMIT), end - start >= READ_LIMIT);
  const command = text.includes(' args: ');
  const bare = (command ? withoutWords(text) : text).replace(BARE_EXIM, hide).replace(BARE_POSTFIX, hide);
  const keep = (before: string, name: string): boolean => OWN.test(before) || (command && name.startsWith('-f'));
  const masked = maskNames(maskAddresses(bare, keep, names), names);
  return masked.length > LINE_LIMIT ? `${masked.slice(0, LINE_LIMIT - 1)}${HIDDEN}` : masked;
}

/** Subjects may hold every mark of a log, so that they end at the last place where one can end; of a line that was cut off it may not be there. */
function withoutSubject(text: string, cut: boolean): string {
  const exim = text.indexOf(' T="');
  if (exim >= 0) {
    const end = [...text.slice(exim + 4).matchAll(/(?<!\\)(?:\\\\)*"(?= for | from <)/g)].at(-1);
    return `${text.slice(0, exim)} T="${HIDDEN}"${end === undefined ? '' : text.slice(exim + 4 + end.index + end[0].length)}`;
  }
  const header = / header (?!X-PHP)[!-9;-~]{1,80}: /i.exec(text);
  if (header === null) return text;
  const content = header.index + header[0].length;
  const sender = cut ? -1 : text.lastIndexOf('; from=<');
  const end = sender < 0 ? -1 : text.lastIndexOf(' from ', sender);
  return `${text.slice(0, content)}${HIDDEN}${end >= content - 1 ? text.slice(end) : ''}`;
}

/** A command may name people without a domain: only options, paths and ids of it are shown, and whom it sends as. */
function withoutWords(text: string): string {
  const start = text.indexOf(' args: ') + ' args: '.length;
  const words = text.slice(start).split(' ');
  const shown = words.map((word, index) => (index === 0 || /^[-/]|@|^[0-9A-Za-z]{6}-|^$/.test(word) || words[index - 1] === '-f' ? word : HIDDEN));
  return text.slice(0, start) + shown.join(' ');
}

/** Whether a name may stand in a text, given in small letters: most do not, and a pattern to look for them takes long to make. Letters beyond ASCII are left to the pattern. */
function mayHold(small: string, name: string): boolean {
  return !/^[!-~]*$/.test(name) || small.includes(name.toLowerCase());
}

/** Hides names where they stand for themselves, as many servers repeat them without a domain. Those of users and homes of this server stay. */
export function maskNames(text: string, names: readonly string[]): string {
  const whole = names.map((name) => name.replaceAll(/["\\]/g, ''));
  const small = text.toLowerCase();
  const wanted = new Set(
    [...whole, ...whole.map((name) => name.replace(/[+].*/, ''))].filter(
      (name) => name.length >= SHORTEST && !COMMON.has(name.toLowerCase()) && mayHold(small, name),
    ),
  );
  if (wanted.size === 0) return text;
  const any = [...wanted]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll(/[^\w]/g, '\\$&'))
    .join('|');
  return text.replace(new RegExp(`(?<![\\w@+-]|[\\w][.]|(?-i:\\b[UD]=|\\bA=[\\w-]*:)|/home\\d*/)(?:${any})(?![\\w@-]|[.+]\\w)`, 'gi'), HIDDEN);
}

/**
 * Hides the name before each @, unless `keep` says of the text before it that it is not a recipient's. One that may hold another address is never kept. Those that
 * were hidden are added to `names`.
 */
export function maskAddresses(text: string, keep: (before: string, name: string) => boolean, names: string[] = []): string {
  let masked = '';
  let done = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const token = localStart(text, at, done);
    const key = KEY.exec(text.slice(token, at))?.[0].length ?? 0;
    const start = token + key;
    const name = text.slice(start, at);
    if (name === '' || name === HIDDEN || (!name.includes('=') && keep(text.slice(Math.max(0, start - 40), start), name))) continue;
    names.push(name);
    masked += text.slice(done, start) + HIDDEN;
    done = at;
  }
  return masked + text.slice(done);
}

const OUTSIDE = new Set(' \t<>()[],;:"@');

/** Where the name before the @ begins: in its quotes, or at the first character that no name has. */
function localStart(text: string, at: number, floor: number): number {
  let start = at;
  if (text[at - 1] === '"') {
    const open = text.lastIndexOf('"', at - 2);
    if (open >= floor && at - open <= 80) return open;
  }
  while (start > floor && !OUTSIDE.has(text[start - 1] ?? ' ')) start--;
  return start;
}

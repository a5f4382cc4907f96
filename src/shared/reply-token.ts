/** Crockford's base 32: no I, L, O, U, so that nothing read aloud or copied by hand can be two things. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PREFIX = 'SW';
const SYMBOLS = 8;

/** The powers of 2 in the field of 32 elements (x⁵ + x² + 1). */
const POWERS: readonly number[] = Array.from({ length: 30 }).reduce<number[]>(
  (powers) => {
    const doubled = (powers.at(-1) ?? 1) << 1;
    return [...powers, doubled > 31 ? doubled ^ 0b100101 : doubled];
  },
  [1],
);

function times(value: number, power: number): number {
  return value === 0 ? 0 : (POWERS[(POWERS.indexOf(value) + power) % POWERS.length] ?? 0);
}

/** Each symbol weighs differently in the sum: one wrong symbol, or two that changed places, always give another check symbol. */
function checkSymbol(body: string): string {
  const sum = [...body].reduce((total, symbol, index) => total ^ times(ALPHABET.indexOf(symbol), index + 1), 0);
  return ALPHABET.charAt(sum);
}

function printed(body: string): string {
  return `${PREFIX}-${body.slice(0, 4)}-${body.slice(4)}-${checkSymbol(body)}`;
}

/**
 * The token printed in a notice, `SW-7K4M-Q2ZD-9`: eight symbols and one to check them by. `random` is at least ten hexadecimal digits that
 * nobody can guess; ten give one of 2⁴⁰ tokens.
 */
export function makeReplyToken(random: string): string {
  const digits = /^[0-9a-f]{10}/i.exec(random)?.[0];
  if (digits === undefined) throw new Error('A token needs ten hexadecimal digits');
  const bits = [...digits].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  const body = Array.from({ length: SYMBOLS }, (_, index) => ALPHABET.charAt(Number.parseInt(bits.slice(index * 5, index * 5 + 5), 2)));
  return printed(body.join(''));
}

/** Cyrillic letters that look like symbols of a token, as somebody types what he sees. */
const LOOKS_LIKE = lookup('АВЕЗКМНОРСТУХЅԜЈІԚҮЬ', 'ABE3KMH0PCTYXSWJ1QYB');
/** The letters a Russian keyboard gives for Latin keys, as somebody types without having switched. */
const SAME_KEY = lookup('ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ', 'QWERTYUIOPASDFGHJKLZXCVBNM');

function lookup(from: string, to: string): ReadonlyMap<string, string> {
  return new Map([...from].map((letter, index) => [letter, to.charAt(index)]));
}

/** Letters Crockford left out, read as the digits they are mistaken for. */
const MISTAKEN: ReadonlyMap<string, string> = new Map([
  ['O', '0'],
  ['I', '1'],
  ['L', '1'],
]);

function symbolsOf(raw: string, cyrillic: ReadonlyMap<string, string>): string {
  const symbols = [...raw]
    .map((letter) => cyrillic.get(letter) ?? letter)
    .map((letter) => MISTAKEN.get(letter) ?? letter)
    .filter((letter) => ALPHABET.includes(letter))
    .join('');
  return symbols.length > SYMBOLS + 1 && symbols.startsWith(PREFIX) ? symbols.slice(PREFIX.length) : symbols;
}

/** Half-width, upper case, without what prints nothing; quoting and wrapped lines leave their marks between the groups. */
function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .toUpperCase();
}

const GAP = '[\\s\\p{Pd}\\u2212_.>|*]{0,6}';
/** Anything a symbol may have been typed as. */
const SYMBOL = '[0-9A-ZА-ЯЅԜЈІԚҮ]';
const GROUP = (count: number): string => Array.from({ length: count }, () => SYMBOL).join(GAP);
const BODY = GROUP(SYMBOLS + 1);
const MARKED = new RegExp(`(?<![\\p{L}\\p{N}])[SЅЫ]${GAP}[WԜЦ]${GAP}(${BODY})(?![\\p{L}\\p{N}])`, 'gu');
/** Without its prefix a token is known by its dashes and by not being a number. */
const BARE = new RegExp(
  `(?<![\\p{L}\\p{N}\\p{Pd}])(?=[\\d\\p{Pd}]*\\p{L})(${SYMBOL}{4}[\\p{Pd}]${SYMBOL}{4}[\\p{Pd}]${SYMBOL})(?![\\p{L}\\p{N}\\p{Pd}])`,
  'gu',
);

export interface FoundTokens {
  /** Tokens as they are printed, each once, in the order of the text. */
  readonly tokens: readonly string[];
  /** Something looks like a token but its check symbol is wrong. */
  readonly mistyped: boolean;
}

/** The token a piece of text reads as, as it is printed, or null when the check symbol says that it was mistyped. */
export function readReplyToken(text: string): string | null {
  const raw = tidy(text);
  for (const cyrillic of [LOOKS_LIKE, SAME_KEY]) {
    const symbols = symbolsOf(raw, cyrillic);
    const body = symbols.slice(0, SYMBOLS);
    if (symbols.length === SYMBOLS + 1 && checkSymbol(body) === symbols.slice(SYMBOLS)) return printed(body);
  }
  return null;
}

/** Every token in a text, however it was typed, wrapped or quoted. */
export function findReplyTokens(text: string): FoundTokens {
  const plain = tidy(text);
  const marked = [...plain.matchAll(MARKED)].map((match) => ({ at: match.index, token: readReplyToken(match[0]) }));
  const bare = [...plain.matchAll(BARE)].map((match) => ({ at: match.index, token: readReplyToken(match[0]) }));
  const found = [...marked, ...bare].sort((a, b) => a.at - b.at).flatMap(({ token }) => (token === null ? [] : [token]));
  return { tokens: [...new Set(found)], mistyped: marked.some(({ token }) => token === null) };
}

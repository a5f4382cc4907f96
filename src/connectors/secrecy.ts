import { AppError } from '../shared/app-error.ts';
import type { Connector, UsageReader, UsageWindow } from './connector.ts';

/** Shorter secrets are ordinary words too often to be cut out of a whole answer; out of what is said of an error they always are. */
const SHORTEST_CUT = 8;
const CUT = '***';

/** A secret, as whom it is sent, and how it is turned into a header. */
export interface Sent {
  readonly login: string;
  readonly secret: string;
  readonly base64: (text: string) => string;
}

/**
 * Takes the secret out of what a panel quotes back: as it was sent, and with any of its characters written in another way, since answers are taken apart only
 * later (`%33`, `\u0033`, `&#51;`).
 */
export function secretCutter(sent: Sent): (text: string) => string {
  const patterns = [...headersOf(sent), wordPattern(partsOf(sent).filter((part) => part.length >= SHORTEST_CUT))].filter((pattern) => pattern !== null);
  return (text) => patterns.reduce((rest, pattern) => rest.replace(pattern, CUT), text);
}

/** The same for a short text about an error, of which nothing is made any more: however short the secret is. */
export function wordsCutter(sent: Sent): (text: string) => string {
  const all = wordPattern(partsOf(sent).filter((part) => part !== ''));
  const cut = secretCutter(sent);
  return (text) => (all === null ? text : cut(text).replace(all, CUT));
}

function partsOf({ secret }: Sent): string[] {
  return [secret, secret.trim(), ...secret.split(':')];
}

/** Headers of a login, in full or up to where what follows could change them: also as somebody else (`login|client`), whose name is not known here. */
function headersOf({ login, secret, base64 }: Sent): RegExp[] {
  if (secret === '') return [];
  const whole = partsOf({ login, secret, base64 }).flatMap((part) => [...(part.length >= SHORTEST_CUT ? [part] : []), `${login}:${part}`]);
  const forms = [...new Set(whole.filter((text) => !text.endsWith(':')).map((text) => base64(text)))];
  // Bytes come in threes: what stands before the secret moves it by none, one or two of them.
  const tails = secret.length < SHORTEST_CUT ? [] : ['', ' ', '  '].map((before) => innerOf(base64(`${before}:${secret}`), before.length));
  const cuts = [...new Set([...forms, ...tails])].filter((form) => form.length >= SHORTEST_CUT);
  // The longest first: what holds another one is cut out whole.
  return cuts.sort((a, b) => b.length - a.length).map((form) => patternOf([form]));
}

/** What of a base64 text does not depend on what stands before, nor on its end. */
function innerOf(encoded: string, before: number): string {
  return encoded.replace(/=+$/, '').slice(before === 0 ? 0 : 4, -1);
}

function wordPattern(parts: readonly string[]): RegExp | null {
  // The longest first: what holds another one is cut out whole.
  const cuts = [...new Set(parts)].sort((a, b) => b.length - a.length);
  return cuts.length === 0 ? null : patternOf(cuts);
}

function patternOf(texts: readonly string[]): RegExp {
  return new RegExp(texts.map((text) => [...text].map(anyForm).join('')).join('|'), 'g');
}

const NAMED: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;', "'": '&apos;' };

/** A character as it stands or in any of the ways it can be written, each of those in turn as a form has it. */
function anyForm(char: string): string {
  const hex = char.codePointAt(0)?.toString(16) ?? '';
  const units = Array.from({ length: char.length }, (_, index) => `\\u${char.charCodeAt(index).toString(16).padStart(4, '0')}`).join('');
  const decimal = String(char.codePointAt(0));
  const ways = [units, `&#${decimal};`, `&#0${decimal};`, `&#x${hex};`, `&#x0${hex};`, ...(NAMED[char] === undefined ? [] : [NAMED[char]])];
  const written = ways.map((way) => [...way].map((one) => eitherCase(inForm(one), one)).join(''));
  return `(?:${[inForm(char), ...(char === ' ' ? ['\\+'] : []), inForm('\\') + inForm(char), ...written].join('|')})`;
}

/** Hexadecimal numbers and names of entities go by either. */
function eitherCase(pattern: string, char: string): string {
  return /[a-z]/.test(char) ? `(?:${pattern}|${char.toUpperCase()})` : pattern;
}

/** As it stands or as a form has it; letters of hexadecimal numbers in either case. */
function inForm(char: string): string {
  const plain = char.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const escaped = encoded(char).replace(/[a-f]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
  return `(?:${plain}|${escaped})`;
}

/** Every character with a percent sign, as some panels write all but letters. */
function encoded(char: string): string {
  const usual = /^[\ud800-\udfff]$/.test(char) ? char : encodeURIComponent(char);
  return usual.startsWith('%') ? usual : `%${(char.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`;
}

/** A connector whose errors do not hold the secret, whatever the panel put into them and however it was decoded. */
export function discreet(connector: Connector, cut: (text: string) => string): Connector {
  const clean = (error: unknown): unknown => cleaned(error, cut);
  const { messages, warnings, usage } = connector;
  return {
    capabilities: () => connector.capabilities(),
    probe: (signal) => orClean(connector.probe(signal), clean),
    accounts: (signal) => eachOrClean(connector.accounts(signal), clean),
    usage: usage === null ? null : discreetReader(usage, clean),
    messages: messages === null ? null : (query, signal) => eachOrClean(messages(query, signal), clean),
    warnings: warnings === null ? null : (signal) => eachOrClean(warnings(signal), clean),
  };
}

type Clean = (error: unknown) => unknown;
type Signal = AbortSignal | undefined;

function discreetReader(reader: UsageReader, clean: Clean): UsageReader {
  if (reader.kind === 'days') return { ...reader, read: (day: string, signal: Signal) => eachOrClean(reader.read(day, signal), clean) };
  if (reader.kind === 'today') return { ...reader, read: (logins: readonly string[], signal: Signal) => eachOrClean(reader.read(logins, signal), clean) };
  const { wasSilent } = reader;
  return {
    ...reader,
    read: (window: UsageWindow, signal: Signal) => eachOrClean(reader.read(window, signal), clean),
    ...(wasSilent === undefined ? {} : { wasSilent: (window: UsageWindow, signal: Signal) => orClean(wasSilent(window, signal), clean) }),
  };
}

async function orClean<T>(work: Promise<T>, clean: Clean): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw clean(error);
  }
}

async function* eachOrClean<T>(pages: AsyncGenerator<T, void, void>, clean: Clean): AsyncGenerator<T, void, void> {
  try {
    yield* pages;
  } catch (error) {
    throw clean(error);
  }
}

function cleaned(error: unknown, cut: (text: string) => string): unknown {
  // Names of calls are ours, and may hold what is a short secret.
  const of = (key: string, value: string | number): string | number => (typeof value === 'number' || key === 'call' ? value : cut(value));
  if (!(error instanceof AppError)) return error;
  const params = Object.entries(error.params).map(([key, value]) => [key, of(key, value)] as const);
  if (params.every(([key, value]) => error.params[key] === value)) return error;
  return new AppError(error.code, Object.fromEntries(params), error.cause);
}

import type { z } from 'zod';
import { AppError } from '../shared/app-error.ts';
import { clip, singleLine } from '../shared/text.ts';
import type { PanelAnswer } from './connector.ts';

const LONGEST_NAME = 255;
const LONGEST_WORDS = 500;
const MOST_ADDRESSES = 20;

/** The answer is not what the call answers; `where` says in which part, for the log only. */
export function unreadable(call: string, where = ''): AppError {
  // Never the answer itself: it holds data of clients, and sometimes keys.
  return new AppError('panel_unreadable', { call }, where === '' ? undefined : new Error(`${call}: ${where}`));
}

/** The login was refused. Nobody calls again by himself. */
export const authRefused = (status: number): AppError => new AppError('panel_auth_refused', { status });
/** The login may not make this call; `privilege` in the panel's own spelling, '' = not known. */
export const privilegeMissing = (call: string, privilege: string): AppError => new AppError('panel_privilege_missing', { call, privilege });
/** A web page, or what else is no panel. */
export const notAnApi = (status: number): AppError => new AppError('panel_not_an_api', { status });
/** The panel said no, in its words, without the address of who asked, which panels like to quote. */
export const refused = (call: string, reason: unknown): AppError => new AppError('panel_refused', { call, reason: withoutAddresses(words(reason)) });
/** Not now; `seconds` until it is worth another try. */
export const busy = (seconds: number): AppError => new AppError('panel_busy', { seconds });

/** True for the code of a failure that ends everything: what is asked next would fail the same way, or make it worse. */
export function endsAll(error: unknown): boolean {
  return !(error instanceof AppError) || !['panel_privilege_missing', 'panel_refused', 'panel_unreadable'].includes(error.code);
}

/** True when the text is a page for people: a login, an error of a proxy, the panel's own screens. */
export function isWebPage(text: string): boolean {
  return /^\s*(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body|title|meta|script|center|h1)\b/i.test(text.slice(0, 2000));
}

/** The JSON of an answer, whatever type it says it has. Throws `panel_not_an_api` for markup and `panel_unreadable` for anything else. */
export function readJson(call: string, answer: PanelAnswer): unknown {
  if (answer.text.trimStart().startsWith('<')) throw notAnApi(answer.status);
  try {
    const value: unknown = JSON.parse(answer.text);
    return value;
  } catch {
    // What the parser says quotes the answer.
    throw unreadable(call, `${answer.text.length} characters that are no JSON`);
  }
}

/** What `schema` makes of it; keys it does not know are ignored. Throws `panel_unreadable` naming the call. */
export function shaped<T>(call: string, schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const { path = [], code = '' } = read.error.issues[0] ?? {};
  throw unreadable(call, `${path.join('.')} ${code}`);
}

/** yes or no in the spellings panels have; null = neither. */
export function flag(value: unknown): boolean | null {
  const word = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (word === true || word === 1 || word === '1' || word === 'yes' || word === 'on' || word === 'true' || word === 'y') return true;
  if (word === false || word === 0 || word === '0' || word === 'no' || word === 'off' || word === 'false' || word === 'n') return false;
  return null;
}

/** A whole number from 0 on, also as text; null = it is none. */
export function count(value: unknown): number | null {
  const number = typeof value === 'string' && /^\s*\d+(\.0+)?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}

/** A count the answer cannot do without. Throws `panel_unreadable`. */
export function neededCount(call: string, key: string, value: unknown): number {
  const number = count(value);
  if (number === null) throw unreadable(call, `${key} is no count`);
  return number;
}

/** A limit: a number, `unlimited` in the words for it, or null when nothing can be made of it. What 0 means is the panel's business. */
export function limit(value: unknown): number | 'unlimited' | null {
  const number = count(value);
  if (number !== null) return number;
  return typeof value === 'string' && /^\s*(unlimited|infinite|-1)\s*$/i.test(value) ? 'unlimited' : value === -1 ? 'unlimited' : null;
}

/** Epoch seconds as milliseconds; null = none, or nothing a clock could have shown. */
export function epoch(value: unknown): number | null {
  const seconds = count(value);
  return seconds === null || seconds === 0 || seconds > 32_503_680_000 ? null : seconds * 1000;
}

/** A name used as a key, as it stands; '' = there is none, or it cannot be one. */
export function name(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text.length <= LONGEST_NAME && text === singleLine(text) ? text : '';
}

/** A name the answer cannot do without. Throws `panel_unreadable`. */
export function neededName(call: string, key: string, value: unknown): string {
  const text = name(value);
  if (text === '') throw unreadable(call, `${key} is no name`);
  return text;
}

/** A domain in lower case without its last dot; '' = none. */
export function domain(value: unknown): string {
  return name(value).toLowerCase().replace(/\.$/, '');
}

/** Words for people on one line, without markup, of at most `longest` characters. */
export function words(value: unknown, longest = LONGEST_WORDS): string {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
  // What is cut off cannot be told apart from what was never there, so nothing endless is looked through.
  return clip(singleLine(withoutMarkup(text.slice(0, longest * 20))), longest);
}

function withoutMarkup(text: string): string {
  return text
    .replace(/&(lt|gt|quot|amp|nbsp|#39);/g, (_, entity: string) => ENTITIES[entity] ?? ' ')
    .replace(/<(script|style)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replace(/<\/?[a-z!][^>]*(>|$)/gi, ' ');
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', nbsp: ' ', '#39': "'" };

/** A text with a mark in place of every IP address: times of day stay. */
export function withoutAddresses(text: string): string {
  return text.replace(/\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])(?!\d\d:\d\d:\d\d(?![\d:]))[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi, '…');
}

/** Every address in a field that may hold several, each once, in the order they stand. */
export function emails(value: unknown): string[] {
  const found = typeof value === 'string' ? value.slice(0, 5000).split(/[\s,;<>]+/) : [];
  return [...new Set(found.filter((one) => one.length <= 254 && /^[^@]+@[^@]+$/.test(one)))].slice(0, MOST_ADDRESSES);
}

/** Ends the work when the caller left. Throws `cancelled`. */
export function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new AppError('cancelled');
}

import { z } from 'zod';
import { instantIn } from '../../shared/calendar.ts';
import { count, name, unreadable, words } from '../answers.ts';

/** What a url-encoded answer holds: a key written `key[]` is always a list, be it of one. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

/**
 * A url-encoded answer. Everything that is no letter may be percent-encoded, digits and `_ . -` too, and some servers write characters as `&#39;`,
 * which is undone before the pairs are taken apart, as the vendor's own reader does.
 */
export function readForm(text: string): Form {
  const texts = new Map<string, string>();
  const lists = new Map<string, string[]>();
  for (const pair of withoutEntities(text.trim()).split('&')) {
    if (pair === '') continue;
    const at = pair.indexOf('=');
    const key = decoded(at < 0 ? pair : pair.slice(0, at));
    const value = at < 0 ? '' : decoded(pair.slice(at + 1));
    if (!key.endsWith('[]')) {
      texts.set(key, value);
      continue;
    }
    const list = lists.get(key.slice(0, -2));
    if (list === undefined) lists.set(key.slice(0, -2), [value]);
    else list.push(value);
  }
  return Object.fromEntries<string | readonly string[]>([...texts, ...lists]);
}

/** True for what could be a url-encoded answer at all. */
export function isForm(text: string): boolean {
  return /^\s*[\w%.[\]-]{1,200}=/.test(text);
}

function withoutEntities(text: string): string {
  return text.replace(/&#(\d{1,6});?/g, (whole, digits: string) => (Number(digits) > 0x10_ff_ff ? whole : String.fromCodePoint(Number(digits))));
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    // A URIError: a lone % or bytes of another character set. What stands there is still the best there is.
    return part;
  }
}

/** A table of a `CMD_` answer: rows under "0", "1", … in no particular order, and `info` about the pages. */
export interface Table {
  readonly rows: readonly unknown[];
  /** 1 where the server says nothing. */
  readonly page: number;
  readonly pages: number;
  /** Rows the server says there are; null = it says nothing. */
  readonly total: number | null;
}

const Info = z.object({ rows: z.unknown(), current_page: z.unknown(), total_pages: z.unknown() }).partial();

/** Throws `panel_unreadable` for what is no table. */
export function readTable(call: string, value: unknown): Table {
  const found = z.record(z.string(), z.unknown()).safeParse(value);
  if (!found.success) throw unreadable(call, 'no table');
  const keys = Object.keys(found.data).filter((key) => /^\d+$/.test(key));
  const info = Info.safeParse(found.data['info']);
  // Without a row and without `info` it may be anything, and an empty list of accounts must not come out of anything.
  if (keys.length === 0 && !info.success) throw unreadable(call, 'neither rows nor info');
  const about = info.data ?? {};
  return {
    rows: keys.sort((a, b) => Number(a) - Number(b)).map((key) => found.data[key]),
    page: count(about.current_page) ?? 1,
    pages: count(about.total_pages) ?? 1,
    total: count(about.rows),
  };
}

/** One user a line, `user=<encoded pairs>`; newer servers may answer an object by user instead. Throws `panel_unreadable`. */
export function readUserLines(call: string, text: string): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  if (text.trimStart().startsWith('{')) return new Map(Object.entries(usersOf(call, text)));
  const users = new Map<string, Form>();
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const at = line.indexOf('=');
    const user = at < 0 ? '' : name(decoded(line.slice(0, at)));
    if (user === '') throw unreadable(call, 'a line without its user');
    const pairs = line.slice(at + 1);
    // Encoded once more as a whole by some servers.
    users.set(user, readForm(pairs.includes('=') ? pairs : decoded(pairs)));
  }
  return users;
}

function usersOf(call: string, text: string): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  try {
    const value: unknown = JSON.parse(text);
    return z.record(z.string(), z.record(z.string(), z.unknown())).parse(value);
  } catch {
    // A SyntaxError or a ZodError, both of which quote the answer.
    throw unreadable(call, 'no object by user');
  }
}

/** What a cell says: the panel's own screens are made of these tables, so a value may be an `<input>`, and then it is what is filled in. */
export function cellText(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.slice(0, 5000) : '';
  const input = /<input\b([^>]*)>/i.exec(text);
  if (input === null) return words(text);
  const [, attributes = ''] = input;
  const type = attribute(attributes, 'type');
  return type === '' || type === 'text' || type === 'number' || type === 'email' ? words(attribute(attributes, 'value')) : '';
}

function attribute(attributes: string, wanted: string): string {
  const found = new RegExp(`\\b${wanted}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, 'i').exec(attributes);
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? '';
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "Tue Oct  6 14:02:18 2020" of the server's clock, in epoch milliseconds; null = no such date. */
export function serverTime(value: unknown, zone: string): number | null {
  const [, month = '', day = '', time = '', year = ''] = /^\s*\w{3}\s+(\w{3})\s+(\d{1,2})\s+(\d\d:\d\d:\d\d)\s+(\d{4})\s*$/.exec(String(value)) ?? [];
  const number = MONTHS.indexOf(month) + 1;
  if (number === 0) return null;
  try {
    return instantIn(`${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`, time, zone);
  } catch {
    // A RangeError: 31 February.
    return null;
  }
}

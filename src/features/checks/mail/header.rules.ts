/** Longest header value that is looked into for tags and addresses of the web, in characters; more than any honest one has. */
const VALUE_LIMIT = 256 * 1024;

/** One sender or recipient as a header names it; `address` is empty where there is none. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/**
 * The mailboxes of an address header (RFC 5322, section 3.4), however it is broken: quoted names, comments and groups are told apart, in one pass. A group
 * without members ("undisclosed-recipients:;") names nobody.
 */
export function mailboxesIn(value: string): Mailbox[] {
  const found: Mailbox[] = [];
  for (const entry of entriesIn(value)) if (entry.trim() !== '') found.push(mailboxOf(entry));
  return found;
}

/** How far the reading of an address header has come. */
interface Reading {
  quoted: boolean;
  /** Comments open inside each other. */
  depth: number;
  angle: boolean;
  entry: string;
}

function* entriesIn(value: string): Generator<string, void, void> {
  const state: Reading = { quoted: false, depth: 0, angle: false, entry: '' };
  for (let at = 0; at < value.length; at++) {
    const sign = value.charAt(at);
    if (sign === '\\' && (state.quoted || state.depth > 0)) {
      if (state.depth === 0) state.entry += value.charAt(at + 1);
      at += 1;
    } else if (take(state, sign)) {
      yield state.entry;
      state.entry = '';
    }
  }
  yield state.entry;
}

/** Takes the next sign; true when an entry ends with it. */
function take(state: Reading, sign: string): boolean {
  if (state.quoted || sign === '"') {
    if (sign === '"' && state.depth === 0) state.quoted = !state.quoted;
    else if (state.depth === 0) state.entry += sign;
    return false;
  }
  if (sign === '(') state.depth += 1;
  if (state.depth > 0) {
    if (sign === ')') state.depth -= 1;
    return false;
  }
  if (state.angle) {
    state.angle = sign !== '>';
    state.entry += sign;
    return false;
  }
  if (sign === ',' || sign === ';') return true;
  // The name of a group, unless the address behind it says otherwise.
  if (sign === ':') state.entry = '';
  else state.entry += sign;
  state.angle = sign === '<';
  return false;
}

function mailboxOf(entry: string): Mailbox {
  const open = entry.lastIndexOf('<');
  if (open < 0) return { name: '', address: entry.trim() };
  const close = entry.indexOf('>', open);
  return { name: entry.slice(0, open).trim(), address: entry.slice(open + 1, close < 0 ? undefined : close).trim() };
}

/** Tags of a list such as DKIM's ("v=1; d=shop.example"); the first of each name counts. */
export function tagsIn(value: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const part of value.slice(0, VALUE_LIMIT).split(';')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, equals).trim().toLowerCase();
    if (equals > 0 && !tags.has(name)) tags.set(name, part.slice(equals + 1).trim());
  }
  return tags;
}

/** One DKIM signature. */
export interface Signature {
  readonly domain: string;
  readonly selector: string;
  /** Names of the headers it covers, in lower case. */
  readonly covers: readonly string[];
}

/** Null for what names no domain: it signs nothing. */
export function signatureOf(value: string): Signature | null {
  const tags = tagsIn(value);
  const bare = (name: string): string => (tags.get(name) ?? '').replaceAll(/\s/g, '').toLowerCase();
  const domain = bare('d').replace(/\.$/, '');
  return domain === '' ? null : { domain, selector: bare('s'), covers: bare('h').split(':') };
}

/** What `List-Unsubscribe` holds (RFC 2369): what stands in angle brackets, and what stands outside of them. */
export function unsubscribeIn(value: string): { readonly uris: readonly string[]; readonly outside: string } {
  const uris: string[] = [];
  let outside = '';
  let rest = value.slice(0, VALUE_LIMIT);
  for (let open = rest.indexOf('<'); open >= 0; open = rest.indexOf('<')) {
    const close = rest.indexOf('>', open);
    if (close < 0 || uris.length >= 100) break;
    outside += rest.slice(0, open);
    uris.push(rest.slice(open + 1, close).trim());
    rest = rest.slice(close + 1);
  }
  return { uris, outside: `${outside}${rest}`.replaceAll(/[\s,]+/g, ' ').trim() };
}

const V4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/;
const PRIVATE = /^(?:0|10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const PRIVATE_V6 = /^(?:::1?$|fe[89ab]|f[cd])/i;

/** Handed in by its writer with a password (RFC 3848), or written on a page: where he sat is no server. */
const HANDED_IN = /\swith\s+(?:(?:utf8)?e?smtps?a|lmtps?a|https?|mapi)(?![\w-])|\bauthenticated\b/i;

/**
 * The address of the server a mail came from, as those that passed it on wrote it down: the oldest `Received` that names a public one. Headers stand newest first. Null =
 * none is named. What stands below may be invented by the sender, so it is a hint and no proof.
 */
export function sendingAddress(received: readonly string[]): string | null {
  const hops = received.slice(0, 200).map((value) => value.slice(0, 4000));
  return hops.flatMap((hop) => (HANDED_IN.test(hop) ? [] : (publicAddress(hop) ?? []))).at(-1) ?? null;
}

function publicAddress(received: string): string | null {
  const from = /^\s*from\b/i.test(received) ? (received.split(/\sby\s/i)[0] ?? '') : '';
  const v6 = /\[IPv6:([0-9a-f:.]{2,45})\]/i.exec(from)?.[1];
  if (v6 !== undefined) return PRIVATE_V6.test(v6) ? null : v6.toLowerCase();
  const v4 = /\[([\d.]{7,15})\]/.exec(from)?.[1] ?? V4.exec(from)?.[0];
  if (v4 === undefined || PRIVATE.test(v4) || !v4.split('.').every((part) => Number(part) <= 255)) return null;
  return v4;
}

import punycode from 'punycode/punycode.js';
import isEmail from 'validator/lib/isEmail.js';

/** An address as people read it, and the key under which it counts as the same one. */
export interface Address {
  readonly display: string;
  readonly key: string;
}

/** Characters that print nothing and come along with pasted text. */
const INVISIBLE = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;
/** Control and direction characters and halves of a character: none belongs into an address or a domain. */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028\u2029\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const ASCII = /^[\0-\x7F]*$/;

function tidy(raw: string): string {
  return raw.normalize('NFKC').replace(INVISIBLE, '').trim();
}

/** Punycode of a domain in lower case, or null when it cannot be one. */
function asciiDomain(domain: string): string | null {
  try {
    const ascii = asciiForm(domain);
    const labels = ascii.split('.');
    return ascii.length <= 253 && labels.length >= 2 && labels.every((label) => LABEL.test(label)) ? ascii : null;
  } catch {
    // punycode throws a RangeError on what it cannot encode: not a domain.
    return null;
  }
}

function asciiForm(domain: string): string {
  const lower = domain.toLowerCase();
  return ASCII.test(lower) ? lower : punycode.toASCII(lower);
}

/** The key of an address or domain that was accepted before: no check, so that it costs little. Empty stays empty. */
export function keyOfKnown(display: string): string {
  const at = display.lastIndexOf('@') + 1;
  return display.slice(0, at).toLowerCase() + asciiForm(display.slice(at));
}

/** True when a value carries control or direction characters inside, as header injection and disguised addresses do. */
export function isUnsafe(raw: string): boolean {
  return UNSAFE.test(raw.trim());
}

/**
 * One address. Case, surrounding spaces, invisible characters, Unicode form and IDN spelling do not matter for `key`; `display` keeps the
 * spelling that was given. Null when it is not an address.
 */
export function parseAddress(raw: string): Address | null {
  const bare = /^[^<>]*<([^<>]+)>$/.exec(raw.trim())?.[1] ?? raw;
  if (isUnsafe(bare)) return null;
  const text = tidy(bare).replace(/^mailto:/i, '');
  const at = text.lastIndexOf('@');
  const domain = at > 0 ? asciiDomain(text.slice(at + 1)) : null;
  if (domain === null) return null;
  const key = `${text.slice(0, at).toLowerCase()}@${domain}`;
  return isEmail(key) ? { display: `${text.slice(0, at)}@${text.slice(at + 1).toLowerCase()}`, key } : null;
}

/** One domain, from a name or a web address; "www." does not count. Null when it is not a domain. */
export function parseDomain(raw: string): Address | null {
  if (isUnsafe(raw)) return null;
  const display = tidy(raw)
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '')
    .replace(/^www\.(?=[^.]+\.)/, '');
  const key = asciiDomain(display);
  return key === null ? null : { display, key };
}

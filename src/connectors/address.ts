import punycode from 'punycode/punycode.js';
import { isLoopback } from '../shared/loopback.ts';

const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;
const ASCII = /^[\0-\x7F]*$/;
/** scheme, what is before an @, host or [address], port, and the rest. */
const PARTS = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:[^/?#@]*@)?(\[[0-9a-f:.]+\]|[^/?#:@\s]+)(?::(\d{1,5}))?([/?#].*)?$/i;
const BARE_IPV6 = /^[0-9a-f]*:[0-9a-f:.]*:[0-9a-f.]*$/i;

/**
 * Where a panel listens, `https://host:port`, from what a person pasted: a host name, an address with or without scheme and port, or the address line of a
 * browser. What follows the port is dropped, and names and passwords before the host are. Without a port the panel's own is meant, but an address line with a
 * path is a browser's, which leaves out 443. Encryption is asked for unless plain `http://` names this very computer. null = this is no address.
 */
export function panelBase(pasted: string, defaultPort: number): string | null {
  const text = pasted.trim();
  const parts = PARTS.exec(BARE_IPV6.test(text) ? `[${text}]` : text);
  if (parts === null) return null;
  const [, scheme = '', rawHost = '', rawPort, rest = ''] = parts;
  const known = scheme.toLowerCase();
  if (known !== '' && known !== 'https' && known !== 'http') return null;
  const host = hostOf(rawHost);
  const port = rawPort === undefined ? impliedPort(known, rest, defaultPort) : Number(rawPort);
  if (host === null || port < 1 || port > 65_535) return null;
  return `${known === 'http' && isLoopback(host) ? 'http' : 'https'}://${host}:${port}`;
}

function impliedPort(scheme: string, rest: string, defaultPort: number): number {
  return scheme === 'https' && rest.length > 1 ? 443 : defaultPort;
}

function hostOf(raw: string): string | null {
  if (raw.startsWith('[')) return isIpv6(raw.slice(1, -1)) ? raw.toLowerCase() : null;
  const name = asciiName(raw.normalize('NFKC').toLowerCase().replace(/\.$/, ''));
  if (name === null || name.length > 253) return null;
  const labels = name.split('.');
  if (!labels.every((label) => LABEL.test(label))) return null;
  // A last label of digits makes it an IPv4 address, or nothing.
  return /^\d+$/.test(labels.at(-1) ?? '') && !isIpv4(labels) ? null : name;
}

function isIpv4(labels: readonly string[]): boolean {
  return labels.length === 4 && labels.every((label) => /^(0|[1-9]\d{0,2})$/.test(label) && Number(label) <= 255);
}

/** RFC 4291, 2.2: eight groups, of which one run of zeros may be left out, and the last two may be written as an IPv4 address. */
function isIpv6(text: string): boolean {
  const last = text.slice(text.lastIndexOf(':') + 1);
  const dotted = last.includes('.');
  if (dotted && !isIpv4(last.split('.'))) return false;
  const halves = (dotted ? `${text.slice(0, -last.length)}0:0` : text).split('::');
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (halves.length > 2 || !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length <= 7 : groups.length === 8;
}

function asciiName(name: string): string | null {
  try {
    return ASCII.test(name) ? name : punycode.toASCII(name);
  } catch {
    // A RangeError: characters that no host name can be made of.
    return null;
  }
}

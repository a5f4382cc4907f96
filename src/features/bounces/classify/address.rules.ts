/** An address as reports write it, somewhere in a text. Lengths are bounded so that hostile text costs linear time. */
const ADDRESS = /(?:"[^"\s<>]{1,64}"|[^\s<>()[\]",:;'`|]{1,128})@(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,62})\.){0,10}[\p{L}\p{N}][\p{L}\p{N}_-]{1,62}/u;
const EVERY_ADDRESS = new RegExp(ADDRESS.source, 'gu');
const LONGEST_LINE = 2000;

/** The first address of a line, cleaned; empty without one. */
export function addressIn(line: string): string {
  if (!line.includes('@')) return '';
  return cleanAddress(ADDRESS.exec(line.slice(0, LONGEST_LINE))?.[0] ?? '');
}

/** Every address of a line, cleaned, at most 50. */
export function addressesIn(line: string): string[] {
  if (!line.includes('@')) return [];
  return [...new Set((line.slice(0, LONGEST_LINE).match(EVERY_ADDRESS) ?? []).slice(0, 50).map(cleanAddress))].filter((address) => address !== '');
}

/** One address without what servers write around it, signatures and rewritings undone. */
export function cleanAddress(value: string): string {
  const bare = value
    .trim()
    .replace(/^(?:smtp|mailto|rfc822)[:;]/i, '')
    .replace(/^[<"'=*]+|[>"'.,;:]+$/g, '');
  return undoRewriting(bare);
}

/** Undoes signed (BATV: `prvs=TAG=user@dom`, `btv1==TAG==user@dom`) and forwarded (SRS0, SRS1) forms of an address. */
export function undoRewriting(address: string): string {
  const at = address.lastIndexOf('@');
  if (at < 0) return address;
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const forwarded =
    /^srs0[=+-][^=]{1,20}=[^=]{1,10}=([^=]{1,255})=(.{1,128})$/i.exec(local) ??
    /^srs1[=+-][^=]{1,20}=[^=]{1,255}==?[^=]{1,20}=[^=]{1,10}=([^=]{1,255})=(.{1,128})$/i.exec(local);
  if (forwarded !== null) return `${forwarded[2] ?? ''}@${forwarded[1] ?? ''}`;
  const signed = /^(?:prvs=[0-9a-z]{4,20}=|btv1==[0-9a-z]{4,20}==|prvs=(?=[^/=]{1,64}\/[0-9a-f]{6,12}$))(.{1,128})$/i.exec(local);
  if (signed === null) return address;
  return `${(signed[1] ?? '').replace(/\/[0-9a-f]{6,12}$/i, '')}@${domain}`;
}

/** The recipient that a variable return path names: `bounce+user=example.com@dom`. Empty when it names none. */
export function recipientInReturnPath(address: string): string {
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@')));
  const named = /(?:^|[+_-])([^+=\s]{1,64}(?:\+[^+=\s]{1,64})?)=([\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8})$/u.exec(local);
  if (named === null || /^(?:prvs|srs[01]|btv1)/i.test(local)) return '';
  return `${(named[1] ?? '').replace(/^(?:bounces?|return|returns|verp|b|err|errors?)[+-]/i, '')}@${named[2] ?? ''}`;
}

/** An address in its xtext or Unicode form (RFC 3461, RFC 6533) as it is really written. */
export function decodeXtext(value: string): string {
  return value
    .replace(/\\x\{([0-9a-f]{2,6})\}/gi, (whole, hex: string) => {
      const point = Number.parseInt(hex, 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
    })
    .replace(/\+([0-9A-F]{2})/g, (whole, hex: string) => {
      const point = Number.parseInt(hex, 16);
      return point > 0x20 && point < 0x7f ? String.fromCharCode(point) : whole;
    });
}

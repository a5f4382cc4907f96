/** An address in its one written form: IPv4 as four numbers with dots, IPv6 as RFC 5952 says. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly text: string;
}

/** The address that `text` writes; null = it writes none. Zones (`%eth0`) and leading zeros of IPv4 are no part of an address. */
export function parseIp(text: string): IpAddress | null {
  const trimmed = text.trim();
  if (isIpv4(trimmed)) return { family: 4, text: trimmed };
  const groups = groupsOf(trimmed);
  return groups === null ? null : { family: 6, text: shortened(groups) };
}

/** The labels under which reverse zones and block lists keep an address (RFC 5782, 2.1 and 2.4): bytes of IPv4, nibbles of IPv6, last first. */
export function reverseLabels({ family, text }: IpAddress): string {
  if (family === 4) return text.split('.').reverse().join('.');
  const digits = (groupsOf(text) ?? []).map((group) => group.toString(16).padStart(4, '0')).join('');
  return [...digits].reverse().join('.');
}

function isIpv4(text: string): boolean {
  return /^(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])(\.(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])){3}$/.test(text);
}

/** The eight groups of an IPv6 address; null = it is none. */
function groupsOf(text: string): number[] | null {
  const sides = text.toLowerCase().split('::');
  const [before, after] = [partsOf(sides[0] ?? '', sides.length === 1), partsOf(sides[1] ?? '', true)];
  if (sides.length > 2 || before === null || after === null) return null;
  const missing = 8 - before.length - after.length;
  if (sides.length === 1) return missing === 0 ? before : null;
  return missing < 1 ? null : [...before, ...Array.from({ length: missing }, () => 0), ...after];
}

/** The groups of one side of `::`; the last of the address may be written as IPv4. */
function partsOf(text: string, isEnd: boolean): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [at, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16));
    else if (isEnd && at === parts.length - 1 && isIpv4(part)) groups.push(...pairs(part.split('.').map(Number)));
    else return null;
  }
  return groups;
}

function pairs([a = 0, b = 0, c = 0, d = 0]: readonly number[]): number[] {
  return [a * 256 + b, c * 256 + d];
}

/** The longest run of two or more zeros, the first of equals, becomes `::`. */
function shortened(groups: readonly number[]): string {
  let best = { at: 0, length: 1 };
  for (let at = 0; at < groups.length; at++) {
    let length = 0;
    while (at + length < groups.length && groups[at + length] === 0) length++;
    if (length > best.length) best = { at, length };
  }
  const written = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  return best.length < 2 ? written(groups) : `${written(groups.slice(0, best.at))}::${written(groups.slice(best.at + best.length))}`;
}

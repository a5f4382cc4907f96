/** Characters for bytes that are no text: logs hold what strangers sent. */
const UNREADABLE = 0xfffd;
/** What nearly all text is. */
const PLAIN = /^[ -~]*$/;

/**
 * Text of bytes: UTF-8 where it is sound, else U+FFFD for each bad byte; control characters become U+FFFD too, tabs a space.
 * Never longer than `limit` characters (UTF-16 units).
 */
export function textOf(bytes: Uint8Array, limit = 500): string {
  const plain = asciiOf(bytes, 0, Math.min(bytes.length, limit));
  return PLAIN.test(plain) ? plain : decoded(bytes, limit);
}

function decoded(bytes: Uint8Array, limit: number): string {
  const units: number[] = [];
  const end = bytes.length;
  let at = 0;
  while (at < end && units.length < limit) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      units.push(byte === 9 ? 32 : byte < 32 || byte === 127 ? UNREADABLE : byte);
      at++;
      continue;
    }
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    const point = size === 1 || at + size > end ? -1 : pointOf(bytes, at, size);
    at += point < 0 ? 1 : size;
    if (point < 0) units.push(UNREADABLE);
    else if (point < 0x10000) units.push(point);
    else if (units.length + 2 > limit) break;
    else units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
  }
  return String.fromCharCode(...units);
}

/** Letters of a text that are put together at once. */
const AT_ONCE = 8192;

/** ASCII of bytes, each as the character of its number: for ids, logins and domains that are compared and never shown as they are. */
export function asciiOf(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  // Not letter by letter: a text that is put together so takes thirty times the memory.
  for (let at = start; at < end; at += AT_ONCE) text += Reflect.apply(String.fromCharCode, null, bytes.subarray(at, Math.min(end, at + AT_ONCE)));
  return text;
}

const SMALLEST = [0, 0, 0x80, 0x800, 0x10000] as const;

/** The code point of a sequence, -1 when it is not sound: cut, too long a form, a surrogate, beyond Unicode, or a C1 control. */
function pointOf(bytes: Uint8Array, at: number, size: number): number {
  let point = (bytes[at] ?? 0) & (0x7f >> size);
  for (let more = 1; more < size; more++) {
    const byte = bytes[at + more] ?? 0;
    if ((byte & 0xc0) !== 0x80) return -1;
    point = (point << 6) | (byte & 0x3f);
  }
  const sound = point >= (SMALLEST[size] ?? 0) && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) && point > 0x9f;
  return sound ? point : -1;
}

import type { Encoding } from '../../contract/imports.ts';
import type { TextCodec } from '../../ports/text-codec.ts';
import type { Language } from '../../shared/language.ts';

export type Certainty = 'certain' | 'likely' | 'guess' | 'chosen';

export interface FoundEncoding {
  readonly value: Encoding;
  readonly certainty: Certainty;
}

/** Bytes looked at for a decision that only needs a sample. */
const SAMPLE_BYTES = 256 * 1024;

const MAGIC: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // %PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0x47, 0x49, 0x46, 0x38], // GIF8
  [0xff, 0xd8, 0xff], // JPEG
  [0x4d, 0x5a, 0x90], // DOS and Windows program
  [0x7f, 0x45, 0x4c, 0x46], // ELF
  [0x1f, 0x8b, 0x08], // gzip
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x52, 0x61, 0x72, 0x21], // RAR
];

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** True for what a spreadsheet reader is to judge: a ZIP archive or an OLE container (old or encrypted workbook). */
export function isContainer(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
}

/** True for bytes that are no text in any encoding: known signatures, or too many control characters. */
export function isBinary(bytes: Uint8Array, encoding: Encoding): boolean {
  if (MAGIC.some((magic) => startsWith(bytes, magic))) return true;
  if (encoding.startsWith('utf-16')) return false;
  const end = Math.min(bytes.length, SAMPLE_BYTES);
  let controls = 0;
  let zeros = 0;
  for (let index = 0; index < end; index++) {
    const byte = bytes[index] ?? 0;
    if (byte === 0) zeros++;
    else if (byte < 9 || (byte > 13 && byte < 32)) controls++;
  }
  return controls > end * 0.01 + 2 || zeros > end * 0.1 + 8;
}

/**
 * The encoding of a text file: byte-order mark, then valid UTF-8, then UTF-16 without a mark, then a comparison of what the bytes would say
 * in the one-byte encodings of the three languages, in which `prior` breaks near ties. Detectors of the trade take short Russian for
 * Turkish and French for Polish, so the choice is among few, and always shown and changeable.
 */
export function detectEncoding(bytes: Uint8Array, codec: TextCodec, prior: Language): FoundEncoding {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return { value: 'utf-8', certainty: 'certain' };
  if (startsWith(bytes, [0xff, 0xfe])) return { value: 'utf-16le', certainty: 'certain' };
  if (startsWith(bytes, [0xfe, 0xff])) return { value: 'utf-16be', certainty: 'certain' };
  const wide = wideEncoding(bytes);
  if (wide !== null) return { value: wide, certainty: 'likely' };
  if (codec.isUtf8(bytes)) return { value: 'utf-8', certainty: 'certain' };
  const sample = highSample(bytes);
  if (mostlyUtf8(codec.decode(sample, 'utf-8'))) return { value: 'utf-8', certainty: 'likely' };
  return oneByteEncoding(sample, codec, prior);
}

/** UTF-16 without a mark: one byte of each pair is nearly always the high half of Latin, Cyrillic or punctuation. */
function wideEncoding(bytes: Uint8Array): Encoding | null {
  const end = Math.min(bytes.length, 4096) & ~1;
  if (end < 8) return null;
  const high = [0, 0];
  const zeros = [0, 0];
  for (let index = 0; index < end; index++) {
    const byte = bytes[index] ?? 0;
    const side = index & 1;
    if (byte === 0 || byte === 4 || byte === 0x20 || byte === 0x21) high[side] = (high[side] ?? 0) + 1;
    if (byte === 0) zeros[side] = (zeros[side] ?? 0) + 1;
  }
  const looksHigh = (side: 0 | 1): boolean =>
    (high[side] ?? 0) > (end / 2) * 0.9 && (zeros[side] ?? 0) > (end / 2) * 0.1 && (zeros[1 - side] ?? 0) < (end / 2) * 0.05;
  if (looksHigh(1)) return 'utf-16le';
  return looksHigh(0) ? 'utf-16be' : null;
}

/** The lines that hold a byte above ASCII, up to a limit: the rest decides nothing. */
function highSample(bytes: Uint8Array): Uint8Array {
  const kept: number[] = [];
  let start = 0;
  let high = false;
  for (let index = 0; index <= bytes.length && kept.length < SAMPLE_BYTES; index++) {
    const byte = bytes[index];
    if (byte !== undefined && byte > 0x7f) high = true;
    if (byte === undefined || byte === 10 || byte === 13 || index - start > 4096) {
      if (high) for (let at = start; at < index; at++) kept.push(bytes[at] ?? 0);
      if (high) kept.push(10);
      start = index;
      high = false;
    }
  }
  return Uint8Array.from(kept);
}

/** A few damaged bytes in a UTF-8 file do not make it another encoding. */
function mostlyUtf8(text: string): boolean {
  const broken = text.split('\uFFFD').length - 1;
  const good = text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0;
  return good > 20 && broken < good * 0.05;
}

const ONE_BYTE = ['windows-1251', 'windows-1252', 'koi8-r'] as const;

function oneByteEncoding(sample: Uint8Array, codec: TextCodec, prior: Language): FoundEncoding {
  const expected = prior === 'ru' ? 'windows-1251' : 'windows-1252';
  const scores = ONE_BYTE.map((value) => {
    const text = codec.decode(sample, value);
    const high = text.match(/[^\p{ASCII}]/gu)?.length ?? 1;
    const score = (value === 'windows-1252' ? westernScore(text) : cyrillicScore(text)) / high;
    return { value, score: score + (value === expected ? 0.25 : 0), high };
  }).sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (best === undefined || second === undefined) return { value: expected, certainty: 'guess' };
  return { value: best.value, certainty: best.score - second.score > 0.8 && best.high >= 8 ? 'likely' : 'guess' };
}

/** French and English: a lone accented letter inside an ASCII word, and the usual typographic signs. Runs of accented letters speak against it. */
function westernScore(text: string): number {
  let score = 0;
  for (const run of text.match(/[^\p{ASCII}]+/gu) ?? []) {
    if (/^[éèêëàâäçôöùûüîïñœæÉÈÊÀÂÇÔŒÜÖÄßáíóúãõåøÿ]{1,2}$/.test(run)) score += run.length * 1.5;
    else if (/^[\u00A0«»’‘“”–—…€°·№]+$/.test(run)) score += run.length * 0.5;
    else score -= run.length * (run.length > 2 ? 1.5 : 0.5);
  }
  return score;
}

/** Russian: whole words of frequent letters, lower case after the first. Letters glued to Latin ones and case that jumps speak against it. */
function cyrillicScore(text: string): number {
  let score = 0;
  for (const word of text.match(/[\p{L}\p{N}]*[^\p{ASCII}]+[\p{L}\p{N}]*/gu) ?? []) {
    const letters = word.match(/[\u0400-\u04FF]/g)?.length ?? 0;
    const russian = word.match(/[а-яёА-ЯЁ]/g)?.length ?? 0;
    const frequent = word.match(/[оеаинтсрвлкмОЕАИНТСРВЛКМ]/g)?.length ?? 0;
    const mixed = letters > 0 && /[A-Za-z]/.test(word) ? 3 * letters : 0;
    const jumps = word.match(/[а-яё][А-ЯЁ]/g)?.length ?? 0;
    const signs = word.match(/[\u00A0«»–—№„“”…]/g)?.length ?? 0;
    const strange = word.length - letters - signs - (word.match(/[\p{ASCII}]/gu)?.length ?? 0);
    score += russian + frequent * 0.8 + signs * 0.3 - (letters - russian) * 1.5 - mixed - jumps * 3 - strange * 2;
  }
  return score;
}

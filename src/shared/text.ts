import type { Language } from './language.ts';

/** Escapes a value for HTML text and double-quoted attributes. */
export function escapeHtml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

/** A search key: case, accents, ё/е and runs of spaces do not matter. */
export function fold(value: string): string {
  return value.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/**
 * One line without control characters, what turns the direction of writing, what prints nothing, and halves of a character, so that a value
 * cannot change the structure around it or hide in it. Joiners stay: scripts and emoji need them.
 */
export function singleLine(value: string): string {
  return value
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')
    .replace(/[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The text, or its beginning and an ellipsis when it is longer than `limit` characters. */
export function clip(text: string, limit: number): string {
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Marks may pile up on one letter without end: so many code units for each character, not more. */
const UNITS = 4;

/** Marks of a quotation within one, by language. */
const INNER: Readonly<Record<Language, readonly [open: string, close: string]>> = { en: ['‘', '’'], fr: ['“', '”'], ru: ['„', '“'] };
const QUOTED = /«([^«»]*)»|“([^“”]*)”|„([^„“”]*)[“”]/gu;

/** Words that will stand in quotation marks of a language: those within them become its inner ones. */
export function asQuoted(words: string, language: Language): string {
  const [open, close] = INNER[language];
  return words.replace(QUOTED, (_all, angles?: string, curly?: string, low?: string) => `${open}${angles?.trim() ?? curly ?? low ?? ''}${close}`);
}

/** Words as they are quoted, on one line: where they are longer than `limit` characters as a reader sees them, cut behind a word, with an ellipsis. */
export function quotation(words: string, limit: number): string {
  const line = singleLine(words);
  const shown: string[] = [];
  let end = 0;
  for (const { segment, index } of GRAPHEMES.segment(line.slice(0, (limit + 1) * UNITS))) {
    if (shown.length === limit || index + segment.length > limit * UNITS) break;
    shown.push(segment);
    end = index + segment.length;
  }
  if (end === line.length) return line;
  const space = line.lastIndexOf(' ', end);
  return `${line.slice(0, space > end / 2 ? space : end).trimEnd()} …`;
}

/** Whether a text names one of some accounts or clients: by a word that stands alone or in a path, by several words, or by a domain, also within a longer one or an address. */
export function namesAny(text: string, words: readonly string[]): boolean {
  const parts = wordsIn(text);
  const domains = parts.flatMap((part) => part.split('.').map((_, at, labels) => labels.slice(at).join('.'))).filter((part) => part.includes('.'));
  const all = new Set([...parts, ...domains]);
  const line = ` ${parts.join(' ')} `;
  return words.map((word) => wordsIn(word).join(' ')).some((word) => word !== '' && (all.has(word) || line.includes(` ${word} `)));
}

const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}_.-]+|\.(?=\s|$)/u)
    .filter((word) => word !== '');

/** Words as a line of its own begins. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** A file name that every desktop system accepts, at most 80 characters, never empty and never a device name of Windows. */
export function safeFileName(value: string): string {
  const plain = singleLine(value)
    .replace(/[<>:"/\\|?*]+/g, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 80);
  return plain === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(plain) ? `file-${plain}` : plain;
}

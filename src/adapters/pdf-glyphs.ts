import coverage from '../../assets/fonts/coverage.json' with { type: 'json' };

/** U+FFFD: what stands, visibly, for a character the font does not have. Left alone, such a character would vanish without a trace. */
export const MISSING_GLYPH = '\uFFFD';

const covered = new Set(coverage.flatMap(([from = 0, to = -1]) => Array.from({ length: to - from + 1 }, (_, index) => from + index)));

/** The text as the font can draw it: composed accents, and U+FFFD for every character it lacks. */
export function drawable(text: string): string {
  let drawn = '';
  for (const character of text.normalize('NFC')) drawn += covered.has(character.codePointAt(0) ?? 0) ? character : MISSING_GLYPH;
  return drawn;
}

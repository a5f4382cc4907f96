import { singleLine } from '../../shared/text.ts';

/** Longest line taken over from a mail, in characters. */
const LINE_LIMIT = 500;

/** A header or a server's answer out of a mail, as it may stand in a list: one line, no direction marks, not endless. */
export function plainLine(value: string): string {
  return [...singleLine(value).slice(0, LINE_LIMIT * 2)].slice(0, LINE_LIMIT).join('');
}

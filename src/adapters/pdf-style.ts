import type { Style } from './pdf-paper.ts';

export const INK = '#1c2126';
export const QUIET = '#5b6670';
export const ACCENT = '#17506b';
export const TINT = '#edf3f6';
export const HAIRLINE = '#cfd8de';

export const BODY: Style = { face: 'regular', size: 9.2, color: INK, leading: 1.05 };
export const HEADING: Style = { face: 'semiBold', size: 11.5, color: ACCENT, leading: 1.05 };
export const TITLE: Style = { face: 'semiBold', size: 21, color: INK, leading: 1 };

/** Rows or items up to this many are never split over two pages. */
const FEW = 4;
/** Lines of a row or item that stay together: less than a page. */
const TOGETHER = 40;

/** Whether a row or item stays on the page of the next one: all of a few do, and otherwise none stands alone at either end. */
export function kept(index: number, count: number): boolean {
  return index < count - 1 && (count <= FEW || index === 0 || index === count - 2);
}

/** The list in pieces of at most `size`; at least one piece. */
export function chunks<T>(list: readonly T[], size: number = TOGETHER): (readonly T[])[] {
  const pieces: (readonly T[])[] = [];
  for (let from = 0; from < list.length; from += size) pieces.push(list.slice(from, from + size));
  return pieces;
}

/** What a cell with a count says: a number, nothing, or something that is no number. */
export type Counted =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'other' };

const NOTHING = /^(|-|–|—|n\/?a|null|none|нет|néant)$/i;
const UNLIMITED = /^(unlimited|illimité(e|s|es)?|infinite|infini|∞|неограничен\p{L}*|без ограничений|безлимитн\p{L}*)$/iu;
/** Groups of three behind a point or a comma are thousands: counts have no thousandths. */
const GROUPED = /^\d{1,3}(?:([.,])\d{3}(?:\1\d{3})*)(?:[.,]0{1,2})?$/;
const PLAIN = /^\d{1,12}(?:[.,]0+)?$/;

/** A count in the ways people and panels write it: `1240`, `1 240`, `1,240`, `1.240`, `1'240`, `1240.00`. A share behind it, `12 (3 %)`, is left out. */
export function countedIn(cell: string): Counted {
  const text = cell
    .trim()
    .replace(/^'/, '')
    .replace(/\s*\([^()]{0,20}%\s*\)$/, '');
  if (NOTHING.test(text)) return { kind: 'nothing' };
  if (UNLIMITED.test(text)) return { kind: 'unlimited' };
  const digits = text.replace(/(?<=\d)[\s'’](?=\d{3}(?!\d))/g, '');
  const grouped = GROUPED.exec(digits);
  // "1.000" is a thousand, and "1,000.00" too: what stands behind the last other mark are its hundredths.
  if (grouped !== null) return countOf(digits.replace(/[.,]0{1,2}$/, '').replace(/[.,]/g, ''));
  return PLAIN.test(digits) ? countOf(digits.replace(/[.,]0+$/, '')) : { kind: 'other' };
}

function countOf(digits: string): Counted {
  const count = Number(digits);
  return Number.isSafeInteger(count) ? { kind: 'count', count } : { kind: 'other' };
}

/** The count of a cell, or null. */
export function countIn(cell: string): number | null {
  const counted = countedIn(cell);
  return counted.kind === 'count' ? counted.count : null;
}

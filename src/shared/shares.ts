/** Tenths of a percent in a whole. */
const WHOLE = 1000;

/**
 * Shares of a whole in percent with one decimal, rounded so that together they are exactly 100: what is left over after rounding down goes to
 * the largest remainders, the earlier of equals first. All of it is said of no part that is not all of it. All 0 when there is nothing.
 */
export function sharesOf(counts: readonly number[]): number[] {
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return counts.map(() => 0);
  const parts = counts.map((count, index) => ({ index, count, tenths: Math.floor((count * WHOLE) / all), rest: (count * WHOLE) % all }));
  let left = WHOLE - parts.reduce((sum, { tenths }) => sum + tenths, 0);
  for (const part of parts.toSorted((a, b) => b.rest - a.rest || a.index - b.index)) {
    if (left === 0) break;
    if (part.rest === 0 || (part.tenths === WHOLE - 1 && part.count < all)) continue;
    part.tenths += 1;
    left -= 1;
  }
  return parts.map(({ tenths }) => tenths / 10);
}

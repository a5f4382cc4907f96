/** 95 % on both sides. */
const Z = 1.96;

/** The least share that is believable for `hits` out of `of` (lower end of the 95 % interval of Wilson, 1927): few cases prove little. 0 out of nothing. */
export function wilsonLowerBound(hits: number, of: number): number {
  if (of <= 0 || hits <= 0) return 0;
  const share = Math.min(1, hits / of);
  const square = Z * Z;
  const middle = share + square / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share) + square / (4 * of)) / of);
  return Math.max(0, (middle - spread) / (1 + square / of));
}

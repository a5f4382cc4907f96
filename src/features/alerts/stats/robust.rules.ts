/** A modified z-score from which a value counts as an outlier (Iglewicz and Hoaglin 1993). */
export const Z_CUT = 3.5;

/** Turns a median absolute deviation into a standard deviation, for values that spread as the normal distribution does. */
const MAD_TO_SIGMA = 0.6745;
/** The same for a mean absolute deviation. */
const MEAN_DEVIATION_TO_SIGMA = 1.2533;

/** The middle of the values; 0 for none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which that share (0…1) lies, between neighbours in proportion; 0 for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

/**
 * How widely values spread, as a standard deviation that outliers do not move: from the median absolute deviation, or, where more than half of the
 * values are the same, from the mean absolute deviation. 0 when all of them are the same.
 */
export function robustScale(values: readonly number[]): number {
  const middle = median(values);
  const deviations = values.map((value) => Math.abs(value - middle));
  const mad = median(deviations);
  if (mad > 0) return mad / MAD_TO_SIGMA;
  return values.length === 0 ? 0 : MEAN_DEVIATION_TO_SIGMA * (deviations.reduce((sum, each) => sum + each, 0) / values.length);
}

/** The modified z-score of a value: how many robust standard deviations above the median. null when all values are the same, so that it says nothing. */
export function robustZ(value: number, values: readonly number[]): number | null {
  const scale = robustScale(values);
  return scale === 0 ? null : (value - median(values)) / scale;
}

/** Makes counts comparable: where they come at random (Poisson), what it gives has a variance of one, however large they are (Anscombe 1948). */
export function anscombe(count: number): number {
  return 2 * Math.sqrt(Math.max(0, count) + 3 / 8);
}

/** How far a count is above the median of others on the scale of Anscombe, on which one is a standard deviation of pure chance. */
export function countZ(count: number, counts: readonly number[]): number {
  return anscombe(count) - anscombe(median(counts));
}

/** The same in robust standard deviations of those counts, when they vary more than pure chance does. */
export function burstyZ(count: number, counts: readonly number[]): number {
  return countZ(count, counts) / Math.max(1, robustScale(counts.map(anscombe)));
}

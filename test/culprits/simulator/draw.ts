import { drawing } from '../../../bench/simulated-traffic.ts';

/** Draws for simulated mail; the same seed draws the same. */
export interface Draw {
  /** True in that share of cases. */
  chance(share: number): boolean;
  /** Any number from `low` up to below `high`. */
  between(low: number, high: number): number;
  /** A whole number, both ends included. */
  whole(low: number, high: number): number;
  /** A heavy-tailed amount around a median (log-normal). */
  heavy(median: number, sigma: number): number;
  /** A count of that mean; its variance is the mean plus `burstiness` times its square. */
  count(mean: number, burstiness: number): number;
  /** How many of `of` meet something that has that share. */
  part(of: number, share: number): number;
  pick<T>(first: T, ...others: readonly T[]): T;
}

export function drawFrom(seed: number): Draw {
  const source = drawing(seed * 2_654_435_761);
  const uniform = (): number => source.below(2 ** 30) / 2 ** 30;
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const draw: Draw = {
    chance: (share) => uniform() < share,
    between: (low, high) => low + (high - low) * uniform(),
    whole: (low, high) => low + source.below(high - low + 1),
    heavy: (median, sigma) => median * Math.exp(sigma * normal()),
    count: (mean, burstiness) => (mean <= 0 ? 0 : source.count(mean, burstiness)),
    part: (of, share) => partOf(of, share, { uniform, normal }),
    pick: (first, ...others) => [first, ...others][source.below(others.length + 1)] ?? first,
  };
  // The first numbers of neighbouring seeds are alike.
  for (let skipped = 0; skipped < 16; skipped++) uniform();
  return draw;
}

function partOf(of: number, share: number, { uniform, normal }: { uniform(): number; normal(): number }): number {
  if (share <= 0 || of <= 0) return 0;
  if (of > 200) return Math.max(0, Math.min(of, Math.round(of * share + Math.sqrt(of * share * (1 - share)) * normal())));
  let hits = 0;
  for (let each = 0; each < of; each++) if (uniform() < share) hits += 1;
  return hits;
}

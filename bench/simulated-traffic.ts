/** Draws counts of simulated traffic; the same seed draws the same. */
export interface Drawing {
  /** A whole number from 0, below `end`. */
  below(end: number): number;
  /** A count of that mean, whose variance is the mean plus `burstiness` times its square: 0 = at random (Poisson). */
  count(mean: number, burstiness: number): number;
}

export function drawing(seed: number): Drawing {
  let state = seed | 0;
  /** 0…1 (mulberry32). */
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    below: (end) => Math.floor(uniform() * end),
    count: (mean, burstiness) => poisson(burstiness === 0 ? mean : gamma(1 / burstiness, { uniform, normal }) * burstiness * mean, { uniform, normal }),
  };
}

interface Source {
  uniform(): number;
  normal(): number;
}

/** A gamma variate of that shape (Marsaglia and Tsang). */
function gamma(shape: number, source: Source): number {
  if (shape < 1) return gamma(shape + 1, source) * source.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = source.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - source.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Knuth's way for small means; large ones are nearly normal. */
function poisson(mean: number, { uniform, normal }: Source): number {
  if (mean > 100) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  const end = Math.exp(-mean);
  let count = 0;
  for (let product = uniform(); product > end; product *= uniform()) count += 1;
  return count;
}

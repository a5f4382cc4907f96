/** Parts of a tail smaller than this share of it are left out. */
const NEGLIGIBLE = 1e-16;
const MOST_TERMS = 5_000_000;
const LANCZOS_FIRST = 0.99999999999980993;
const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
] as const;

/** Natural logarithm of the gamma function, for positive numbers (Lanczos). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const y = x - 1;
  const sum = LANCZOS.reduce<number>((total, factor, index) => total + factor / (y + index + 1), LANCZOS_FIRST);
  const t = y + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
}

/**
 * The chance of at least `count` events where `mean` are usual (Poisson). Small tails are added up from `count` on, never taken as one less the rest,
 * which would lose them in rounding.
 */
export function poissonTail(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  if (count <= mean) return clamp(1 - poissonSum(count - 1, mean, -1));
  return clamp(poissonSum(count, mean, 1));
}

/** Adds up the chances of counts from `from` on, away from the mean. */
function poissonSum(from: number, mean: number, step: 1 | -1): number {
  let term = Math.exp(from * Math.log(mean) - mean - logGamma(from + 1));
  let sum = 0;
  for (let count = from, terms = 0; count >= 0 && terms < MOST_TERMS; count += step, terms++) {
    sum += term;
    if (term <= sum * NEGLIGIBLE) break;
    term *= step === 1 ? mean / (count + 1) : count / mean;
  }
  return sum;
}

/** `shape` successes (not whole numbers only) that each count goes on with chance `q`: the mean is shape·q/(1−q), and the variance larger. */
export interface NegativeBinomial {
  readonly shape: number;
  readonly q: number;
}

/** The chance of at least `count` (negative binomial): events that come in bursts, or whose mean is known from a sample only. */
export function negativeBinomialTail(count: number, { shape, q }: NegativeBinomial): number {
  if (count <= 0) return 1;
  if (q <= 0) return 0;
  return q >= 1 ? 1 : clamp(incompleteBeta(q, count, shape));
}

/** Mean and variance of bursty counts as that distribution; null where the variance is not above the mean, so that they are no bursts. */
export function burstsOf(mean: number, variance: number): NegativeBinomial | null {
  return mean > 0 && variance > mean ? { shape: (mean * mean) / (variance - mean), q: 1 - mean / variance } : null;
}

/** What little is supposed before anything was seen: 20 an hour, weakly. */
const PRIOR = { shape: 1, rate: 0.05 } as const;

/** What the next window may hold after `windows` of them held `sum` altogether (gamma prior on a Poisson mean). */
export function predictive(windows: number, sum: number): NegativeBinomial {
  return { shape: PRIOR.shape + sum, q: 1 / (PRIOR.rate + windows + 1) };
}

/** The regularized incomplete beta function I_x(a, b), by its continued fraction (Lentz), on the side where that converges fast. */
function incompleteBeta(x: number, a: number, b: number): number {
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  return x < (a + 1) / (a + b + 2) ? (Math.exp(logFront) * betaFraction(x, a, b)) / a : 1 - (Math.exp(logFront) * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const safe = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 100_000; m++) {
    for (const step of [(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)), (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))]) {
      d = 1 / safe(1 + step * d);
      c = safe(1 + step / c);
      fraction *= d * c;
    }
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return fraction;
}

function clamp(chance: number): number {
  return Number.isNaN(chance) ? 1 : Math.min(1, Math.max(0, chance));
}

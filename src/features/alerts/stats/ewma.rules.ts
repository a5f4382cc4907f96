/** Weight of the newest value (Roberts 1959), and how many standard deviations of the average are too many (Lucas and Saccucci 1990). */
const WEIGHT = 0.2;
const SIGMAS = 3;

/** One step of the exponentially weighted average, and the limit it has at that step. */
export interface EwmaStep {
  readonly average: number;
  readonly limit: number;
}

/** The weighted averages of values that follow a past with that mean and standard deviation, each with its limit. */
export function ewma(values: readonly number[], { mean, sigma }: { readonly mean: number; readonly sigma: number }): EwmaStep[] {
  let average = mean;
  return values.map((value, index) => {
    average = WEIGHT * value + (1 - WEIGHT) * average;
    const part = (WEIGHT / (2 - WEIGHT)) * (1 - (1 - WEIGHT) ** (2 * (index + 1)));
    return { average, limit: mean + SIGMAS * sigma * Math.sqrt(part) };
  });
}

/** Which value (from 0) is the first whose average is above the limit; -1 = none. */
export function firstAbove(steps: readonly EwmaStep[]): number {
  return steps.findIndex(({ average, limit }) => average > limit);
}

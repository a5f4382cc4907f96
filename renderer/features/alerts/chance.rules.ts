/** How rarely chance alone may call a quiet account a spike, for each window: what is offered. */
const CHANCES = [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8] as const;

/** What is offered, with the value that is set now among it, the most frequent first. */
export function chancesWith(current: number): number[] {
  return [...new Set([...CHANCES, current])].sort((a, b) => b - a);
}

const ACCOUNTS = 100;
const HOURS = 24;

/** Days from one false alarm to the next with 100 accounts and figures of every hour. */
export function daysBetween(chance: number): number {
  return 1 / (ACCOUNTS * HOURS * chance);
}

/** Steps of one's own threshold at which one may be told, with those set now. */
export function levelsWith(current: readonly number[]): number[] {
  return [...new Set([50, 60, 70, 80, 90, 100, 120, ...current])].sort((a, b) => a - b);
}

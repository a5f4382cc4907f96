import type { SendingLimit } from '../hosts/index.ts';

/** Seconds from the first to the last of `messages` under all limits, rounded up. */
export function secondsFor(messages: number, limits: readonly Omit<SendingLimit, 'owner'>[]): number {
  const after = Math.max(0, messages - 1);
  const each = limits.map(({ count, seconds, even }) => (even ? (after * seconds) / count : Math.floor(after / count) * seconds));
  return Math.ceil(Math.max(0, ...each));
}

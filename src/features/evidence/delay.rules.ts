import { DelayBucket } from '../../contract/evidence.ts';
import { HOUR_MS } from '../../shared/durations.ts';

/** Hours a bucket reaches to, without them. */
const REACH: Readonly<Record<DelayBucket, number>> = { same_day: 24, day: 48, three_days: 72, week: 168, month: 720, longer: Number.POSITIVE_INFINITY };

/** Hours from one instant to a later one. */
export function hoursBetween(from: number, to: number): number {
  return (to - from) / HOUR_MS;
}

/** Which bucket so many hours are in. */
export function bucketOf(hours: number): DelayBucket {
  return DelayBucket.options.find((bucket) => hours < REACH[bucket]) ?? 'longer';
}

/** The value that so large a share of sorted values does not exceed (nearest rank); null without any. */
export function percentile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

/** Every bucket with its number, shortest first. */
export function bucketCounts(hours: readonly number[]): { bucket: DelayBucket; accounts: number }[] {
  const counts = new Map<DelayBucket, number>();
  for (const each of hours) counts.set(bucketOf(each), (counts.get(bucketOf(each)) ?? 0) + 1);
  return DelayBucket.options.map((bucket) => ({ bucket, accounts: counts.get(bucket) ?? 0 }));
}

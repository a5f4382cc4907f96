import type { InferContractRouterOutputs } from '@orpc/contract';
import type { bounces } from '../../../src/contract/bounces.ts';

type Trend = InferContractRouterOutputs<{ bounces: typeof bounces }>['bounces']['trend'];
export type TrendDay = Trend['days'][number];

/** What can become of a message, in the order it is told and drawn from the bottom. */
export const FAILED_AS = ['permanent', 'temporary', 'blocked'] as const;

export interface TrendSum {
  /** Messages a server was asked to take: those that left and those that were refused at once. */
  readonly tried: number;
  readonly failed: number;
  readonly permanent: number;
  readonly temporary: number;
  readonly blocked: number;
  readonly complaints: number;
  /** 0…100; null = nothing was tried, so that there is no share. */
  readonly failedPercent: number | null;
}

/** The figures of some days together. */
export function sumOf(days: readonly TrendDay[]): TrendSum {
  const total = (of: (day: TrendDay) => number) => days.reduce((sum, day) => sum + of(day), 0);
  const [permanent, temporary, blocked] = [total((day) => day.permanent), total((day) => day.temporary), total((day) => day.blocked)];
  const failed = permanent + temporary + blocked;
  const tried = total((day) => day.tried);
  const failedPercent = tried === 0 ? null : (100 * failed) / tried;
  return { tried, failed, permanent, temporary, blocked, complaints: total((day) => day.complaints), failedPercent };
}

/** Days on which something left, was refused or was complained about. */
export function busyDays(days: readonly TrendDay[]): TrendDay[] {
  return days.filter((day) => day.tried > 0 || day.complaints > 0);
}

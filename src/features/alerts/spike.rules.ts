import type { AlertLevel, AlertSettings } from '../../contract/alerts.ts';
import { ewma } from './stats/ewma.rules.ts';
import { burstyZ, median, quantile, Z_CUT } from './stats/robust.rules.ts';
import { burstsOf, negativeBinomialTail, poissonTail, predictive } from './stats/tails.rules.ts';

/** Windows of the same kind that must have been seen before anything is usual. */
export const LEAST_WINDOWS = 14;
/** Of the same hour of the same weekday: four weeks. */
const WEEKS = 4;
/**
 * How many standard errors mean and spread of a short past are taken to be off: with these, accounts that send in bursts (a variance up to the square of
 * the mean) are called a spike no more often than the chance that was chosen (bench/alerts.bench.ts).
 */
const DOUBT = { warn: 3, act: 4 } as const;

/** What is usual in one window. */
export interface Usual {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly windows: number;
}

/** Counts of earlier windows of the same kind, oldest first; `sameWeekday`: those of them that are whole weeks ago. */
export interface Past {
  readonly counts: readonly number[];
  readonly sameWeekday: readonly number[];
}

/** `chance` = how likely a quiet account has such a window; `z` = robust standard deviations above the median. */
export interface Spike {
  readonly level: 'warn' | 'act';
  readonly chance: number;
  readonly z: number;
  readonly usual: Usual;
}

export type SpikeSettings = Pick<AlertSettings, 'warnBelow' | 'actBelow' | 'times' | 'above'>;

/** How many windows still have to be seen. */
export function lacking(windows: number): number {
  return Math.max(0, LEAST_WINDOWS - windows);
}

/** The range that nine of ten windows of the past are in. null while it is learned. */
export function usualOf(counts: readonly number[]): Usual | null {
  if (lacking(counts.length) > 0) return null;
  return { low: quantile(counts, 0.05), median: median(counts), high: quantile(counts, 0.95), windows: counts.length };
}

/**
 * Whether a count is above what is usual: it must be an outlier on the robust scale, hardly possible by chance (at random, with the mean known from a
 * sample only, and in bursts as the account has them), and large: so many times the usual and so many above it, also of that hour of the week once
 * four weeks are known. null = no, or still learned.
 */
export function spikeIn(count: number, past: Past, settings: SpikeSettings): Spike | null {
  const usual = usualOf(past.counts);
  if (usual === null) return null;
  const weekly = past.sameWeekday.length >= WEEKS ? median(past.sameWeekday) : 0;
  const expected = Math.max(usual.median, weekly);
  if (!isLarge(count, expected, settings)) return null;
  const z = burstyZ(count, past.counts);
  if (z < Z_CUT) return null;
  const chances = { warn: chanceOf(count, past.counts, { weekly, doubt: DOUBT.warn }), act: chanceOf(count, past.counts, { weekly, doubt: DOUBT.act }) };
  const level = levelOf(chances, settings);
  return level === null ? null : { level, chance: chances[level], z, usual };
}

function isLarge(count: number, expected: number, { times, above }: SpikeSettings): boolean {
  return count >= times * expected && count - expected >= above;
}

function levelOf(chances: Readonly<Record<Spike['level'], number>>, { warnBelow, actBelow }: SpikeSettings): Spike['level'] | null {
  return chances.act < actBelow ? 'act' : chances.warn < warnBelow ? 'warn' : null;
}

/**
 * The chance of at least `count` in one more window: the largest that any of the ways to look at the past gives. `weekly`: what that hour of the week usually
 * has, 0 = not known; `doubt`: standard errors by which mean and spread of the past may be off.
 */
export function chanceOf(count: number, counts: readonly number[], { weekly, doubt }: { readonly weekly: number; readonly doubt: number }): number {
  const sum = counts.reduce((total, each) => total + each, 0);
  const mean = sum / counts.length;
  return Math.max(poissonTail(count, Math.max(mean, weekly)), negativeBinomialTail(count, predictive(counts.length, sum)), burstTail(count, counts, doubt));
}

/** The chance in an account that sends in bursts. Mean and variance of a short past are taken from the high end of what they may be. */
function burstTail(count: number, counts: readonly number[], doubt: number): number {
  const n = counts.length;
  const mean = counts.reduce((total, each) => total + each, 0) / n;
  const variance = counts.reduce((total, each) => total + (each - mean) ** 2, 0) / (n - 1);
  const doubted = mean + doubt * Math.sqrt(variance / n);
  const bursts = burstsOf(doubted, variance * inflation(n - 1, doubt));
  return bursts === null ? 0 : negativeBinomialTail(count, bursts);
}

/** By what a variance from so many degrees of freedom may be too small (Wilson and Hilferty's approximation of the chi-square quantile). */
function inflation(freedom: number, doubt: number): number {
  const part = 2 / (9 * freedom);
  return 1 / Math.max(0.05, 1 - part - doubt * Math.sqrt(part)) ** 3;
}

/** Days of a slow rise that are looked at, and the days before them that they are compared with. */
export const RISE_DAYS = 7;
/** A slow rise is at least so many times what was usual (it is no outlier on any of its days), on at least so many days. */
const RISE_TIMES = 2;
const LEAST_RISEN = 3;

/** A level that rose slowly: on how many of the last days, to what a day. */
export interface Rise extends Spike {
  readonly days: number;
  readonly average: number;
}

/** Whether the last week (`recent`, oldest first) rose above the days before it. The average of the days must be above its limit, and hardly possible by chance. */
export function riseIn(recent: readonly number[], past: readonly number[], settings: SpikeSettings): Rise | null {
  const usual = usualOf(past);
  if (usual === null || recent.length < RISE_DAYS) return null;
  const mean = past.reduce((total, each) => total + each, 0) / past.length;
  const variance = past.reduce((total, each) => total + (each - mean) ** 2, 0) / (past.length - 1);
  const sigma = Math.sqrt(Math.max(variance, mean));
  const steps = ewma(recent, { mean, sigma });
  const last = steps.at(-1);
  if (last === undefined || last.average <= last.limit || !isLarge(last.average, mean, { ...settings, times: Math.min(settings.times, RISE_TIMES) }))
    return null;
  const days = steps.length - steps.findLastIndex(({ average, limit }) => average <= limit) - 1;
  if (days < LEAST_RISEN) return null;
  const chanceAt = (doubt: number): number => halfOf(days, chanceOf(median(recent.slice(-days)), past, { weekly: 0, doubt }));
  const chances = { warn: chanceAt(DOUBT.warn), act: chanceAt(DOUBT.act) };
  const level = levelOf(chances, settings);
  return level === null ? null : { level, chance: chances[level], z: (last.average - mean) / sigma, usual, days, average: last.average };
}

/** At most the chance that half of so many days have what one of them has with that chance. */
function halfOf(days: number, chance: number): number {
  return Math.min(1, 2 ** days * chance ** Math.ceil(days / 2));
}

/** The heavier of two levels. */
export function heavier<L extends AlertLevel>(a: L, b: L): L {
  return RANK[a] >= RANK[b] ? a : b;
}

/** Order of levels. */
export const RANK: Readonly<Record<AlertLevel, number>> = { info: 0, warn: 1, act: 2 };

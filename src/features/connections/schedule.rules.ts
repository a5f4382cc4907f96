import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import type { PollHistory } from './polls.repo.ts';

const LONGEST_BACK_OFF_MINUTES = 60;
/** A panel that asked for patience is believed up to a day. */
const LONGEST_WAIT_MS = DAY_MS;
/** The host has to grant it first, and somebody may try at any time by hand. */
const LACKING_MS = 6 * HOUR_MS;
/** Whoever cancelled it, or closed the program, did not mean for long. */
const CANCELLED_MS = 5 * MINUTE_MS;
/** Packs that were set up together need not be asked together for ever. */
const JITTER = 0.1;

/** Milliseconds to wait after so many failures in a row: 1, 2, 4 … 60 minutes. */
export function backOff(failures: number): number {
  return Math.min(2 ** Math.max(0, failures - 1), LONGEST_BACK_OFF_MINUTES) * MINUTE_MS;
}

/** Milliseconds before a server that could not be reached may be asked again; `busySeconds` as it asked for itself, 0 = it did not. */
export function waitAfter(failures: number, busySeconds: number): number {
  return Math.max(backOff(failures), Math.min(busySeconds * 1000, LONGEST_WAIT_MS));
}

/** One kind of question to one panel. */
export interface Part {
  readonly history: PollHistory;
  readonly everyMinutes: number;
  /** 0…1, the same for the same moment: see `spread`. */
  readonly spread: number;
  /** When the panel was last found to answer, in epoch milliseconds: waits from before then are over. */
  readonly probedAt: number | null;
}

/** Epoch milliseconds at which a question is to be asked again; 0 = never asked yet. */
export function dueAt({ history: { last, failures }, everyMinutes, spread, probedAt }: Part): number {
  if (last === null || (probedAt !== null && last.at < probedAt)) return 0;
  return last.at + Math.round(waitOf(last, failures, everyMinutes * MINUTE_MS) * (1 + JITTER * spread));
}

function waitOf(last: NonNullable<PollHistory['last']>, failures: number, interval: number): number {
  if (last.outcome === 'cancelled') return Math.min(interval, CANCELLED_MS);
  if (last.outcome === 'ok') return interval;
  return last.trouble?.code === 'panel_privilege_missing' ? Math.max(interval, LACKING_MS) : backOff(failures);
}

/** A number of 0…1 from a hash in hexadecimal. */
export function spread(hash: string): number {
  return Number.parseInt(hash.slice(0, 8), 16) / 0xffff_ffff;
}

/** What decides whether a panel may be asked. */
export interface Gate {
  readonly state: 'new' | 'ok' | 'failing' | 'refused';
  readonly paused: boolean;
  /** Not before this moment; null = at once. */
  readonly nextAt: number | null;
  /** When anything was asked last. */
  readonly lastAt: number | null;
}

/**
 * True when a panel may be asked by itself now. One that was never tried waits for a person to try it, and so does one that refused the login.
 * A clock that was set back behind the last question makes every wait void: it was reckoned by another clock.
 */
export function isOpen({ state, paused, nextAt, lastAt }: Gate, now: number): boolean {
  if (paused || state === 'new' || state === 'refused') return false;
  return nextAt === null || now >= nextAt || (lastAt !== null && lastAt > now);
}

/** True when a question is due. */
export function isDue(part: Part, now: number): boolean {
  const { last } = part.history;
  return now >= dueAt(part) || (last !== null && last.at > now);
}

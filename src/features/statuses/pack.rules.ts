import { HOUR_MS } from '../../shared/durations.ts';

/** Half of a pack does not stop at once for reasons of its clients' own. */
export const FLIPPED_SHARE = 0.5;
/** Fewer may fall due on one day, as bills do. */
export const FLIPPED_LEAST = 5;
/** Of a pack this small nobody may be left for it to be the pack. */
export const FLIPPED_ALL_FROM = 3;
/** Hosts that stop accounts one by one do it in minutes, and lists are read every few. */
export const FLIPPED_WITHIN_MS = HOUR_MS;

/** Accounts of a pack that are there, and how many of them stopped together. */
export interface Stopped {
  readonly stopped: number;
  readonly present: number;
}

/** Whether so many stopped together that it is the pack. */
export function isWholePack({ stopped, present }: Stopped): boolean {
  if (stopped >= FLIPPED_LEAST) return stopped >= present * FLIPPED_SHARE;
  return present >= FLIPPED_ALL_FROM && stopped >= present;
}

export type Because = 'panel_says' | 'accounts_flipped' | 'login_refused' | 'by_hand';

/** What is known when a pack is judged. */
export interface PackSigns {
  /** What it was found to be last; null = never anything. `readSince`: something was read of the panel after that. */
  readonly last: { readonly suspended: boolean; readonly because: Because } | null;
  readonly readSince: boolean;
  readonly loginRefused: boolean;
  readonly resellerSuspended: boolean | null;
  /** Stopped together, after what was found last. */
  readonly together: Stopped;
  /** The same since then, over whatever time. */
  readonly since: Stopped;
  /** Stopped now, for whatever reason and since whenever. */
  readonly now: Stopped;
}

/** What changes: suspended, and from what that is inferred; running again; or nothing. */
export type Judgement = { readonly suspended: true; readonly because: Because } | { readonly suspended: false } | null;

/**
 * A pack counts as suspended when its panel says so, when its accounts stop together, or when a login that worked is refused. Lost connections are no sign.
 * What was inferred is lifted by the contrary of what it was inferred from; what a person entered by what the panel says of the reseller itself.
 */
export function judge(signs: PackSigns): Judgement {
  return signs.last?.suspended === true ? lifted(signs, signs.last.because) : begun(signs);
}

function begun({ readSince, loginRefused, resellerSuspended, together }: PackSigns): Judgement {
  if (resellerSuspended === true) return { suspended: true, because: 'panel_says' };
  if (loginRefused) return readSince ? { suspended: true, because: 'login_refused' } : null;
  return isWholePack(together) ? { suspended: true, because: 'accounts_flipped' } : null;
}

function lifted({ readSince, loginRefused, resellerSuspended, since, now }: PackSigns, because: Because): Judgement {
  if (loginRefused || resellerSuspended === true || !readSince) return null;
  if (resellerSuspended === false && (because === 'panel_says' || because === 'by_hand')) return { suspended: false };
  if (because === 'panel_says' || because === 'by_hand') return null;
  // The login works again: who stopped before, or by himself, is no sign of the pack.
  if (because === 'login_refused') return isWholePack(since) ? null : { suspended: false };
  return now.stopped < now.present * FLIPPED_SHARE || now.present === 0 ? { suspended: false } : null;
}

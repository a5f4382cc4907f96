import type { AlertFacts, AlertKind, AlertLevel } from '../../contract/alerts.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { heavier, RANK } from './spike.rules.ts';

/** Something that is so now. `peak` is what an episode doubles by. */
export interface Sign {
  readonly kind: AlertKind;
  /** null: the pack as a whole. */
  readonly hostedId: number | null;
  /** Tells episodes of one kind apart; '' where there is one. */
  readonly subject: string;
  readonly level: AlertLevel;
  readonly peak: number;
  /** How many steps up it is, where somebody chose steps at which to speak up. */
  readonly step?: number;
  readonly facts: AlertFacts;
  /** Too weak to begin an episode, strong enough to keep one from ending. */
  readonly faint?: true;
}

/** An episode that is not over. Instants in epoch milliseconds. */
export interface OpenEpisode {
  readonly id: string;
  readonly kind: AlertKind;
  readonly hostedId: number | null;
  readonly subject: string;
  readonly level: AlertLevel;
  readonly peak: number;
  /** The highest step that was told of; 0 = none. */
  readonly step: number;
  readonly openedAt: number;
  readonly quietSince: number | null;
}

/** `grow`: said again. `keep`: it goes on, nothing is said; `facts` null = those it has stay. `quiet`: the sign is gone, it may come back. */
export type Step =
  | { readonly kind: 'open'; readonly sign: Sign }
  | { readonly kind: 'grow'; readonly id: string; readonly level: AlertLevel; readonly sign: Sign }
  | { readonly kind: 'keep'; readonly id: string; readonly facts: AlertFacts | null }
  | { readonly kind: 'quiet'; readonly id: string }
  | { readonly kind: 'close'; readonly id: string };

/** For how long a sign must be gone before its episode is over: traffic comes and goes, a state does not. */
export const HOLD_MS: Readonly<Record<AlertKind, number>> = {
  near_limit: DAY_MS,
  spike: DAY_MS,
  failures: DAY_MS,
  state: 0,
  pack_suspended: 0,
  several_bad: 0,
  connection_lost: 0,
  limit_changed: 7 * DAY_MS,
  warned: 7 * DAY_MS,
  listed: 0,
};

/** By how much an episode has grown when it is said again. */
const DOUBLE = 2;

/** Which episode a sign is of. */
export function keyOf({ kind, hostedId, subject }: Pick<Sign, 'kind' | 'hostedId' | 'subject'>): string {
  return `${kind} ${hostedId ?? 0} ${subject}`;
}

/** One sign an episode: one that may begin it before a faint one, then the heaviest, of equals the largest. */
export function heaviestOf(signs: readonly Sign[]): Sign[] {
  const best = new Map<string, Sign>();
  for (const sign of signs) {
    const known = best.get(keyOf(sign));
    if (known === undefined || outweighs(sign, known)) best.set(keyOf(sign), sign);
  }
  return [...best.values()];
}

function outweighs(a: Sign, b: Sign): boolean {
  if ((a.faint ?? false) !== (b.faint ?? false)) return !a.faint;
  return RANK[a.level] > RANK[b.level] || (a.level === b.level && a.peak > b.peak);
}

/**
 * What becomes of the episodes of the kinds that were looked at: one is opened once, said again only when it doubles, gets heavier or reaches the
 * next step, and is over when its sign has been gone for long enough.
 */
export function stepsOf(episodes: readonly OpenEpisode[], signs: readonly Sign[], at: number): Step[] {
  const open = new Map(episodes.map((episode) => [keyOf(episode), episode]));
  const told = heaviestOf(signs);
  const seen = new Set(told.map(keyOf));
  const begun = told.flatMap((sign): Step[] => {
    const episode = open.get(keyOf(sign));
    if (episode === undefined) return sign.faint ? [] : [{ kind: 'open', sign }];
    return [goneOn(episode, sign)];
  });
  const ended = episodes.filter((episode) => !seen.has(keyOf(episode))).flatMap((episode) => fading(episode, at));
  return [...begun, ...ended];
}

function goneOn(episode: OpenEpisode, sign: Sign): Step {
  if (!sign.faint && hasGrown(episode, sign)) return { kind: 'grow', id: episode.id, level: heavier(sign.level, episode.level), sign };
  return { kind: 'keep', id: episode.id, facts: !sign.faint && sign.peak >= episode.peak ? sign.facts : null };
}

/** True when a sign says more than its episode did: heavier, a step further or twice as much. */
export function hasGrown({ level, peak, step }: OpenEpisode, sign: Sign): boolean {
  return RANK[sign.level] > RANK[level] || (sign.step ?? 0) > step || (peak > 0 && sign.peak >= DOUBLE * peak);
}

function fading({ id, kind, quietSince }: OpenEpisode, at: number): Step[] {
  const hold = HOLD_MS[kind];
  if (hold === 0 || (quietSince !== null && at - quietSince >= hold)) return [{ kind: 'close', id }];
  return quietSince === null ? [{ kind: 'quiet', id }] : [];
}

import { SUSPECT_LABELS, type SuspectLabel } from '../../shared/culprits.ts';
import type { Block } from './block.rules.ts';
import { ABOVE } from './habit.rules.ts';
import type { Sign } from './traces.rules.ts';
import { isAbuse, isProof, type Weighed } from './weigh.rules.ts';

/** What `strong` takes (policy facts, 6.3): at least half of the excess, a chance below one in a million, and a trace of abuse. */
const STRONG_SHARE = 0.5;
const STRONG_SURPRISE = 6;
/** Refusals for what was sent count for `strong` only as far as they came before the block, at least so many. */
const LEAST_BEFORE = 10;
/** Two that are as near as this are both named, and neither strongly. */
const NEAR = 0.1;
const POSSIBLE_SHARE = 0.1;
/** Signs of abuse that come together name an account as `possible` however small its share is. */
const MANY_SIGNS = 2;
/**
 * Without any sign of abuse an account is named for much mail alone: where a log would show signs, for nothing less than most of the excess; where figures of
 * a panel are all there is, their absence says nothing, and where receivers refuse the server, somebody is to be asked.
 */
const MUCH = {
  log: { share: 0.5, recipients: 100, surprise: STRONG_SURPRISE },
  blocked: { share: 0.25, recipients: 50, surprise: 2 },
} as const;
/** Who stands for so much of the excess is to be asked where there are only counts, however much the days before differed. */
const NEARLY_ALL = 0.7;
/** Less than this share of the excess is nothing to ask about. */
const LEAST_SHARE = 0.02;
/** Mail of which less fails arrives as ordinary mail does. */
const LEAST_FAILING = 0.03;
/** Signs that show no abuse by themselves name an account better than `weak` when they come together. */
const LEAST_WEIGHT = 0.75;

/** An account with its label; null = looked at and not suspected. */
export interface Labelled extends Weighed {
  readonly label: SuspectLabel | null;
}

/** Labels all accounts, the heaviest first: by label, then those with signs of abuse, then by share, then by name. */
export function label(weighed: readonly Weighed[], block: Block | null): Labelled[] {
  const first = [...weighed].sort(byShare);
  const abused = first.some((each) => each.candidate && isAbuse(each.signs));
  const labelled = first.map((each): Labelled => ({ ...each, label: labelOf(each, { block, abused }) }));
  return nameBoth(labelled).sort((a, b) => rank(a) - rank(b) || tells(b) - tells(a) || byShare(a, b));
}

function byShare(a: Weighed, b: Weighed): number {
  return b.share - a.share || (a.account.account < b.account.account ? -1 : 1);
}

/** How much its signs say beside those of others: on next to nothing of the excess they do not come before much mail. */
function tells({ signs, share }: Weighed): number {
  if (share < POSSIBLE_SHARE) return 0;
  return signs.some(isProof) ? 2 : Number(isAbuse(signs));
}

function rank({ label: given }: Labelled): number {
  return given === null ? SUSPECT_LABELS.length : SUSPECT_LABELS.indexOf(given);
}

function labelOf(each: Weighed, { block, abused }: { readonly block: Block | null; readonly abused: boolean }): SuspectLabel | null {
  if (!each.candidate) return null;
  const best = isAbuse(each.signs) ? labelOfAbuse(each, block) : labelOfMuch(each, { block, abused });
  if (best === null || !isAfterBlock(each, block) || each.signs.some(isOwnMark)) return best;
  // Who rose after the block did not bring it about: without a sign of abuse nothing is left to ask.
  return isAbuse(each.signs) ? 'weak' : null;
}

function labelOfAbuse(each: Weighed, block: Block | null): SuspectLabel | null {
  const { share, habit, unexplained, signs } = each;
  if (Math.max(unexplained, each.blamed) < ABOVE) return share >= LEAST_SHARE && signs.some(isProof) ? 'weak' : null;
  const surprising = habit.usual !== null && (habit.surprise ?? 0) > STRONG_SURPRISE;
  const explained = unexplained < ABOVE || unexplained < habit.excess / 2;
  const shows = block === null || signs.some(isOwnMark) || each.aboveBefore.content >= LEAST_BEFORE;
  const proves = signs.some(isProof);
  if (share >= STRONG_SHARE && surprising && !explained && shows && proves) return 'strong';
  return share >= POSSIBLE_SHARE || signs.filter(({ abuse }) => abuse).length >= MANY_SIGNS ? 'possible' : share >= LEAST_SHARE ? 'weak' : null;
}

/** `abused`: some other account bears signs of abuse, so that much mail alone is no more than a side note. */
function labelOfMuch(each: Weighed, { block, abused }: { readonly block: Block | null; readonly abused: boolean }): SuspectLabel | null {
  const { share, habit, unexplained, alone, signs, source } = each;
  const least = block === null && source?.kind === 'log' ? MUCH.log : MUCH.blocked;
  const most = source?.kind === 'panel' && habit.usual !== null && share >= NEARLY_ALL && unexplained >= MUCH.log.recipients;
  const sudden = source?.kind === 'panel' && share >= POSSIBLE_SHARE && unexplained >= MUCH.log.recipients && (habit.surprise ?? 0) >= STRONG_SURPRISE;
  const weight = signs.reduce((sum, each) => sum + each.weight, 0);
  if (!tellsMore(each) && weight < LEAST_WEIGHT && !(alone?.sufficient === true && !alone.own)) return null;
  if (!most && !sudden && (share < least.share || unexplained < least.recipients || (habit.surprise ?? 0) < least.surprise)) return null;
  return !abused && share >= STRONG_SHARE && ((alone?.sufficient === true && !alone.own) || weight >= LEAST_WEIGHT) ? 'possible' : 'weak';
}

/**
 * Whether much mail says more than that there was much of it: mail that nearly all arrives, where failures are counted, is a mailing like any other. Of a log its own
 * failures count, of a panel all of them, as it does not tell whose fault they are.
 */
function tellsMore({ source, recipients, failed, above, slots }: Weighed): boolean {
  if (source?.kind === 'log') return above.unknown + above.content + above.untold >= LEAST_FAILING * recipients;
  return slots.every((slot) => slot.failed === null) || failed >= LEAST_FAILING * recipients;
}

/** True for a sign of abuse that a block does not bring about: everything but refusals that may be for the server's sake. */
function isOwnMark({ abuse, reason }: Sign): boolean {
  return abuse && reason.code !== 'content_refused' && reason.code !== 'many_failures';
}

/** Who became unusual only after receivers had begun to refuse the server did not bring that about. */
export function isAfterBlock({ onset }: Weighed, block: Block | null): boolean {
  return block !== null && onset !== null && onset > block.by;
}

/** When the two heaviest are near each other, both are named and neither is called strong. */
function nameBoth(labelled: readonly Labelled[]): Labelled[] {
  const [first, second] = labelled;
  if (first === undefined || second === undefined || first.label === null || first.share - second.share > NEAR || !second.candidate) return [...labelled];
  return labelled.map((each) => {
    if (each !== first && each !== second) return each;
    return { ...each, label: each.label === 'strong' ? 'possible' : (each.label ?? 'weak') };
  });
}

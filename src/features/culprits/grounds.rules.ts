import type { Reason } from '../../contract/culprits.ts';
import { LEAST_WINDOWS } from '../alerts/index.ts';
import type { Block } from './block.rules.ts';
import type { Case } from './case.rules.ts';
import { type Grid, windowOf } from './grid.rules.ts';
import { ABOVE, standsOut, withinOf } from './habit.rules.ts';
import { byBlockOf } from './host.rules.ts';
import { isAfterBlock, type Labelled } from './label.rules.ts';
import { because, isoOf } from './reasons.rules.ts';
import { announcedOf } from './signs.rules.ts';
import { deferredByReceivers } from './statements.rules.ts';
import { guessedLogin, stolenLogin } from './traces.rules.ts';
import { isAbuse } from './weigh.rules.ts';

const TOLD_SHARE = 0.05;
const LEAST_DEFERRED = 5;
const LEAST_FORWARDED = 5;
const LEAST_LEAD_S = 900;
/** A block comes within so long of what brought it about. */
const CAUSES_WITHIN_S = 12 * 3600;

/** What the reasons of one account are seen against. */
export interface Ground {
  readonly grid: Grid;
  readonly block: Block | null;
  readonly input: Case;
  readonly all: readonly Labelled[];
}

/** Why an account is suspected; of one that is not, the signs that its statement speaks of. */
export function reasonsFor(each: Labelled, ground: Ground): Reason[] {
  const told = each.candidate || isAbuse(each.signs);
  return [...amountReasons(each, ground), ...orderReasons(each, ground), ...(told ? each.signs.map(({ reason }) => reason) : [])];
}

function amountReasons({ share, plainShare, candidate, unexplained, habit, recipients, alone, lanes }: Labelled, { all, grid }: Ground): Reason[] {
  const reasons: Reason[] = [];
  if (!candidate) return reasons;
  const total = all.reduce((sum, other) => sum + other.unexplained, 0);
  if (share >= TOLD_SHARE && unexplained >= 1) {
    const shares = { percent: Math.round(100 * plainShare), weighted: Math.round(100 * share) };
    reasons.push(because('excess_share', { ...shares, excess: Math.round(unexplained), total: Math.round(total) }));
  }
  if (habit.usual !== null && standsOut(recipients, habit.usual)) {
    reasons.push(because('above_usual', { recipients: Math.round(recipients), usual: Math.round(habit.usual), ...withinOf(grid, lanes) }));
  }
  if (alone?.sufficient === true) {
    reasons.push(because('sufficient_alone', { limit: alone.limit, with: alone.with, without: alone.without, scope: alone.own ? 'own' : 'pack' }));
  }
  return reasons;
}

function orderReasons(each: Labelled, { grid, block, all }: Ground): Reason[] {
  const { onset } = each;
  if (!each.candidate || each.label === null || onset === null) return [];
  const reasons: Reason[] = [];
  const others = all.flatMap((other) => (other !== each && other.label !== null && other.onset !== null ? [other.onset] : []));
  // What rose where the window begins may have risen before it, as may the others.
  const rose = onset > windowOf(grid).from;
  if (rose && others.length > 0 && others.every((other) => other - onset >= LEAST_LEAD_S)) reasons.push(because('moved_first', { at: isoOf(onset) }));
  if (block !== null && isAbuse(each.signs) && onset <= block.at && block.at - onset <= CAUSES_WITHIN_S) {
    reasons.push(
      because('caused_block', { at: isoOf(block.by), since: isoOf(onset), ...writtenBy(each, onset, block.at), ...(block.line === null ? { exact: 0 } : {}) }),
    );
  }
  return reasons;
}

/** What it wrote from `since` on, counted in slots that end at `at` or before: never a figure for a moment that lies within one. */
function writtenBy({ slots }: Labelled, since: number, at: number): { readonly until: string | null; readonly recipients: number | null } {
  const ended = slots.filter(({ start, seconds }) => start >= since && start + seconds <= at);
  const last = ended.at(-1);
  if (last === undefined) return { until: null, recipients: null };
  // Slots without mail are left out: up to the end of the last one that could be told apart.
  const until = last.start + last.seconds * Math.floor((at - last.start) / last.seconds);
  return { until: isoOf(until), recipients: Math.round(ended.reduce((sum, { recipients }) => sum + recipients, 0)) };
}

/** What speaks against suspecting an account. */
export function reasonsAgainst(each: Labelled, ground: Ground): Reason[] {
  return [...habitAgainst(each, ground), ...failuresAgainst(each, ground), ...causeAgainst(each, ground), ...hostAgainst(each, ground)];
}

function habitAgainst(each: Labelled, { grid }: Ground): Reason[] {
  const { habit, recipients, candidate } = each;
  const reasons: Reason[] = [];
  const announced = announcedOf(grid, each);
  if (announced !== null) {
    const { from, to, recipients: said } = announced.announcement;
    reasons.push(because('announced', { from: isoOf(from), to: isoOf(to), recipients: said }));
  }
  if (recipients < ABOVE) reasons.push(because('few_messages', { recipients: Math.round(recipients) }));
  if (habit.usual === null) reasons.push(because('short_history', { windows: habit.windows, needed: LEAST_WINDOWS }));
  else if (!candidate && recipients >= ABOVE) reasons.push(because('as_usual', { recipients: Math.round(recipients), usual: Math.round(habit.usual) }));
  return reasons;
}

function failuresAgainst(each: Labelled, { grid }: Ground): Reason[] {
  const { own, above, forwarded } = each;
  const reasons: Reason[] = [];
  const failed = Math.round(each.failed);
  const deferred = deferredByReceivers(each, windowOf(grid));
  const ownAbove = above.unknown + above.content + above.untold;
  if (deferred >= LEAST_DEFERRED && deferred > 2 * failed) reasons.push(because('only_deferred', { deferred: Math.round(deferred), failed }));
  if (own.block >= 1 && ownAbove < 1 && 2 * own.block >= failed) reasons.push(because('only_block', { failed: Math.round(own.block), of: failed }));
  if (forwarded >= LEAST_FORWARDED) reasons.push(because('forwarded', { count: Math.round(forwarded) }));
  return reasons;
}

function causeAgainst(each: Labelled, { block }: Ground): Reason[] {
  const reasons: Reason[] = [];
  const { candidate, signs, alone, onset } = each;
  if (block !== null && onset !== null && isAfterBlock(each, block)) reasons.push(because('after_block', { at: isoOf(block.by), since: isoOf(onset) }));
  if (candidate && !isAbuse(signs)) reasons.push(because('no_trace', {}));
  if (candidate && alone !== null && !alone.own && !alone.sufficient)
    reasons.push(because('not_sufficient', { limit: alone.limit, with: alone.with, without: alone.without }));
  const login = stolenLogin(signs);
  if (login !== null) reasons.push(because('stolen_login', { login }));
  return reasons;
}

/** What the host did for the sake of the block, and what strangers do without the account. */
function hostAgainst(each: Labelled, { grid, block, input }: Ground): Reason[] {
  const reasons: Reason[] = [];
  const limited = byBlockOf(grid, each, { input, block });
  if (limited !== null) {
    const { kind, at, failing } = limited;
    reasons.push(because('limit_by_block', { kind, at: isoOf(at), block: Math.round(failing.block), of: Math.round(failing.all) }));
  }
  const guessed = guessedLogin(each.told.traces, windowOf(grid));
  if (guessed !== null && !each.signs.some(({ reason }) => reason.code === 'login_refused_after')) reasons.push(because('password_guessed', guessed));
  return reasons;
}

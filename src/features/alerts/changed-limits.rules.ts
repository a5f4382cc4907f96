import type { AlertLevel } from '../../contract/alerts.ts';
import { toIso } from '../../shared/dates.ts';
import type { KeptLimit } from '../../shared/panels.ts';
import type { Sign } from './episode.rules.ts';
import { heavier } from './spike.rules.ts';

/** A limit of one window that is another one than it was; null = none. */
export interface LimitChange {
  readonly seconds: number;
  readonly before: number | null;
  readonly after: number | null;
  readonly level: AlertLevel;
}

type Setting = Pick<KeptLimit, 'count' | 'seconds' | 'source'>;

/** The first limit set for an account that changed, the shortest window first: one that fell or went away weighs more. Limits only observed are no setting. */
export function limitChange(before: readonly Setting[], after: readonly Setting[]): LimitChange | null {
  const was = settingsOf(before);
  const is = settingsOf(after);
  for (const seconds of [...new Set([...was.keys(), ...is.keys()])].sort((a, b) => a - b)) {
    const change = { seconds, before: was.get(seconds) ?? null, after: is.get(seconds) ?? null };
    if (change.before !== change.after) return { ...change, level: isRaised(change) ? 'info' : 'warn' };
  }
  return null;
}

function isRaised({ before, after }: Pick<LimitChange, 'before' | 'after'>): boolean {
  return before !== null && (after === null || after > before);
}

function settingsOf(limits: readonly Setting[]): Map<number, number> {
  const least = new Map<number, number>();
  for (const { seconds, count, source } of limits) if (source === 'set') least.set(seconds, Math.min(count, least.get(seconds) ?? count));
  return least;
}

/** Accounts whose limit changed in the same way. */
export interface ChangedTogether {
  readonly change: LimitChange;
  readonly accounts: readonly number[];
}

/** From so many accounts with the same change on, it is told of the pack once. */
const TOGETHER = 4;

/**
 * What is told of changes that were seen together: of a few accounts each by itself; of many the pack once for each length of window, with the change that most
 * of them have and how many others (`others`) were changed otherwise.
 */
export function changeSigns(groups: readonly ChangedTogether[], at: number): Sign[] {
  const few = groups.filter(({ accounts }) => accounts.length < TOGETHER);
  const many = groups.filter(({ accounts }) => accounts.length >= TOGETHER);
  const windows = [...new Set(many.map(({ change }) => change.seconds))];
  return [
    ...few.flatMap(({ change, accounts }) => accounts.map((hostedId) => changeSign(change, { hostedId, accounts: 1, others: 0, at }))),
    ...windows.map((seconds) =>
      packSign(
        many.filter(({ change }) => change.seconds === seconds),
        at,
      ),
    ),
  ];
}

function packSign(groups: readonly ChangedTogether[], at: number): Sign {
  const most = groups.reduce((best, each) => (each.accounts.length > best.accounts.length ? each : best));
  const all = groups.reduce((sum, { accounts }) => sum + accounts.length, 0);
  const level = groups.reduce((sum, { change }) => heavier(sum, change.level), most.change.level);
  const accounts = most.accounts.length;
  return changeSign({ ...most.change, level }, { hostedId: null, accounts, others: all - accounts, at });
}

interface Concerned {
  readonly hostedId: number | null;
  readonly accounts: number;
  readonly others: number;
  readonly at: number;
}

function changeSign({ seconds, before, after, level }: LimitChange, { hostedId, accounts, others, at }: Concerned): Sign {
  const facts = { seconds, before, after, accounts, others, at: toIso(at) };
  return { kind: 'limit_changed', hostedId, subject: `${seconds}`, level, peak: accounts + others, facts };
}

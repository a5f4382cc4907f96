import type { AlertLevel } from '../../contract/alerts.ts';
import type { PanelLimits } from './pack.repo.ts';

/** A limit of one window that is another one than it was; null = none. */
export interface LimitChange {
  readonly seconds: number;
  readonly before: number | null;
  readonly after: number | null;
  readonly level: AlertLevel;
}

/** The first limit set for an account that changed, the shortest window first: one that fell or went away weighs more. Limits only observed are no setting. */
export function limitChange(before: PanelLimits, after: PanelLimits): LimitChange | null {
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

function settingsOf(limits: PanelLimits): Map<number, number> {
  const least = new Map<number, number>();
  for (const { seconds, count, source } of limits) if (source === 'set') least.set(seconds, Math.min(count, least.get(seconds) ?? count));
  return least;
}

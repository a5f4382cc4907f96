import { type Alert, AlertLevel } from '../../../src/contract/alerts.ts';

type Told = Pick<Alert, 'id' | 'level' | 'seen'>;

/** Alerts to tell of: unseen, heavy enough, and new or heavier than `known`. What was there when the page opened (`known` undefined) is no news. */
export function newsOf<A extends Told>(newest: readonly A[], known: ReadonlyMap<Alert['id'], Alert['level']> | undefined, from: Alert['level'] | null): A[] {
  if (known === undefined || from === null) return [];
  const weight = (level: Alert['level']) => AlertLevel.options.indexOf(level);
  return newest.filter(({ id, level, seen }) => {
    const before = known.get(id);
    return seen === null && weight(level) >= weight(from) && (before === undefined || weight(level) > weight(before));
  });
}

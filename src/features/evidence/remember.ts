import type { Core } from '../core.ts';

/** Answers that are remembered until something is committed. */
const REMEMBERED = 4;

/** Runs a costly question once for each key and state of the database; windows of a long list then come from the same answer. */
export function remember<T>(core: Core): (key: string, ask: () => Promise<T>) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  let revision = -1;
  return async (key, ask) => {
    const now = await core.db.revision();
    if (now !== revision) known.clear();
    revision = now;
    const answer = known.get(key) ?? ask();
    known.set(key, answer);
    answer.catch(() => known.delete(key));
    const oldest = known.keys().next().value;
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
    return answer;
  };
}

import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { listPolls } from './polls.repo.ts';

/** What was asked of a panel, newest first, for the contract. A trouble of one question is as old as the question. */
export async function pollViews(db: ReadDb, packId: string, window: { readonly offset: number; readonly limit: number }) {
  const { total, rows } = await listPolls(db, packId, window);
  return {
    total,
    rows: rows.map(({ at, trouble, ...poll }) => ({
      ...poll,
      at: toIso(at),
      trouble: trouble === null ? null : { code: trouble.code, params: { ...trouble.params }, since: toIso(at) },
    })),
  };
}

import { sql } from 'kysely';
import type { WriteDb } from '../../db/db.ts';
import { GRAIN_S } from '../../shared/grain.ts';
import { secondsOf } from './grain.rules.ts';

/** Figures of a day that a report gave some accounts, and that are of another day. `start`: epoch milliseconds. */
export interface TakenBack {
  readonly packId: string;
  readonly start: number;
  readonly hostedIds: readonly number[];
}

/** Takes figures of reports away again: of whom nobody else told anything that day, it is not known as it was before. */
export async function takeBack(tx: WriteDb, { packId, start, hostedIds }: TakenBack): Promise<void> {
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(hostedIds)}))`;
  const startS = secondsOf(start);
  const window = sql`grain = ${GRAIN_S.day} AND start_s = ${startS} AND origin = 'report'`;
  await sql`DELETE FROM usage WHERE ${window} AND series_id IN (SELECT id FROM usage_series WHERE hosted_id IN ${ids})`.execute(tx);
  await sql`DELETE FROM usage_read WHERE pack_id = ${packId} AND ${window} AND NOT EXISTS (
    SELECT 1 FROM hosted_account AS h CROSS JOIN usage_series AS s ON s.hosted_id = h.id
    CROSS JOIN usage AS u ON u.series_id = s.id AND u.grain = ${GRAIN_S.day} AND u.start_s = ${startS} AND u.origin = 'report' WHERE h.pack_id = ${packId})`.execute(
    tx,
  );
  await sql`UPDATE hosted_account SET last_sent_at = (
      SELECT max(u.start_s) * 1000 FROM usage_series AS s CROSS JOIN usage AS u ON u.series_id = s.id AND ifnull(u.sent, u.bytes) > 0 WHERE s.hosted_id = hosted_account.id)
    WHERE id IN ${ids} AND last_sent_at = ${start}`.execute(tx);
}

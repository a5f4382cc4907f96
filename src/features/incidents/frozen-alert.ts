import { z } from 'zod';
import { AlertFacts, AlertKind } from '../../contract/alerts.ts';
import { fail } from '../../contract/fail.ts';
import type { WriteDb } from '../../db/db.ts';

/** What an alarm said when a case was opened from it. An episode that goes on takes newer figures; the case keeps those it was opened with. `at`: when they were read, epoch milliseconds. */
export const FrozenAlert = z.object({ hostedId: z.number().nullable(), kind: AlertKind, facts: AlertFacts, at: z.number() });
export type FrozenAlert = z.infer<typeof FrozenAlert>;

/** An alarm as it stands now. Throws `alert_not_found`. */
export async function freezeAlert(tx: WriteDb, id: string): Promise<FrozenAlert> {
  const alert = await tx.selectFrom('alert').where('id', '=', id).select(['hosted_id as hostedId', 'kind', 'facts', 'changed_at as at']).executeTakeFirst();
  if (alert === undefined) throw fail('alert_not_found', {});
  return FrozenAlert.parse({ ...alert, facts: JSON.parse(alert.facts) });
}

import type { WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { clip, singleLine } from '../../shared/text.ts';
import type { Sign } from './episode.rules.ts';
import type { Ground } from './ground.ts';
import { markWarningsJudged, unjudgedWarnings } from './warnings.repo.ts';

/** A warning older than this is no news when it is first read. */
const NEWS = 7 * DAY_MS;
const SUBJECT = 200;

/**
 * Warnings of the host or its panel that were not judged yet: one sign an account, of its newest, and one for those that name no account. From then on
 * they are judged.
 */
export async function warningSigns(tx: WriteDb, { pack, hosted, at }: Ground): Promise<Sign[]> {
  const rows = await unjudgedWarnings(tx, pack.packId, at - NEWS);
  await markWarningsJudged(tx, rows);
  const signs = new Map<number, Sign>();
  for (const row of rows) {
    const hostedId = row.hosted_id !== null && hosted.has(row.hosted_id) ? row.hosted_id : null;
    const facts = { subject: clip(singleLine(row.subject), SUBJECT), count: row.sent, at: toIso(row.at) };
    signs.set(hostedId ?? 0, { kind: 'warned', hostedId, subject: '', level: 'warn', peak: row.sent ?? 1, facts });
  }
  return [...signs.values()];
}

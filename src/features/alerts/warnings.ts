import type { WriteDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { clip, singleLine } from '../../shared/text.ts';
import type { Sign } from './episode.rules.ts';
import type { Ground } from './ground.ts';
import { namesOf, readWarning } from './warned.rules.ts';
import { DAY_MS } from './windows.rules.ts';

/** A warning older than this is no news when it is first read. */
const NEWS = 7 * DAY_MS;
const SUBJECT = 200;

/**
 * Warnings of the host or its panel that were not judged yet: one sign an account, of its newest, and one for those that name no account. From then on
 * they are judged.
 */
export async function warningSigns(tx: WriteDb, { pack, hosted, at }: Ground): Promise<Sign[]> {
  const rows = await tx
    .selectFrom('panel_warning')
    .where('pack_id', '=', pack.packId)
    .where('at', '>', at - NEWS)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('warning_judged')
            .select('warning_judged.warning_id')
            .whereRef('warning_judged.pack_id', '=', 'panel_warning.pack_id')
            .whereRef('warning_judged.warning_id', '=', 'panel_warning.warning_id'),
        ),
      ),
    )
    .selectAll()
    .orderBy('at')
    .orderBy('warning_id')
    .execute();
  if (rows.length === 0) return [];
  await tx
    .insertInto('warning_judged')
    .values(rows.map(({ pack_id, warning_id }) => ({ pack_id, warning_id })))
    .execute();
  const names = namesOf([...hosted.values()].map(({ id, login, domain }) => ({ hostedId: id, login, domain })));
  const signs = new Map<number, Sign>();
  for (const row of rows) {
    const { hostedId, count } = readWarning(row, names);
    const facts = { subject: clip(singleLine(row.subject), SUBJECT), count, at: toIso(row.at) };
    signs.set(hostedId ?? 0, { kind: 'warned', hostedId, subject: '', level: 'warn', peak: count ?? 1, facts });
  }
  return [...signs.values()];
}

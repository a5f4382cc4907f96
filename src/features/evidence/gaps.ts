import { sql } from 'kysely';
import type { z } from 'zod';
import type { GapRow } from '../../contract/evidence.ts';
import { startOfDay } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import { type AccountTold, accountTold } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { gapDays, gapSince, knownDates } from './gaps.rules.ts';
import { accountNames, inScope, type Scope } from './scope.ts';

/** An active account without proof of the round in force. */
export interface Gap {
  readonly accountId: string;
  readonly reason: Exclude<AccountTold, 'told'>;
  readonly round: number | null;
  readonly since: number;
}

/** Active accounts without proof of the round in force, the longest gap first; equal ones by client. */
export async function findGaps(core: Core, scope: Scope): Promise<Gap[]> {
  const rows = await core.db.read
    .selectFrom(accountTold(core.db.read).as('each'))
    .innerJoin('client', 'client.id', 'each.clientId')
    .leftJoin('policy_version as round', (join) =>
      join.onRef('round.host_id', '=', 'each.hostId').on('round.kind', '=', 'notice').onRef('round.number', '=', 'each.round'),
    )
    .where('each.told', '<>', 'told')
    .where((eb) => eb.and(inScope(scope, { host: 'each.hostId', pack: 'each.packId', client: 'each.clientId' })))
    .select([
      'each.accountId',
      'each.told',
      'each.round',
      'each.orderedOn',
      'each.createdAt',
      'round.effective_on as effectiveOn',
      'round.published_at as publishedAt',
    ])
    .orderBy(sql`+client.sort_key`)
    .orderBy('client.id')
    .orderBy('each.accountId')
    .execute();
  const zone = core.clock.timeZone();
  const at = { now: core.clock.now(), startOf: knownDates((date) => startOfDay(date, zone)) };
  const gaps = rows.flatMap((row): Gap[] =>
    row.told === 'told' ? [] : [{ accountId: row.accountId, reason: row.told, round: row.round, since: gapSince(row, at) }],
  );
  return gaps.sort((a, b) => a.since - b.since);
}

export async function gapRows(core: Core, gaps: readonly Gap[]): Promise<z.input<typeof GapRow>[]> {
  const names = await accountNames(
    core.db.read,
    gaps.map(({ accountId }) => accountId),
  );
  const now = core.clock.now();
  return gaps.flatMap(({ accountId, reason, round, since }) => {
    const name = names.get(accountId);
    return name === undefined ? [] : { ...name, reason, versionNumber: round, since: toIso(since), days: gapDays(since, now) };
  });
}

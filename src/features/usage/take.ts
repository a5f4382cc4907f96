import type { WriteDb } from '../../db/db.ts';
import { GRAIN_S } from '../../shared/grain.ts';
import type { Core } from '../core.ts';
import type { UsageRead } from '../hooks.ts';
import { among, loginOf, noteLimit } from '../statuses/index.ts';
import { type SeriesFigures, seriesOf } from './figures.rules.ts';
import { secondsOf } from './grain.rules.ts';
import { addUpDomains, type KeptWindow, markSent, putFigures } from './series.repo.ts';
import { windowAt } from './windows.rules.ts';
import { settledZone } from './zone.repo.ts';

/** Writes down figures of one window. The same window taken twice leaves the same; what was read once is not taken back by silence. */
export async function takeUsage(core: Core, tx: WriteDb, read: UsageRead): Promise<{ rows: number }> {
  const ids = await idsOf(tx, read.packId, read.rows);
  const series = seriesOf(read.rows, ids, loginOf);
  const window = windowAt(read.start, read.grain, await settledZone(core, tx, read.packId));
  const kept: KeptWindow = {
    grain: GRAIN_S[read.grain],
    startS: secondsOf(read.start),
    definition: read.definition,
    origin: read.origin,
    complete: window.end <= read.at,
    // When it is here, not when it was asked for: whoever looked at all there was meanwhile has not seen it.
    readAt: core.clock.now(),
  };
  await putFigures(tx, series, kept);
  await addUpDomains(tx, withDomainsOnly(series), kept);
  await markSent(tx, sendersOf(series), read.start);
  // Days are read again for days, the newest first: a limit is as old as the window it was named in.
  const namedAt = Math.min(window.end, read.at);
  for (const { login, limit } of read.rows) {
    const id = limit === null ? undefined : ids.get(loginOf(login));
    if (limit !== null && id !== undefined) await noteLimit(tx, id, { ...limit, at: namedAt });
  }
  return { rows: series.length };
}

/** Ids of accounts by login. */
export async function idsOf(tx: WriteDb, packId: string, rows: readonly { readonly login: string }[]): Promise<Map<string, number>> {
  const found = await tx
    .selectFrom('hosted_account')
    .select(['id', 'login'])
    .where('pack_id', '=', packId)
    .where('ended_at', 'is', null)
    .where('login', 'in', among([...new Set(rows.map(({ login }) => loginOf(login)))]))
    .execute();
  return new Map(found.map(({ login, id }) => [login, id]));
}

/** Accounts that sent something. */
export function sendersOf(series: readonly SeriesFigures[]): number[] {
  return [...new Set(series.filter(({ sent, bytes }) => (sent ?? bytes ?? 0) > 0).map(({ hostedId }) => hostedId))];
}

function withDomainsOnly(series: readonly SeriesFigures[]): number[] {
  const whole = new Set(series.filter(({ domain }) => domain === '').map(({ hostedId }) => hostedId));
  return [...new Set(series.map(({ hostedId }) => hostedId))].filter((id) => !whole.has(id));
}

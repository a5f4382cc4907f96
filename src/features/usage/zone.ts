import type { UsageReader } from '../../connectors/connector.ts';
import type { WriteDb } from '../../db/db.ts';
import { dateIn, startOfDay } from '../../shared/calendar.ts';
import { HOUR_MS } from '../../shared/durations.ts';
import type { Core } from '../core.ts';
import { secondsOf } from './grain.rules.ts';
import { dayStarts, forgetFrom, moveDays } from './moved-days.repo.ts';
import { furthestRead } from './windows.rules.ts';
import { putZone, zoneOf } from './zone.repo.ts';

/** The zone somebody gives the days of a pack (null = he does not say: it stays), and how its panel tells volume, null = not. */
export interface ZoneGiven {
  readonly packId: string;
  readonly zone: string | null;
  readonly reader: UsageReader | null;
}

/** Hours further back than these are not read again. */
const HOURS_AGAIN_MS = 25 * HOUR_MS;

/**
 * Keeps the zone of the days of a pack and answers it. Days that were cut in another one are not counted twice: those the panel still tells are forgotten, to
 * be read anew, and the others stay with their date.
 */
export async function keepZone(core: Pick<Core, 'clock'>, tx: WriteDb, { packId, zone, reader }: ZoneGiven): Promise<string> {
  const before = await zoneOf(core, tx, packId);
  const after = zone ?? before;
  await putZone(tx, packId, after);
  if (after === before) return after;
  const now = core.clock.now();
  if (reader !== null && reader.kind !== 'today') {
    const { definition } = reader;
    await forgetFrom(tx, { packId, definition, grain: 'day', startS: secondsOf(furthestRead(reader, now, before)) });
    if (!isSameGrid(now, before, after)) await forgetFrom(tx, { packId, definition, grain: 'hour', startS: secondsOf(now - HOURS_AGAIN_MS) });
  }
  const starts = await dayStarts(tx, packId);
  await moveDays(
    tx,
    packId,
    starts.map((startS) => ({ from: startS, to: secondsOf(startOfDay(dateIn(startS * 1000, before), after)) })),
  );
  return after;
}

/** Whether hours begin at the same time in two zones. */
function isSameGrid(now: number, one: string, other: string): boolean {
  const begin = (zone: string): number => startOfDay(dateIn(now, zone), zone) % HOUR_MS;
  return begin(one) === begin(other);
}

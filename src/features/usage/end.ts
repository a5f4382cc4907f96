import type { WriteDb } from '../../db/db.ts';
import { GRAIN_S } from '../../shared/grain.ts';
import type { Core } from '../core.ts';
import type { UsageReadEnd } from '../hooks.ts';
import { endCounter } from './counter.ts';
import { secondsOf } from './grain.rules.ts';
import { isAlive, putRead, readsBetween } from './reads.repo.ts';
import { addUpHours, notePeaks } from './series.repo.ts';
import { type Day, dayOf, hoursOf, windowAt } from './windows.rules.ts';
import { settledZone } from './zone.repo.ts';

/**
 * Notes that a window was read to its end, and keeps its day in step with its hours. Silence counts as zero only where somebody was heard in the days before or
 * since: a panel whose statistics are off, or that purged them, answers with silence, too.
 */
export async function endUsage(core: Core, tx: WriteDb, end: UsageReadEnd): Promise<void> {
  const zone = await settledZone(core, tx, end.packId);
  const window = windowAt(end.start, end.grain, zone);
  const silentIsZero = end.silentIsZero && (await isAlive(tx, end.packId, end.start));
  if (end.grain === 'day' && end.origin === 'panel') await endCounter(tx, end, zone);
  await putRead(tx, { ...end, silentIsZero, complete: end.complete && window.end <= end.at, derived: false });
  if (end.grain === 'hour' && end.origin === 'panel') await keepInStep(tx, { ...end, silentIsZero }, dayOf(end.start, zone));
}

async function keepInStep(tx: WriteDb, end: UsageReadEnd, day: Day): Promise<void> {
  const reads = await readsBetween(tx, end.packId, { from: day.start, to: day.end, definition: end.definition });
  const given = reads.some(({ grain, derived }) => grain === GRAIN_S.day && derived === 0);
  const hours = new Map(reads.filter(({ grain }) => grain === GRAIN_S.hour).map((read) => [read.start_s, read]));
  const upTo = hoursOf(day).filter(({ start }) => start <= end.start);
  const complete = hoursOf(day).every(({ start }) => hours.get(secondsOf(start))?.complete === 1);
  const kept = { packId: end.packId, dayS: secondsOf(day.start), dayEndS: secondsOf(day.end), definition: end.definition, complete, at: end.at };
  const touched = { ...kept, hourS: complete ? null : secondsOf(end.start) };
  if (given) return await notePeaks(tx, touched);
  if (!upTo.every(({ start }) => hours.has(secondsOf(start)))) return;
  await addUpHours(tx, touched);
  const silentIsZero = upTo.every(({ start }) => hours.get(secondsOf(start))?.silent_is_zero === 1);
  await putRead(tx, { ...end, grain: 'day', start: day.start, complete, silentIsZero, derived: true });
}

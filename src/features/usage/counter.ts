import type { WriteDb } from '../../db/db.ts';
import { GRAIN_S, type Grain } from '../../shared/grain.ts';
import type { Core } from '../core.ts';
import type { CounterRead, UsageReadEnd } from '../hooks.ts';
import { loginOf } from '../statuses/index.ts';
import { lastDayReadAt, putReadings, readingsOf, settle, wereCountersRead } from './counter.repo.ts';
import { type Counted, compareReadings, HOUR_GAP_MS } from './counter.rules.ts';
import { NOTHING_KNOWN, seriesOf } from './figures.rules.ts';
import { secondsOf } from './grain.rules.ts';
import { putRead } from './reads.repo.ts';
import { growFigures, markSent, notePeaks } from './series.repo.ts';
import { idsOf } from './take.ts';
import { dayOf, windowAt } from './windows.rules.ts';
import { settledZone } from './zone.repo.ts';

/** What a counter grew by, and whose. */
interface Grown extends Counted {
  readonly hostedId: number;
  readonly sent: number;
  readonly at: number;
}

/** Writes down a counter that runs through the day: the day is what was counted so far, an hour the difference of two readings. The same reading twice adds nothing. */
export async function takeCounter(core: Core, tx: WriteDb, read: CounterRead): Promise<{ rows: number }> {
  const zone = await settledZone(core, tx, read.packId);
  const series = seriesOf(read.rows, await idsOf(tx, read.packId, read.rows), loginOf);
  const counters = series.flatMap(({ hostedId, domain, sent }) =>
    domain === '' && sent !== null ? [{ hostedId, dayStart: read.start, sent, at: read.at }] : [],
  );
  const before = await readingsOf(tx, counters);
  const grown = counters.map((now): Grown => ({ ...now, ...compareReadings(before.get(now.hostedId) ?? null, now) }));
  await putReadings(
    tx,
    grown.map(({ hostedId, kept }) => ({ ...kept, hostedId })),
  );
  // What may still be yesterday's counts for no day yet.
  const counted = grown.filter(({ kept, at }) => kept.at === at);
  await grow(tx, read, { grain: 'day', grown: counted.map((each) => ({ ...each, start: each.dayStart })) });
  const hours = grown.flatMap((each) => (each.hourAt === null || each.more === 0 ? [] : [{ ...each, start: windowAt(each.hourAt, 'hour', zone).start }]));
  await grow(tx, read, { grain: 'hour', grown: hours });
  return { rows: grown.length };
}

interface Growth {
  readonly grain: Grain;
  readonly grown: readonly (Grown & { readonly start: number })[];
}

async function grow(tx: WriteDb, { definition, origin, at }: CounterRead, { grain, grown }: Growth): Promise<void> {
  for (const start of new Set(grown.map((each) => each.start))) {
    const rows = grown.filter((each) => each.start === start);
    const window = { grain: GRAIN_S[grain], startS: secondsOf(start), definition, origin, complete: false, readAt: at };
    await growFigures(
      tx,
      rows.map(({ hostedId, more }) => ({ ...NOTHING_KNOWN, hostedId, domain: '', sent: more })),
      window,
    );
    await markSent(
      tx,
      rows.filter(({ more }) => more > 0).map(({ hostedId }) => hostedId),
      start,
    );
  }
}

/**
 * When all counters of a pack were read: the hour they tell of is known from now on, the one before it is over, and so is yesterday where it was read nearly to
 * its end. Does nothing for packs without counters. To be called before the day itself is noted as read.
 */
export async function endCounter(tx: WriteDb, end: UsageReadEnd, zone: string): Promise<void> {
  const before = await lastDayReadAt(tx, end);
  if (before === null || before >= end.at || !(await wereCountersRead(tx, end, before))) return;
  const yesterday = dayOf(end.start - 1, zone);
  if (before >= yesterday.end - HOUR_GAP_MS) await settle(tx, { ...end, grain: 'day', start: yesterday.start });
  if (end.at - before > HOUR_GAP_MS) return;
  const hour = windowAt(Math.max(Math.floor((before + end.at) / 2), end.start), 'hour', zone);
  await putRead(tx, { ...end, grain: 'hour', start: hour.start, complete: false, derived: false });
  await settle(tx, { ...end, grain: 'hour', start: windowAt(hour.start - 1, 'hour', zone).start });
  const day = dayOf(end.start, zone);
  await notePeaks(tx, {
    packId: end.packId,
    dayS: secondsOf(day.start),
    dayEndS: secondsOf(day.end),
    definition: end.definition,
    complete: false,
    at: end.at,
    hourS: secondsOf(hour.start),
  });
}

import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';
import type { Grain } from '../../shared/grain.ts';
import { hasGrown, keyOf, type Sign } from './episode.rules.ts';
import type { Recent, RecentWindow } from './figures.repo.ts';
import type { Ground } from './ground.ts';
import { readWindowsSince, toldWindows, type WindowOf } from './late.repo.ts';
import { accountLimits, domainLimits, packLimits, type Thresholds } from './near-limits.ts';

/** How old an hour may be when it is read and still be news. Days are read again for nearly a week: of these only the last two. */
const BACK_MS: Readonly<Record<Grain, number>> = { hour: 48 * HOUR_MS, day: 3 * DAY_MS };

/**
 * Signs in windows that were over before anybody judged them: an hour over its limit is one, whatever was sent in the hour after it. Each window is told of once,
 * however often it is read again.
 */
export async function lateLimits(ground: Ground, newest: readonly Recent[], thresholds: Thresholds): Promise<Sign[]> {
  const { db, pack, at, judged } = ground;
  // A clock that was set back tells nothing of what was read since: all of it is looked at.
  const query = { packId: pack.packId, readFrom: judged > at ? 0 : judged };
  const signs: Sign[] = [];
  for (const grain of ['hour', 'day'] as const) {
    const windows = await readWindowsSince(db, { ...query, grain, from: at - BACK_MS[grain] });
    signs.push(...limitsIn(ground, { grain, windows, newest, thresholds }));
  }
  const strong = signs.filter(({ faint }) => faint !== true);
  return strong.length === 0 ? [] : await untold(ground, strong);
}

interface Late {
  readonly grain: Grain;
  readonly windows: readonly WindowOf[];
  readonly newest: readonly Recent[];
  readonly thresholds: Thresholds;
}

/** Of windows before the newest one, of the account or of the pack: that one is judged anyway. */
function limitsIn(ground: Ground, { grain, windows, newest, thresholds }: Late): Sign[] {
  const starts = new Map(newest.flatMap((recent) => (recent[grain] === null ? [] : [[recent.hostedId, recent[grain].start] as const])));
  const last = [...starts.values()].reduce((latest, start) => Math.max(latest, start), Number.NEGATIVE_INFINITY);
  const ofPack = new Map<number, RecentWindow[]>();
  const signs: Sign[] = [];
  for (const { hostedId, domain, window } of windows) {
    const isLate = window.start < (starts.get(hostedId) ?? Number.POSITIVE_INFINITY);
    if (isLate && domain !== '') signs.push(...domainLimits(ground, { hostedId, domain, grain, window }));
    if (isLate && domain === '') signs.push(...accountLimits(ground, { hostedId, hour: null, day: null, [grain]: window }, thresholds));
    if (domain !== '' || (starts.size > 0 && window.start >= last)) continue;
    const same = ofPack.get(window.start);
    if (same === undefined) ofPack.set(window.start, [window]);
    else same.push(window);
  }
  for (const same of ofPack.values()) signs.push(...packLimits(ground, { hour: [], day: [], [grain]: same }, thresholds));
  return signs;
}

/** Without those of windows that an alert has told of already, unless it says more than that alert. */
async function untold({ db, pack, at, episodes }: Ground, signs: readonly Sign[]): Promise<Sign[]> {
  const told = await toldWindows(db, pack.packId, at - BACK_MS.day - DAY_MS);
  const open = new Map(episodes.map((episode) => [keyOf(episode), episode]));
  return signs.filter((sign) => {
    const { from } = sign.facts;
    if (typeof from === 'string' && (told.get(keyOf(sign)) ?? Number.NEGATIVE_INFINITY) < Date.parse(from)) return true;
    const episode = open.get(keyOf(sign));
    return episode !== undefined && hasGrown(episode, sign);
  });
}

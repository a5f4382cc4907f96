import type { AlertKind } from '../../contract/alerts.ts';
import { dateIn } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';
import type { Sign } from './episode.rules.ts';
import { type Failing, failingOf } from './failures.rules.ts';
import { type Recent, readBusiest, readRecent } from './figures.repo.ts';
import type { Ground } from './ground.ts';
import { lateLimits } from './late.ts';
import { isActive } from './limits.rules.ts';
import { accountLimits, domainLimits, packLimits } from './near-limits.ts';
import { RANK } from './spike.rules.ts';
import { readThresholds, type StoredThreshold } from './thresholds.repo.ts';
import { dayFact, dayOf } from './windows.rules.ts';

const GRAINS = ['hour', 'day'] as const;

/** Signs in what accounts sent lately, and the pack together: near a limit, or failing. */
export async function findInFigures(ground: Ground): Promise<Sign[]> {
  const { db, pack, at } = ground;
  const newest = { hour: at - 2 * HOUR_MS, day: dayOf(at, pack.zone) };
  const recent = await readRecent(db, { packId: pack.packId, h24: at - DAY_MS, ...newest });
  const busiest = {
    hour: await readBusiest(db, { packId: pack.packId, grain: 'hour', from: newest.hour }),
    day: await readBusiest(db, { packId: pack.packId, grain: 'day', from: newest.day }),
  };
  const thresholds = await thresholdsOf(ground);
  const signs: Sign[] = [];
  for (const each of recent) {
    const { hostedId } = each;
    signs.push(...accountLimits(ground, each, thresholds));
    for (const grain of GRAINS) {
      const most = busiest[grain].get(hostedId);
      if (most !== undefined) signs.push(...domainLimits(ground, { hostedId, grain, ...most }));
    }
    const failing = failingSign(ground, each);
    if (failing !== null) signs.push(failing);
  }
  const all = { hour: recent.map(({ hour }) => hour), day: recent.map(({ day }) => day) };
  return [...signs, ...packLimits(ground, all, thresholds), ...(await lateLimits(ground, recent, thresholds))];
}

async function thresholdsOf({ db, pack, at }: Ground): Promise<Map<number, StoredThreshold>> {
  const today = dateIn(at, pack.zone);
  const stored = await readThresholds(db, { packId: pack.packId });
  return new Map(stored.filter((each) => isActive(each, today)).map((each) => [each.hostedId, each]));
}

/** Of the last 24 hours where hours are known, else of the day that goes on. */
function failingSign({ settings, pack, at }: Ground, { hostedId, h24, day }: Recent): Sign | null {
  const spans = [
    ...(h24 === null ? [] : [{ outcomes: h24, from: at - DAY_MS, form: 'h24' }]),
    ...(day === null ? [] : [{ outcomes: day, from: day.start, form: 'day' }]),
  ];
  const judged = spans.flatMap((span) => {
    const failing = failingOf(span.outcomes, settings, pack.failureShare);
    return failing === null ? [] : [{ ...span, failing }];
  });
  const [worst] = judged.sort((a, b) => Number(a.failing.faint) - Number(b.failing.faint) || RANK[b.failing.level] - RANK[a.failing.level]);
  if (worst === undefined) return null;
  const facts = {
    form: worst.form,
    ...failureFacts(worst.failing),
    from: toIso(worst.from),
    to: toIso(at),
    hostShare: pack.failureShare,
    ...(worst.form === 'day' ? dayFact(worst.from, pack.zone) : {}),
  };
  const sign: Sign = { kind: 'failures', hostedId, subject: '', level: worst.failing.level, peak: worst.failing.failed, facts };
  return worst.failing.faint ? { ...sign, faint: true } : sign;
}

function failureFacts({ failed, decided, share, bound }: Failing) {
  const tenths = (part: number): number => Math.round(part * 1000) / 10;
  return { failed, decided, percent: tenths(share), atLeast: Math.floor(bound * 1000) / 10 };
}

/** Kinds that are told from figures: while none are read, nothing is known to have ended. */
export const FIGURE_KINDS: readonly AlertKind[] = ['near_limit', 'spike', 'failures'];

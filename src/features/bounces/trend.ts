import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { addDays, dateIn, startOfDay } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { type FailedOn, failedBetween, sentByDay } from './trend.repo.ts';

type Trend = Handlers<Contract['bounces']>['trend'];

/** What left on each of the last days, today the last of them, and what came of it. */
export async function trend(core: Core, { days }: Parameters<Trend>[0]): ReturnType<Trend> {
  const now = core.clock.now();
  const zone = core.clock.timeZone();
  const today = dateIn(now, zone);
  const dates = Array.from({ length: days }, (_, index) => addDays(today, index - days + 1));
  const bounds = [...dates, addDays(today, 1)].map((date) => startOfDay(date, zone));
  const sent = await sentByDay(core.db.read, bounds);
  const failed = await failedBetween(core.db.read, bounds[0] ?? now, bounds.at(-1) ?? now);
  return {
    at: toIso(now),
    days: dates.map((on, index) => dayOf({ on, sent: sent.get(index) ?? 0, failed: failed.filter(({ at }) => isOn(at, bounds, index)) })),
    targets: targetsOf(failed),
  };
}

function isOn(at: number, bounds: readonly number[], index: number): boolean {
  return at >= (bounds[index] ?? 0) && at < (bounds[index + 1] ?? 0);
}

function dayOf({ on, sent, failed }: { readonly on: string; readonly sent: number; readonly failed: readonly FailedOn[] }) {
  const refused = failed.filter(({ kind, left }) => kind === 'bounce' && !left).length;
  return { on, sent, tried: sent + refused, ...countsOf(failed) };
}

function countsOf(failed: readonly FailedOn[]) {
  const returned = (how: FailedOn['class']): number => failed.filter((each) => each.kind === 'bounce' && each.class === how).length;
  return {
    temporary: returned('temporary'),
    permanent: returned('permanent'),
    blocked: returned('blocked'),
    complaints: failed.filter(({ kind }) => kind === 'complaint').length,
  };
}

/** What failed most, first. A complaint is about no target. */
function targetsOf(failed: readonly FailedOn[]) {
  const counts = new Map<FailedOn['target'], number>();
  for (const { kind, target } of failed) if (kind === 'bounce') counts.set(target, (counts.get(target) ?? 0) + 1);
  return [...counts].map(([target, count]) => ({ target, count })).sort((a, b) => b.count - a.count || (a.target < b.target ? -1 : 1));
}

import { wilsonLowerBound } from '../alerts/index.ts';
import { ORDINARY, rateBefore } from './block.rules.ts';
import { type Examined, isMuchMail } from './examine.rules.ts';
import { type Grid, sumOf } from './grid.rules.ts';
import { because, percentOf } from './reasons.rules.ts';
import type { Sign } from './traces.rules.ts';

/** Failures tell of a sender from this many on, when at least such a share of its mail met them (lower end of the interval of Wilson). */
const LEAST_FAILURES = 10;
const SHARES = { unknown: 0.1, content: 0.03, untold: 0.1 } as const;
const FAR_MORE = 0.25;
/** Of both kinds together. */
const TOGETHER = 0.07;
/** In a single bin they tell when they are so many times the ordinary, and altogether so many. */
const TIMES_ORDINARY = 4;
const LEAST_TOGETHER = 20;

type Own = 'unknown' | 'content';

/** What the failures of an account say against it. */
export function failureSigns(grid: Grid, each: Examined): Sign[] {
  const signs: Sign[] = [];
  const both = bothTell(each);
  for (const [own, code] of [['unknown', 'unknown_recipients'] as const, ['content', 'content_refused'] as const]) {
    const found = tells(grid, each, own) ?? (both ? allOf(each, own) : null);
    if (found === null) continue;
    const { count, of, telling } = found;
    signs.push({ reason: because(code, { count, of, percent: percentOf(count, of) }), weight: 1, abuse: true, recipients: telling });
  }
  // When everybody fails, failures say nothing of an account that sends what it always does, unless it fails far more than they do.
  const { above, own, recipients, lanes, failed } = each;
  if (
    isMuch(above.untold, amongOf(each, above.untold), SHARES.untold) &&
    (!own.together || isMuchMail(each, recipients) || isMuch(above.untold, amongOf(each, above.untold), FAR_MORE))
  ) {
    const before = sumOf(lanes.recipients, 0, grid.window);
    const usual = before === 0 ? null : percentOf(sumOf(lanes.failed, 0, grid.window), before);
    const [count, of] = [Math.round(failed), Math.round(recipients)];
    signs.push({ reason: because('many_failures', { count, of, percent: percentOf(count, of), usual }), weight: 1, abuse: true });
  }
  return signs;
}

interface Found {
  readonly count: number;
  readonly of: number;
  /** Of them, those that are not ordinary. */
  readonly telling: number;
}

/** Of the whole window, of what came before a block, or of single hours, so that abuse does not hide behind much ordinary mail. */
function tells(grid: Grid, each: Examined, what: Own): Found | null {
  const { above, aboveBefore, own } = each;
  if (isMuch(above[what], amongOf(each, above[what]), SHARES[what])) return allOf(each, what);
  if (isMuch(aboveBefore[what], own.before.tried, SHARES[what])) {
    return { count: Math.round(own.before[what]), of: Math.round(own.before.tried), telling: aboveBefore[what] };
  }
  return concentrated(grid, each, what);
}

function allOf({ own, above, recipients }: Examined, what: Own): Found {
  return { count: Math.round(own[what]), of: Math.round(recipients), telling: above[what] };
}

/** Dead addresses and refused contents, each too few to tell, tell together: lawful mail seldom meets both at once. */
function bothTell(each: Examined): boolean {
  const { unknown, content } = each.above;
  return Math.min(unknown, content) >= LEAST_FAILURES && isMuch(unknown + content, amongOf(each, unknown + content), TOGETHER);
}

function concentrated(grid: Grid, { lanes, own }: Examined, what: Own): Found | null {
  const rate = rateBefore(grid, lanes, { lane: lanes[what], most: ORDINARY[what] });
  const found = { count: 0, of: 0 };
  for (let bin = grid.window; bin < (what === 'content' ? own.before.until : grid.end); bin++) {
    const [count, of] = [lanes[what][bin] ?? 0, lanes.recipients[bin] ?? 0];
    if (!isMuch(count, of, SHARES[what]) || count < TIMES_ORDINARY * rate * of) continue;
    found.count += count;
    found.of += of;
  }
  return found.count >= LEAST_TOGETHER ? { count: Math.round(found.count), of: Math.round(found.of), telling: found.count } : null;
}

/** Of what the failures are a share: of what is above the usual, where that is known. */
function amongOf({ habit, recipients }: Examined, count: number): number {
  return Math.max(count, habit.usual === null || habit.unusual.length === 0 ? recipients : Math.min(recipients, habit.excess));
}

function isMuch(count: number, of: number, share: number): boolean {
  return count >= LEAST_FAILURES && wilsonLowerBound(count, of) > share;
}

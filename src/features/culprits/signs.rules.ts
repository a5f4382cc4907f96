import { hourOffset } from '../logs/index.ts';
import type { Block } from './block.rules.ts';
import type { Case, CaseAnnouncement } from './case.rules.ts';
import type { Examined } from './examine.rules.ts';
import { failureSigns } from './failures.rules.ts';
import { type Grid, HOUR_S, mostInAnHour, type Span, startOf, sumOf, windowOf } from './grid.rules.ts';
import { hostSigns } from './host.rules.ts';
import { because, percentOf } from './reasons.rules.ts';
import { type Scope, type Sign, traceSigns } from './traces.rules.ts';

const LEAST_COMPLAINTS = 3;
/** A first mailing: so many recipients in an hour from one that never had a fifth as many. */
const FIRST_MAILING = 100;
const NIGHT_SHARE = 0.6;
const NIGHT_ENDS = 6;

/** Everything about an account that speaks for a suspicion. */
export function signsOf(grid: Grid, each: Examined, ground: { readonly input: Case; readonly block: Block | null }): Sign[] {
  return [
    ...failureSigns(grid, each),
    ...hostSigns(grid, each, ground),
    ...complaintSigns(grid, each),
    ...traceSigns(each.told.traces, scopeOf(grid, each)),
    ...habitSigns(grid, each, ground.input.zone),
  ];
}

function scopeOf(grid: Grid, { told, toldSince, onset, lanes, slots, messages }: Examined): Scope {
  const window = windowOf(grid);
  const since = onset ?? window.from;
  const recipients = sumOf(lanes.recipients, Math.max(0, Math.floor((since - grid.start) / grid.size)), grid.end);
  const read = toldSince ?? Math.min(window.from, ...told.traces.map(({ first }) => Date.parse(first.at) / 1000));
  const sent = (from: number, to: number): number =>
    slots.reduce((sum, slot) => (slot.start >= from && slot.start < to ? sum + (slot.messages ?? slot.recipients) : sum), 0);
  return { since, to: window.to, read, recipients, messages, now: sent(since, window.to), earlier: sent(read, since), unusual: onset !== null };
}

function complaintSigns(grid: Grid, { account }: Examined): Sign[] {
  const window = windowOf(grid);
  const complaints = account.complaints.filter(({ at }) => at >= window.from && at < window.to).reduce((sum, { count }) => sum + count, 0);
  const many = complaints >= LEAST_COMPLAINTS;
  return complaints === 0 ? [] : [{ reason: because('complaints', { count: complaints }), weight: many ? 1 : 0.25, abuse: many }];
}

function habitSigns(grid: Grid, each: Examined, zone: string): Sign[] {
  const { habit } = each;
  const signs: Sign[] = [];
  const hours = mostInHours(grid, each, zone);
  if (habit.usual !== null && hours.recipients >= FIRST_MAILING && hours.most * 5 <= hours.recipients) {
    signs.push({ reason: because('first_mailing', hours), weight: 0.25, abuse: false });
  }
  const total = habit.unusual.reduce((sum, { above }) => sum + above, 0);
  if (total === 0) return signs;
  const hour = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone: zone });
  const nights = habit.unusual.filter(({ bin }) => Number(hour.format(startOf(grid, bin) * 1000)) < NIGHT_ENDS).reduce((sum, { above }) => sum + above, 0);
  if (nights >= NIGHT_SHARE * total) signs.push({ reason: because('night', { percent: percentOf(nights, total) }), weight: 0.25, abuse: false });
  return signs;
}

/** The most in an unusual hour, and in any before: by hours of the clock, as they can be read in the log, or by bins where only longer stretches are known. */
function mostInHours(grid: Grid, { habit, lanes, slots }: Examined, zone: string): { readonly recipients: number; readonly most: number } {
  const { from, to } = windowOf(grid);
  const first = habit.unusual[0];
  if (first === undefined) return { recipients: 0, most: 0 };
  const offset = hourOffset(zone, to);
  const bins = habit.unusual.map(({ bin }) => ((lanes.recipients[bin] ?? 0) * HOUR_S) / grid.size);
  const recipients = mostInAnHour(slots, { from, to }, offset) ?? Math.max(...bins);
  const most = mostInAnHour(slots, { from: grid.start, to: startOf(grid, first.bin) }, offset) ?? habit.most;
  return { recipients: Math.round(recipients), most: Math.round(most) };
}

/** What of the excess of an account its announcements explain, and which. */
export function announcedOf(grid: Grid, { account, habit, lanes }: Examined): { readonly announcement: CaseAnnouncement; readonly recipients: number } | null {
  const { from, to }: Span = windowOf(grid);
  const fitting = account.announcements.filter((each) => each.from < to && each.to > from);
  const [announcement] = [...fitting].sort((a, b) => a.from - b.from || a.to - b.to);
  if (announcement === undefined) return null;
  const overlapping = (bin: number): boolean => fitting.some((each) => startOf(grid, bin) < each.to && startOf(grid, bin) + grid.size > each.from);
  let covered = 0;
  for (let bin = grid.window; bin < grid.end; bin++) if (overlapping(bin)) covered += lanes.recipients[bin] ?? 0;
  const said = fitting.some(({ recipients }) => recipients === null)
    ? Number.POSITIVE_INFINITY
    : fitting.reduce((sum, { recipients }) => sum + (recipients ?? 0), 0);
  // What was unusual at another time it does not explain, however much of the announced mail was usual anyway.
  const elsewhere = habit.unusual.reduce((sum, { bin, above }) => (overlapping(bin) ? sum : sum + above), 0);
  return { announcement, recipients: Math.max(0, Math.min(habit.excess - elsewhere, covered, said * 1.1)) };
}

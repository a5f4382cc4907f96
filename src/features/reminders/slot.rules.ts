import type { ReminderSettings, Why } from '../../contract/reminders.ts';
import { dateOfDay, weekday } from '../../shared/days.ts';
import { DAY_MS } from '../../shared/durations.ts';
import type { Span, ZoneDays } from './zone.rules.ts';

/** More days in a row are never off: settings name at most some hundreds. */
const FURTHEST = 4000;

/** On which days reminders leave at all. Days are numbers (`dayNumber`). */
export interface WorkingDays {
  /** Why nothing leaves on a day; null = it is a working day. */
  off(day: number): DayOff | null;
}

export type DayOff = { readonly code: 'weekend' } | { readonly code: 'holiday'; readonly name: string };

/** Working days by the settings; `holidayOn` is asked once for each day. */
export function workingDays(settings: Pick<ReminderSettings, 'workingDays'>, holidayOn: (day: string) => string | null): WorkingDays {
  const known = new Map<number, DayOff | null>();
  const find = (day: number): DayOff | null => {
    const name = holidayOn(dateOfDay(day));
    if (name !== null) return { code: 'holiday', name };
    return settings.workingDays.includes(weekday(day)) ? null : { code: 'weekend' };
  };
  return {
    off: (day) => {
      const found = known.get(day);
      if (found !== undefined) return found;
      const made = find(day);
      known.set(day, made);
      return made;
    },
  };
}

/**
 * Days between a duty and the day from which its reminder may leave: the same for one client, host and duty whenever it is asked, 0 to `spreadDays`.
 * Never as far as the duty after it (`gap` days later), so that no period swallows the next.
 */
export function spreadOffset(sha256: string, spreadDays: number, gap: number): number {
  return Number.parseInt(sha256.slice(0, 8), 16) % (Math.max(0, Math.min(spreadDays, gap - 1)) + 1);
}

/** What a moment has to respect. */
export interface Moments {
  readonly zone: ZoneDays;
  readonly days: WorkingDays;
  readonly hours: { readonly from: string; readonly to: string };
  /** So far from any of `mails`. */
  readonly quietDays: number;
  readonly mails: readonly number[];
}

/** A moment at which a reminder may leave, and what moved it there. */
export interface Slot {
  readonly at: number;
  readonly day: number;
  /** The hours of that day during which it may still leave. */
  readonly closes: number;
  readonly why: readonly Why[];
}

/**
 * The first moment not before `from` that is on a working day, within the hours, and `quietDays` away from every mail: also from one that is later, as there
 * are after a clock was set back. Null only when there is no such day in years.
 */
export function firstSlot(from: number, moments: Moments): Slot | null {
  let earliest = from;
  let why: Why[] = [];
  for (;;) {
    const found = firstOpening(earliest, moments, why);
    if (found === null) return null;
    const disturbing = moments.mails.filter((mail) => Math.abs(found.at - mail) < moments.quietDays * DAY_MS);
    if (disturbing.length === 0) return { ...found, why };
    const mail = Math.max(...disturbing);
    // What led into the quiet period explains nothing any more.
    why = [{ code: 'quiet', params: { days: moments.quietDays, on: dateOfDay(moments.zone.dayOf(mail)) } }];
    earliest = mail + moments.quietDays * DAY_MS;
  }
}

/** Whether the hours of a slot are over, so that what did not leave is late. */
export function isOver(slot: Slot, now: number): boolean {
  return now >= slot.closes;
}

function firstOpening(from: number, { zone, days, hours }: Moments, why: Why[]): Omit<Slot, 'why'> | null {
  const first = zone.dayOf(from);
  for (let day = first; day < first + FURTHEST; day++) {
    const off = days.off(day);
    if (off !== null) {
      explainOff(off, dateOfDay(day), why);
      continue;
    }
    const spans = zone.spansOf(day);
    const open = spans.find(({ close }) => from < close);
    if (open === undefined) continue;
    const at = Math.max(from, open.open);
    if (at > from) why.push({ code: 'hours', params: { from: hours.from, to: hours.to } });
    if (open.shifted && at === open.open) why.push({ code: 'clock_shift', params: { on: dateOfDay(day) } });
    return { at, day, closes: lastClose(spans, open) };
  }
  return null;
}

function lastClose(spans: readonly Span[], open: Span): number {
  return (spans.at(-1) ?? open).close;
}

/** A stretch of days off of the week is one step. */
function explainOff(off: DayOff, date: string, why: Why[]): void {
  if (off.code === 'holiday') {
    why.push({ code: 'holiday', params: { on: date, name: off.name } });
    return;
  }
  const last = why.at(-1);
  if (last?.code === 'weekend') why.splice(-1, 1, { code: 'weekend', params: { ...last.params, to: date } });
  else why.push({ code: 'weekend', params: { from: date, to: date } });
}

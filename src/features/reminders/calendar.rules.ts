import type { CalendarDay } from '../../contract/reminder-runs.ts';
import { dateOfDay, dayNumber } from '../../shared/days.ts';
import { DAY_S } from '../../shared/durations.ts';
import type { DayOff, WorkingDays } from './slot.rules.ts';

/** At most `count` messages in any `seconds`; `even` = with equal pauses between them. */
export interface LoadLimit {
  readonly owner: 'host' | 'own';
  readonly count: number;
  readonly seconds: number;
  readonly even: boolean;
}

export interface CalendarSource {
  /** First day, YYYY-MM-DD. */
  readonly from: string;
  readonly days: number;
  readonly working: WorkingDays;
  readonly hours: { readonly from: string; readonly to: string };
  /** What is to leave, by day and host. Several rows of one day and host add up. */
  readonly load: readonly { readonly on: string; readonly hostId: string; readonly reminders: number; readonly notices: number }[];
  /** Every host that is looked at, with the limits that hold at it alone. */
  readonly hosts: readonly { readonly hostId: string; readonly limits: readonly LoadLimit[] }[];
  /** What limits all hosts together. */
  readonly own: readonly LoadLimit[];
}

interface Capacity {
  readonly count: number;
  readonly owner: LoadLimit['owner'];
}

/** The coming days with what leaves on them and whether the limits allow it. */
export function calendarDays(source: CalendarSource): CalendarDay[] {
  const first = dayNumber(source.from);
  const loads = loadByDay(source.load);
  return Array.from({ length: source.days }, (_, index) => calendarDay(first + index, source, loads));
}

/** How many messages the tightest limit lets leave in so many seconds that follow on a pause; null when nothing limits them. */
export function capacityIn(seconds: number, limits: readonly LoadLimit[]): Capacity | null {
  return limits.reduce<Capacity | null>((tightest, limit) => {
    const count = countIn(seconds, limit);
    return tightest === null || count < tightest.count ? { count, owner: limit.owner } : tightest;
  }, null);
}

/** A window that is longer than a day gives each of its days the same share; of a shorter one, the full count leaves as soon as it begins. */
function countIn(seconds: number, { count, seconds: window, even }: LoadLimit): number {
  if (window >= DAY_S) return Math.floor((count * DAY_S) / window);
  return even ? Math.ceil((seconds * count) / window) : Math.ceil(seconds / window) * count;
}

interface Load {
  readonly reminders: number;
  readonly notices: number;
  readonly byHost: ReadonlyMap<string, number>;
}

function loadByDay(rows: CalendarSource['load']): ReadonlyMap<string, Load> {
  const days = new Map<string, { reminders: number; notices: number; byHost: Map<string, number> }>();
  for (const { on, hostId, reminders, notices } of rows) {
    const day = days.get(on) ?? { reminders: 0, notices: 0, byHost: new Map<string, number>() };
    days.set(on, day);
    day.reminders += reminders;
    day.notices += notices;
    day.byHost.set(hostId, (day.byHost.get(hostId) ?? 0) + reminders + notices);
  }
  return days;
}

/** Reminders leave within the hours; on a day off only notices may, at any time of it. */
function calendarDay(day: number, { working, hours, hosts, own }: CalendarSource, loads: ReadonlyMap<string, Load>): CalendarDay {
  const on = dateOfDay(day);
  const off = working.off(day);
  const seconds = off === null ? secondsBetween(hours) : DAY_S;
  const { reminders, notices, byHost } = loads.get(on) ?? { reminders: 0, notices: 0, byHost: new Map<string, number>() };
  const each = hosts.map(({ hostId, limits }) => ({ load: byHost.get(hostId) ?? 0, capacity: capacityIn(seconds, limits) }));
  const capacity = tighter(sum(each.map((host) => host.capacity)), capacityIn(seconds, own));
  const over =
    reminders + notices > (capacity?.count ?? Number.POSITIVE_INFINITY) || each.some((host) => host.load > (host.capacity?.count ?? Number.POSITIVE_INFINITY));
  return { on, reminders, notices, capacity: capacity?.count ?? null, capacityOwner: capacity?.owner ?? null, over, ...offWords(off) };
}

/** Hosts carry their loads side by side; one without limits carries any. */
function sum(capacities: readonly (Capacity | null)[]): Capacity | null {
  let total: Capacity | null = null;
  for (const capacity of capacities) {
    if (capacity === null) return null;
    total = total === null ? capacity : { count: total.count + capacity.count, owner: total.owner === 'own' ? capacity.owner : total.owner };
  }
  return total;
}

function tighter(first: Capacity | null, second: Capacity | null): Capacity | null {
  if (first === null || second === null) return first ?? second;
  return second.count < first.count ? second : first;
}

function offWords(off: DayOff | null): Pick<CalendarDay, 'off' | 'holiday'> {
  return { off: off?.code ?? null, holiday: off?.code === 'holiday' ? off.name : '' };
}

function secondsBetween({ from, to }: CalendarSource['hours']): number {
  const seconds = (time: string): number => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60;
  return seconds(to) - seconds(from);
}

import type { ReadDb } from '../../db/db.ts';
import { dateOfDay, dayNumber } from '../../shared/days.ts';
import type { Core } from '../core.ts';
import { planHolds } from './holds.repo.ts';
import { holidayBook } from './holiday-book.ts';
import { holdBook, holdOn } from './in-force.rules.ts';
import { readReminderSettings } from './settings.repo.ts';
import { workingDays } from './slot.rules.ts';
import { knownZones } from './zone.rules.ts';

/** The days of a client as reminders keep them. Days are YYYY-MM-DD where he is. */
export interface Workdays {
  readonly zone: string;
  dayOf(at: number): string;
  /** Nothing leaves on that day: end of the week, or holiday. */
  isOff(day: string): boolean;
  /** When the hours of a day begin; midnight where they begin at no moment of it. */
  opensAt(day: string): number;
}

/** For mail about a matter of his own: not the quiet period, which keeps regular mail apart. */
export async function workdaysOf(core: Core, db: ReadDb, clientId: string): Promise<Workdays> {
  const settings = await readReminderSettings(core, db);
  const client = await db.selectFrom('client').where('id', '=', clientId).select('time_zone').executeTakeFirst();
  const zones = knownZones(settings.hours);
  const zone = zones(client?.time_zone || (settings.timeZone ?? core.clock.timeZone())) ?? zones(core.clock.timeZone()) ?? zones('UTC');
  if (zone === null) throw new RangeError('UTC is not known');
  const days = workingDays(settings, holidayBook(core.holidays, settings.holidays));
  return {
    zone: zone.name,
    dayOf: (at) => dateOfDay(zone.dayOf(at)),
    isOff: (day) => days.off(dayNumber(day)) !== null,
    opensAt: (day) => zone.spansOf(dayNumber(day))[0]?.open ?? zone.startOf(dayNumber(day)),
  };
}

/** Whether a pause or an exception keeps a client of a host from being reminded on a day. */
export async function isHeld(core: Core, db: ReadDb, { clientId, hostId, on }: { readonly clientId: string; readonly hostId: string; readonly on: string }) {
  return holdOn(on, holdBook(await planHolds(db, core.clock.now())).holdsOf({ clientId, hostId })) !== null;
}

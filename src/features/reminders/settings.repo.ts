import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import { ReminderSettings, type reminders } from '../../contract/reminders.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { readSettingParts, writeSetting } from '../../db/setting.repo.ts';
import { isTimeZone } from '../../shared/time-zone.ts';
import type { Core } from '../core.ts';

const KEY = 'reminders';

/** What holds until the user chooses. */
export const DEFAULT_SETTINGS: ReminderSettings = {
  automatic: true,
  timeZone: null,
  workingDays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '17:00' },
  holidays: { countries: [], own: [] },
  spreadDays: 5,
  quietDays: 7,
  restDays: 30,
  askAbove: 25,
};

type Change = z.output<NonNullable<(typeof reminders.update)['~orpc']['inputSchema']>>;

/** How reminders are sent. A value that cannot be understood counts as not chosen and is logged. */
export async function readReminderSettings({ logger }: Pick<Core, 'logger'>, db: ReadDb): Promise<ReminderSettings> {
  return await readSettingParts(db, { key: KEY, schema: ReminderSettings.refine(usable), standard: DEFAULT_SETTINGS }, logger);
}

function usable({ timeZone, hours }: ReminderSettings): boolean {
  return hours.from < hours.to && (timeZone === null || isTimeZone(timeZone));
}

/** The settings after a change, stored. Throws `time_zone_unknown`, and `invalid_input` for hours that end before they begin or a country nothing is known of. */
export async function changeReminderSettings(core: Pick<Core, 'logger' | 'holidays'>, tx: WriteDb, change: Change): Promise<ReminderSettings> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const { workingDays, holidays, ...rest } = ReminderSettings.parse({ ...(await readReminderSettings(core, tx)), ...given });
  if (rest.timeZone !== null && !isTimeZone(rest.timeZone)) throw fail('time_zone_unknown', { zone: rest.timeZone });
  if (rest.hours.from >= rest.hours.to) throw fail('invalid_input', { path: 'hours.to' });
  const known = new Set(core.holidays.countries().map(({ code }) => code));
  const stranger = change.holidays?.countries.findIndex((code) => !known.has(code)) ?? -1;
  if (stranger >= 0) throw fail('invalid_input', { path: `holidays.countries.${stranger}` });
  const settings = {
    ...rest,
    workingDays: [...new Set(workingDays)].sort((a, b) => a - b),
    holidays: { countries: [...new Set(holidays.countries)], own: [...new Set(holidays.own)].sort() },
  };
  await writeSetting(tx, KEY, settings);
  return settings;
}

import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import type { Core } from '../core.ts';
import { readReminderSettings } from './settings.repo.ts';

/** The day it is in the zone of clients without one of their own. */
export async function today(core: Core, db: ReadDb): Promise<string> {
  const { timeZone } = await readReminderSettings(core, db);
  return dateIn(core.clock.now(), timeZone ?? core.clock.timeZone());
}

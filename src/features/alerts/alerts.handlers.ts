import { AlertSettings } from '../../contract/alerts.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { type AlertQuery, areKnown, countAlerts, findAlert, listAlerts, markSeen, putOff } from './alerts.repo.ts';
import { announce, announcements, endEarly } from './announcements.ts';
import { takeNews } from './news.ts';
import { readAlertSettings, writeAlertSettings } from './settings.repo.ts';
import { alertsSummary } from './summary.ts';
import { listThresholds, setThreshold } from './thresholds.ts';

type AlertHandlers = Handlers<Contract['alerts']>;

/** The functions of `contract.alerts`. */
export function alertsHandlers(core: Core): AlertHandlers {
  const db = core.db.read;
  return {
    list: (query) => list(core, query),
    get: ({ id }) => existing(core, id),
    summary: () => alertsSummary(db, core.clock.now()),
    news: () => takeNews(core),
    see: ({ ids }) => see(core, ids),
    snooze: (input) => snooze(core, input),
    settings: () => readAlertSettings(core.logger, db),
    setSettings: (change) => setSettings(core, change),
    thresholds: (of) => listThresholds(core, of),
    setThreshold: (input) => setThreshold(core, input),
    announcements: (query) => announcements(core, query),
    announce: (input) => announce(core, input),
    endAnnouncement: ({ id }) => endEarly(core, id),
  };
}

async function list(core: Core, query: AlertQuery & { readonly offset: number; readonly limit: number }): ReturnType<AlertHandlers['list']> {
  const now = core.clock.now();
  const db = core.db.read;
  const count = (show: AlertQuery['show']): Promise<number> => countAlerts(db, { ...query, show }, now);
  const counts = { now: await count('now'), snoozed: await count('snoozed'), closed: await count('closed') };
  return { total: await count(query.show), rows: await listAlerts(db, { ...query, gathered: query.show === 'now' || query.show === 'snoozed' }, now), counts };
}

/** Throws `alert_not_found`. */
async function existing(core: Core, id: string) {
  const alert = await findAlert(core.db.read, id);
  if (alert === undefined) throw fail('alert_not_found', {});
  return alert;
}

/** What somebody has seen once stays seen by him. Throws `alert_not_found`. */
async function see(core: Core, ids: readonly string[]): ReturnType<AlertHandlers['see']> {
  const now = core.clock.now();
  await core.db.write(async (tx) => {
    if (ids.length > 0 && !(await areKnown(tx, ids))) throw fail('alert_not_found', {});
    await markSeen(tx, ids, { at: now, author: await readAuthor(core, tx) });
  });
  core.changed('alerts');
  return await alertsSummary(core.db.read, now);
}

/** Throws `alert_not_found`, and `date_in_past` for an end that is over. */
async function snooze(core: Core, { id, until }: Parameters<AlertHandlers['snooze']>[0]): ReturnType<AlertHandlers['snooze']> {
  const end = until === null ? null : Date.parse(until);
  if (end !== null && end <= core.clock.now()) throw fail('date_in_past', {});
  await core.db.write((tx) => putOff(tx, id, end));
  core.changed('alerts');
  return await existing(core, id);
}

async function setSettings(core: Core, change: Parameters<AlertHandlers['setSettings']>[0]): ReturnType<AlertHandlers['setSettings']> {
  const settings = await core.db.write(async (tx) => {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const next = AlertSettings.parse({ ...(await readAlertSettings(core.logger, tx)), ...given });
    const sorted = { ...next, levels: [...new Set(next.levels)].sort((a, b) => a - b) };
    await writeAlertSettings(tx, sorted);
    return sorted;
  });
  core.changed('alerts');
  return settings;
}

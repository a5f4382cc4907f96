import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Core } from '../core.ts';
import { DEFAULT_ALERT_SETTINGS } from './settings.rules.ts';
import { alertsSummary } from './summary.ts';

type AlertHandlers = Handlers<Contract['alerts']>;

/** The functions of `contract.alerts`. */
export function alertsHandlers(core: Core): AlertHandlers {
  const db = core.db.read;
  return {
    list: async () => ({ total: 0, rows: [], counts: { now: 0, snoozed: 0, closed: 0 } }),
    get: () => Promise.reject(fail('alert_not_found', {})),
    summary: () => alertsSummary(db, core.clock.now()),
    news: async () => ({ unseen: 0, fresh: [] }),
    see: () => alertsSummary(db, core.clock.now()),
    snooze: () => Promise.reject(fail('alert_not_found', {})),
    settings: async () => DEFAULT_ALERT_SETTINGS,
    setSettings: async () => DEFAULT_ALERT_SETTINGS,
    thresholds: async () => [],
    setThreshold: async () => [],
    announcements: async () => [],
    announce: () => Promise.reject(fail('hosted_not_found', {})),
    endAnnouncement: () => Promise.reject(fail('announcement_not_found', {})),
  };
}

import type { z } from 'zod';
import { HostId } from '../../contract/ids.ts';
import type { ReminderPromise } from '../../contract/reminders.ts';
import type { ReadDb } from '../../db/db.ts';
import { keepsPromise } from '../../shared/reminder-promise.ts';
import { newestTerms } from '../policies/index.ts';
import { ruleBook } from './in-force.rules.ts';
import { planRules } from './rules.repo.ts';

/** What the newest notice of each host promises, and whether its rule keeps it. Rules for a plan or a client are exceptions somebody made on purpose. */
export async function listPromises(db: ReadDb): Promise<z.input<typeof ReminderPromise>[]> {
  const rules = ruleBook(await planRules(db));
  return (await newestTerms(db)).flatMap(({ hostId, hostName, versionNumber, terms: { reminderMonths: months } }) => {
    const rule = rules.ruleFor({ clientId: '', hostId, plans: [] });
    if (months === null || rule === null) return [];
    return [{ hostId: HostId.parse(hostId), hostName, versionNumber, months, period: rule.period, kept: keepsPromise(rule.period, months) }];
  });
}

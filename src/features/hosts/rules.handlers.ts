import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import type { Core } from '../core.ts';
import { readAuthor, readSettings } from '../settings/index.ts';
import { wordBreach } from './breach-words.ts';
import { latestReading, ruleChanges } from './changes.rules.ts';
import { findHost } from './hosts.repo.ts';
import { looserThanHost } from './own.rules.ts';
import { listChanges, saveRules } from './rules.repo.ts';

type HostsHandlers = Handlers<Contract['hosts']>;

/** Refuses what must not be kept. Throws `host_not_found`, `own_rule_looser`, `date_in_future`. */
export async function checkRules(core: Core, { id, rules, own }: Parameters<HostsHandlers['checkRules']>[0]): Promise<void> {
  const { language } = await readSettings(core, core.db.read);
  const before = await findHost(core.db.read, id);
  const breach = looserThanHost(rules, own);
  if (breach !== null) throw fail('own_rule_looser', wordBreach(breach, language ?? 'en', core.texts));
  if (latestReading(before.rules, rules) > dateIn(core.clock.now(), core.clock.timeZone())) throw fail('date_in_future', {});
}

/** Replaces a host's rules and the reseller's own, and writes down what changed. Throws what `checkRules` throws. */
export async function setRules(core: Core, { id, rules, own, reason }: Parameters<HostsHandlers['setRules']>[0]): Promise<void> {
  await checkRules(core, { id, rules, own });
  const author = await readAuthor(core, core.db.read);
  await core.db.write(async (tx) => {
    const before = await findHost(tx, id);
    const changes = ruleChanges(before, { rules, own });
    await saveRules(tx, { id, rules, own, changes, author, reason, at: core.clock.now() });
  });
  // Limits decide when what waits will leave.
  core.changed('hosts', 'policies', 'outbox');
}

/** What changed in a host's rules, newest first. Throws `host_not_found`. */
export async function ruleHistory(db: ReadDb, { id, offset, limit }: Parameters<HostsHandlers['ruleHistory']>[0]) {
  await findHost(db, id);
  return listChanges(db, id, { offset, limit });
}

import { Trilingual } from '../../contract/texts.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import type { Language } from '../../shared/language.ts';
import { compose, type Desk, type Letter, loadRecipients, newToken, type Recipient } from '../notices/index.ts';
import type { Plan } from './plan.types.ts';
import { pairKey } from './schedule.ts';
import { type ToldFacts, toldFacts } from './told.repo.ts';

/** What a reminder is made from, as it is now. */
export interface Facts {
  readonly recipient: Recipient;
  /** Version of the text of the reminder. */
  readonly versionId: string;
  readonly told: ToldFacts;
  /** What versions after the one he was told say they changed, oldest first. */
  readonly changes: readonly Trilingual[];
}

/** The facts of reminders to these clients, by `pairKey`. Who has no text, no account or was never told has none. */
export async function factsOf(desk: Pick<Desk, 'transport' | 'core'>, db: ReadDb, clientIds: readonly string[]): Promise<Map<string, Facts>> {
  const ids = [...new Set(clientIds)];
  const recipients = await loadRecipients(db, { clientIds: ids, dueOnly: false, now: desk.core.clock.now() });
  const told = await toldFacts(db, ids, desk.transport === 'practice');
  const versions = await newestReminders(db);
  const changes = await noticeChanges(db);
  const facts = new Map<string, Facts>();
  for (const recipient of recipients) {
    const key = pairKey({ clientId: recipient.client.id, hostId: recipient.host.id });
    const [versionId, known] = [versions.get(recipient.host.id), told.get(key)];
    if (versionId === undefined || known === undefined) continue;
    const later = (changes.get(recipient.host.id) ?? []).filter(({ number }) => number > known.versionNumber);
    facts.set(key, { recipient, versionId, told: known, changes: later.map(({ changelog }) => changelog) });
  }
  return facts;
}

/** What each version of the notice of a host changed, in order. */
async function noticeChanges(db: ReadDb): Promise<Map<string, { readonly number: number; readonly changelog: Trilingual }[]>> {
  const rows = await db.selectFrom('policy_version').where('kind', '=', 'notice').orderBy('number').select(['host_id', 'number', 'changelog']).execute();
  const changes = new Map<string, { readonly number: number; readonly changelog: Trilingual }[]>();
  for (const { host_id, number, changelog } of rows) {
    const ofHost = changes.get(host_id) ?? [];
    changes.set(host_id, ofHost);
    ofHost.push({ number, changelog: Trilingual.parse(JSON.parse(changelog)) });
  }
  return changes;
}

/** The newest version of the reminder of each host. */
async function newestReminders(db: ReadDb): Promise<Map<string, string>> {
  const rows = await db.selectFrom('policy_version').where('kind', '=', 'reminder').orderBy('number').select(['id', 'host_id']).execute();
  return new Map(rows.map(({ id, host_id }) => [host_id, id]));
}

/** What for: the period it serves, the zone its dates are meant in, and a language in place of the client's. */
export type Occasion = Pick<Plan, 'period' | 'timeZone'> & { readonly language?: Language | undefined };

/** Composes a reminder. Its token is that of the client's newest notice, or one of its own where he had none. */
export async function composeReminder(desk: Desk, { recipient, told, versionId, changes }: Facts, plan: Occasion): Promise<Letter> {
  return compose(desk, {
    recipient,
    language: plan.language,
    version: await desk.version(versionId, 'reminder'),
    token: told.token ?? newToken(desk.core),
    reminds: {
      versionId: told.versionId,
      versionNumber: told.versionNumber,
      toldOn: dateIn(told.at, plan.timeZone),
      changes,
      period: plan.period ?? '',
      repeatsToken: told.token !== null,
    },
  });
}

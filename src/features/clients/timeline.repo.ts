import type { z } from 'zod';
import { AlertFacts } from '../../contract/alerts.ts';
import { TimelineEntry } from '../../contract/clients.ts';
import type { ReadDb } from '../../db/db.ts';
import { addDays, startOfDay } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import { incidentEvents } from './timeline-incidents.repo.ts';

type Entry = z.infer<typeof TimelineEntry>;
type Dated = Entry & { readonly atMs: number };

const Params = TimelineEntry.shape.params;
const Event = TimelineEntry.shape.event;

/** The instant it is, and the zone whose midnights count. */
export interface Moment {
  readonly now: number;
  readonly timeZone: string;
}

/** Newest first. Of what has the same moment, the later step comes first: the answer above the queue, all of it above the beginning. */
export async function timeline(db: ReadDb, clientId: string, moment: Moment): Promise<Entry[]> {
  const entries = [
    ...(await suppressionEvents(db, clientId)),
    ...(await bounceEvents(db, clientId)),
    ...(await messageEvents(db, clientId)),
    ...(await skippedReminders(db, clientId)),
    ...(await holdEvents(db, clientId, moment)),
    ...(await importEvents(db, clientId)),
    ...(await ownEvents(db, clientId)),
    ...(await alertEvents(db, clientId)),
    ...(await hostStateEvents(db, clientId)),
    ...(await incidentEvents(db, clientId)),
  ];
  return entries.sort((a, b) => b.atMs - a.atMs).map(({ at, event, params }) => ({ at, event, params }));
}

function dated(atMs: number, event: Entry['event'], params: Entry['params']): Dated {
  return { atMs, at: toIso(atMs), event, params };
}

async function ownEvents(db: ReadDb, clientId: string): Promise<Dated[]> {
  const rows = await db.selectFrom('client_event').selectAll().where('client_id', '=', clientId).orderBy('at', 'desc').orderBy('seq', 'desc').execute();
  return rows.map((row) => dated(row.at, Event.parse(row.event), Params.parse(JSON.parse(row.params))));
}

/** Alerts about his accounts at the host, each when it began, with what it says. */
async function alertEvents(db: ReadDb, clientId: string): Promise<Dated[]> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('hosted_account', 'hosted_account.account_id', 'account.id')
    .innerJoin('alert', 'alert.hosted_id', 'hosted_account.id')
    .where('account.client_id', '=', clientId)
    .select(['alert.id', 'alert.kind', 'alert.level', 'alert.facts', 'alert.opened_at', 'hosted_account.domain', 'hosted_account.login'])
    .execute();
  return rows.map((row) => {
    const said = Object.entries(AlertFacts.parse(JSON.parse(row.facts))).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
    const about = { alertId: row.id, kind: row.kind, level: row.level, name: row.domain || row.login };
    return dated(row.opened_at, 'alert', { ...Object.fromEntries(said), ...about });
  });
}

/** Imports write no event a client: batch and change rows say it already. */
async function importEvents(db: ReadDb, clientId: string): Promise<Dated[]> {
  const created = await db
    .selectFrom('client')
    .innerJoin('import_batch', 'import_batch.id', 'client.batch_id')
    .where('client.id', '=', clientId)
    .select(['import_batch.file_name', 'import_batch.imported_at'])
    .execute();
  const changed = await db
    .selectFrom('import_change')
    .innerJoin('import_batch', 'import_batch.id', 'import_change.batch_id')
    .where('import_change.client_id', '=', clientId)
    .where('import_batch.undone_at', 'is', null)
    .select(['import_batch.file_name', 'import_batch.imported_at'])
    .execute();
  return [
    ...created.map((row) => dated(row.imported_at, 'imported', { file: row.file_name })),
    ...changed.map((row) => dated(row.imported_at, 'changed', { file: row.file_name })),
  ];
}

/** Reminders that were passed over; those that were queued are messages. */
async function skippedReminders(db: ReadDb, clientId: string): Promise<Dated[]> {
  const rows = await db
    .selectFrom('reminder_run')
    .where('client_id', '=', clientId)
    .where('outcome', '=', 'skipped')
    .select(['at', 'due_on', 'author'])
    .execute();
  return rows.map((row) => dated(row.at, 'reminder_skipped', { dueOn: row.due_on, author: row.author }));
}

/** Pauses and exceptions of this client. One that ran out ended at the end of its last day. */
async function holdEvents(db: ReadDb, clientId: string, { now, timeZone }: Moment): Promise<Dated[]> {
  const rows = await db
    .selectFrom('reminder_hold')
    .where('client_id', '=', clientId)
    .select(['made_at', 'reason', 'author', 'until_on', 'ended_at', 'ended_by'])
    .execute();
  return rows.flatMap((row) => {
    const ranOutAt = row.until_on === null ? null : startOfDay(addDays(row.until_on, 1), timeZone);
    const endedAt = row.ended_at ?? ranOutAt;
    const begun = dated(row.made_at, 'hold_begun', { until: row.until_on ?? '', reason: row.reason, author: row.author });
    return endedAt === null || endedAt > now ? [begun] : [dated(endedAt, 'hold_ended', { author: row.ended_by }), begun];
  });
}

/** Messages that were returned by mail, or complained about. Those refused at once say so themselves. */
async function bounceEvents(db: ReadDb, clientId: string): Promise<Dated[]> {
  const rows = await db
    .selectFrom('bounce')
    .where('client_id', '=', clientId)
    .where('origin', '=', 'mail')
    .select(['kind', 'address', 'diagnostic', 'outbox_id', 'happened_at'])
    .execute();
  return rows.map((row) =>
    dated(row.happened_at, row.kind === 'complaint' ? 'complained' : 'bounced', { address: row.address, reply: row.diagnostic, outboxId: row.outbox_id }),
  );
}

/** What keeps an address he has or had, or its domain, from getting anything. */
async function suppressionEvents(db: ReadDb, clientId: string): Promise<Dated[]> {
  const contacts = await db.selectFrom('contact').where('client_id', '=', clientId).where('email_key', '<>', '').select('email_key').execute();
  const keys = contacts.flatMap(({ email_key }) => [email_key, email_key.slice(email_key.lastIndexOf('@') + 1)]);
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('suppression')
    .where('value_key', 'in', [...new Set(keys)])
    .select(['value', 'since_at', 'until_at', 'lifted_at', 'lifted_why'])
    .execute();
  return rows.flatMap((row) => {
    const begun = dated(row.since_at, 'suppressed', { value: row.value, until: row.until_at === null ? '' : toIso(row.until_at) });
    return row.lifted_at === null ? [begun] : [dated(row.lifted_at, 'suppression_lifted', { value: row.value, reason: row.lifted_why }), begun];
  });
}

/** Changes of state of his accounts at their hosts, at the instant the host names, or else when they were noticed. */
async function hostStateEvents(db: ReadDb, clientId: string): Promise<Dated[]> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('hosted_account', 'hosted_account.account_id', 'account.id')
    .innerJoin('flip', 'flip.hosted_id', 'hosted_account.id')
    .where('account.client_id', '=', clientId)
    .whereRef('flip.to_state', 'is not', 'flip.from_state')
    .select(['hosted_account.login', 'hosted_account.domain', 'flip.at', 'flip.after_at', 'flip.host_since', 'flip.to_state', 'flip.reason'])
    .execute();
  return rows.map((row) =>
    dated(row.host_since ?? row.at, 'host_state', {
      domain: row.domain === '' ? row.login : row.domain,
      state: row.to_state,
      reason: row.reason,
      after: row.after_at === null || row.host_since !== null ? '' : toIso(row.after_at),
    }),
  );
}

async function messageEvents(db: ReadDb, clientId: string): Promise<Dated[]> {
  const messages = await db
    .selectFrom('outbox')
    .where('client_id', '=', clientId)
    .where('kind', 'in', ['notice', 'reminder', 'letter'])
    .select(['id', 'kind', 'recipient', 'subject', 'transport', 'created_at'])
    .execute();
  if (messages.length === 0) return [];
  const byId = new Map(messages.map((message) => [message.id, message]));
  const settled = await db
    .selectFrom('outbox_event')
    .selectAll()
    .where('outbox_id', 'in', [...byId.keys()])
    .where('state', 'in', ['sent', 'failed', 'uncertain', 'cancelled'])
    .execute();
  return [
    ...settled.map((row) => {
      const message = byId.get(row.outbox_id);
      const params = { to: message?.recipient ?? '', subject: message?.subject ?? '', outboxId: row.outbox_id, reply: row.reply, because: row.error_code };
      return dated(row.at, messageEvent(message?.kind, outcomeOf(row.state, message?.transport)), params);
    }),
    ...messages.map((message) =>
      dated(message.created_at, messageEvent(message.kind, 'queued'), { to: message.recipient, subject: message.subject, outboxId: message.id }),
    ),
  ];
}

type Outcome = 'queued' | 'sent' | 'practised' | 'drafted' | 'failed' | 'uncertain' | 'cancelled';

function outcomeOf(state: string, transport: string | undefined): Outcome {
  if (state === 'sent') return transport === 'practice' ? 'practised' : transport === 'draft' ? 'drafted' : 'sent';
  if (state === 'uncertain') return 'uncertain';
  return state === 'cancelled' ? 'cancelled' : 'failed';
}

function messageEvent(kind: string | undefined, outcome: Outcome): Entry['event'] {
  const what = kind === 'reminder' || kind === 'letter' ? kind : 'notice';
  return `${what}_${outcome}`;
}

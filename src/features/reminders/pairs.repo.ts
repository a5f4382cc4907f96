import { sql } from 'kysely';
import { ACKNOWLEDGED, type Rung } from '../../contract/evidence.ts';
import type { ReadDb } from '../../db/db.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { suppressedSql } from '../bounces/index.ts';
import { type AccountTold, accountTold } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { fallen } from '../evidence/index.ts';
import type { OpenOnce, Pair, Standing } from './plan.types.ts';

/** Which pairs, and how they are looked at. */
export interface PairQuery {
  /** Epoch milliseconds: what carries a later instant was written before a clock was set back. */
  readonly now: number;
  /** Whether practising is the chosen transport: then what was practised counts beside what was sent. */
  readonly practice: boolean;
  /** Left out = all clients. */
  readonly clientIds?: readonly string[] | undefined;
}

/** A pair with what lists need of it: `sortKey` is the client's. */
export interface FoundPair extends Pair {
  readonly sortKey: string;
}

/**
 * Every client at every host where he has or had an account, with what planning him needs: a fixed number of statements, however many there are. Other work
 * gets a turn between them.
 */
export async function loadPairs({ clock }: Pick<Core, 'clock'>, db: ReadDb, query: PairQuery): Promise<FoundPair[]> {
  const accounts = await accountsOfPairs(db, query);
  await clock.yield();
  const clients = new Map((await clientRows(db, query)).map((row) => [row.id, row]));
  await clock.yield();
  const proofs = await byPair(proofRows(db, query));
  await clock.yield();
  const runs = await byPair(runRows(db, query));
  await clock.yield();
  const caughtUpAt = catchUps(runs);
  const mails = await mailsByClient(db, query);
  await clock.yield();
  const waiting = await waitingRows(db, query);
  const mailWaiting = new Set(waiting.map((row) => row.client_id));
  const queued = new Map(waiting.flatMap((row) => (row.period === null ? [] : [[keyOf(row), row] as const])));
  const [once, texts] = [await openOnce(db, query), new Set(await hostsWithReminder(db))];
  const pairs: FoundPair[] = [];
  for (const [key, { clientId, hostId, plans, told }] of accounts) {
    const client = clients.get(clientId);
    if (client === undefined) continue;
    const [proof, run, own] = [proofs.get(key), runs.get(key), queued.get(key)];
    pairs.push({
      clientId,
      hostId,
      sortKey: client.sort_key,
      timeZone: client.time_zone,
      plans: [...plans],
      standing: { ...toldStanding(told), text: texts.has(hostId), address: client.address, missingField: false },
      proofs: proof === undefined ? [] : instants(proof.proved ?? proof.noted, proof.provedByNow ?? proof.notedByNow),
      acknowledgedAt: proof?.acknowledged ?? null,
      runs: run === undefined ? [] : runsOf(run),
      mails: mails.get(clientId) ?? [],
      mailWaiting: mailWaiting.has(clientId),
      caughtUpAt: caughtUpAt(clientId, hostId),
      queued: own === undefined ? null : { period: own.period ?? '', dueOn: own.due_on ?? '', dueAt: own.due_at },
      once: once.get(key) ?? [],
    });
  }
  return pairs;
}

function keyOf({ client_id, host_id }: { readonly client_id: string; readonly host_id: string }): string {
  return `${client_id} ${host_id}`;
}

async function byPair<R extends { readonly client_id: string; readonly host_id: string }>(rows: Promise<readonly R[]>): Promise<Map<string, R>> {
  return new Map((await rows).map((row) => [keyOf(row), row]));
}

function instants(newest: number | null, byNow: number | null): number[] {
  return [...new Set([newest, byNow])].flatMap((at) => (at === null ? [] : [at]));
}

interface PairAccounts {
  readonly clientId: string;
  readonly hostId: string;
  readonly plans: Set<string>;
  readonly told: Set<AccountTold>;
}

async function accountsOfPairs(db: ReadDb, { clientIds }: PairQuery): Promise<Map<string, PairAccounts>> {
  const pairs = new Map<string, PairAccounts>();
  const pairOf = (clientId: string, hostId: string): PairAccounts => {
    const key = keyOf({ client_id: clientId, host_id: hostId });
    const pair = pairs.get(key) ?? { clientId, hostId, plans: new Set(), told: new Set() };
    pairs.set(key, pair);
    return pair;
  };
  const active = await db.selectFrom(accountTold(db, clientIds).as('each')).select(['each.clientId', 'each.hostId', 'each.plan', 'each.told']).execute();
  for (const { clientId, hostId, plan, told } of active) {
    const pair = pairOf(clientId, hostId);
    pair.plans.add(plan);
    pair.told.add(told);
  }
  const others = await db
    .selectFrom('account')
    .innerJoin('pack', 'pack.id', 'account.pack_id')
    .where('account.status', '<>', 'active')
    .$if(clientIds !== undefined, (accounts) => accounts.where('account.client_id', 'in', clientIds ?? []))
    .select(['account.client_id', 'pack.host_id'])
    .distinct()
    .execute();
  for (const { client_id, host_id } of others) pairOf(client_id, host_id);
  return pairs;
}

const PENDING: readonly AccountTold[] = ['due', 'queued', 'failed'];
const TOLD: readonly AccountTold[] = ['told', 'practised'];

function toldStanding(told: ReadonlySet<AccountTold>): Pick<Standing, 'account' | 'told' | 'noticePending'> {
  const each = [...told];
  return {
    account: each.length > 0,
    told: each.length > 0 && each.every((state) => TOLD.includes(state)),
    noticePending: each.some((state) => PENDING.includes(state)),
  };
}

/** The address first in the list decides for nearly everybody; the other contacts are looked at where it is missing or blocked. */
function clientRows(db: ReadDb, { clientIds, now }: PairQuery) {
  const free = (key: string) => sql<boolean>`NOT ${suppressedSql(sql.ref<string>(key), now)}`;
  return db
    .selectFrom('client')
    .$if(clientIds !== undefined, (clients) => clients.where('client.id', 'in', clientIds ?? []))
    .select(['client.id', 'client.time_zone', 'client.sort_key'])
    .select(
      sql<Standing['address']>`CASE WHEN client.email_key <> '' AND ${free('client.email_key')} THEN 'ok' ELSE coalesce(
        (SELECT min(iif(${free('contact.email_key')}, 'a', 'b')) FROM contact WHERE contact.client_id = client.id AND contact.valid_to IS NULL AND contact.email_key <> ''),
        'none') END`.as('found'),
    )
    .execute()
    .then((rows) => rows.map((row) => ({ ...row, address: ADDRESS[row.found] ?? 'none' })));
}

const ADDRESS: Readonly<Record<string, Standing['address']>> = { ok: 'ok', a: 'ok', b: 'blocked', none: 'none' };

/** Proofs of an own moment: what a report confirms later is the same message. */
const PROOFS: readonly Rung[] = ['handed_to_smtp', ...ACKNOWLEDGED];

/** What is practised counts while practising is the chosen transport. */
export function proofsThatCount(practice: boolean): readonly Rung[] {
  return practice ? [...PROOFS, 'practised'] : PROOFS;
}

function proofRows(db: ReadDb, { clientIds, now, practice }: PairQuery) {
  const wanted = proofsThatCount(practice);
  const newest = (rungs: readonly Rung[], until?: number) => sql<number | null>`max(iif(rung IN (${sql.join(rungs.map((rung) => sql.lit(rung)))})
    ${until === undefined ? sql`` : sql`AND happened_at <= ${until}`}, happened_at, NULL))`;
  return (
    db
      .with('fallen', () => fallen(db))
      .selectFrom('evidence')
      .where('rung', 'in', [...wanted, 'noted'])
      .where('id', 'not in', sql<string>`(SELECT id FROM fallen)`)
      .$if(clientIds !== undefined, (proofs) => proofs.where('client_id', 'in', clientIds ?? []))
      .groupBy(['client_id', 'host_id'])
      .select(['client_id', 'host_id'])
      // Somebody's word stands where there is nothing stronger.
      .select([newest(wanted).as('proved'), newest(wanted, now).as('provedByNow'), newest(['noted']).as('noted'), newest(['noted'], now).as('notedByNow')])
      .select(newest(ACKNOWLEDGED, now).as('acknowledged'))
      .execute()
  );
}

function runRows(db: ReadDb, { clientIds, now, practice }: PairQuery) {
  return (
    db
      .selectFrom('reminder_run')
      .$if(clientIds !== undefined, (runs) => runs.where('client_id', 'in', clientIds ?? []))
      // What was really sent counts while practising too, as its proof does.
      .$if(!practice, (runs) => runs.where('practice', '=', 0))
      .groupBy(['client_id', 'host_id'])
      .select(['client_id', 'host_id'])
      .select((eb) => [eb.fn.max('due_on').as('dueOn'), eb.fn.max('at').as('at')])
      .select([sql<string | null>`max(iif(at <= ${now}, due_on, NULL))`.as('dueOnByNow'), sql<number | null>`max(iif(at <= ${now}, at, NULL))`.as('atByNow')])
      .select(sql<number | null>`max(iif(outcome = 'caught_up' AND at <= ${now}, at, NULL))`.as('caughtUpAt'))
      .execute()
  );
}

interface RunRow {
  readonly dueOn: string;
  readonly at: number;
  readonly dueOnByNow: string | null;
  readonly atByNow: number | null;
}

function runsOf({ dueOn, at, dueOnByNow, atByNow }: RunRow): Pair['runs'] {
  const newest = { dueOn, at };
  return dueOnByNow === null || atByNow === null || (dueOnByNow === dueOn && atByNow === at) ? [newest] : [newest, { dueOn: dueOnByNow, at: atByNow }];
}

/** When the last late reminder of another host than the one asked for was queued for a client. */
function catchUps(runs: ReadonlyMap<string, { readonly client_id: string; readonly host_id: string; readonly caughtUpAt: number | null }>) {
  const byClient = new Map<string, { readonly hostId: string; readonly at: number }[]>();
  for (const { client_id, host_id, caughtUpAt: at } of runs.values()) {
    if (at !== null) byClient.set(client_id, [...(byClient.get(client_id) ?? []), { hostId: host_id, at }]);
  }
  return (clientId: string, hostId: string): number | null =>
    (byClient.get(clientId) ?? []).reduce<number | null>((last, each) => (each.hostId === hostId || (last !== null && last > each.at) ? last : each.at), null);
}

/** No chain of quiet periods that still keeps a reminder waiting is longer. */
const MAILS_MS = 366 * DAY_MS;

/** When mails left to each client since a year ago. One of unknown fate may have. */
async function mailsByClient(db: ReadDb, { clientIds, now, practice }: PairQuery): Promise<Map<string, number[]>> {
  const left = sql<number>`coalesce(sent_at, sending_at, created_at)`;
  const rows = await db
    .selectFrom('outbox')
    .where('kind', '<>', 'test')
    .where('state', 'in', ['sent', 'uncertain', 'bounced'])
    .where(left, '>', now - MAILS_MS)
    .$if(!practice, (messages) => messages.where('transport', '<>', 'practice'))
    .$if(clientIds !== undefined, (messages) => messages.where('client_id', 'in', clientIds ?? []))
    .select(['client_id', left.as('at')])
    .distinct()
    .execute();
  const mails = new Map<string, number[]>();
  for (const { client_id, at } of rows) {
    const known = mails.get(client_id);
    if (known === undefined) mails.set(client_id, [at]);
    else known.push(at);
  }
  return mails;
}

function waitingRows(db: ReadDb, { clientIds, practice }: PairQuery) {
  return db
    .selectFrom('outbox')
    .leftJoin('reminder_run', 'reminder_run.notice_id', 'outbox.notice_id')
    .where('outbox.state', 'in', ['queued', 'deferred', 'sending'])
    .where('outbox.kind', '<>', 'test')
    .$if(!practice, (messages) => messages.where('outbox.transport', '<>', 'practice'))
    .$if(clientIds !== undefined, (messages) => messages.where('outbox.client_id', 'in', clientIds ?? []))
    .select(['outbox.client_id', 'outbox.host_id', 'outbox.due_at', 'reminder_run.period', 'reminder_run.due_on'])
    .execute();
}

async function openOnce(db: ReadDb, { clientIds }: PairQuery): Promise<Map<string, OpenOnce[]>> {
  const rows = await db
    .selectFrom('reminder_once')
    .where('ended_at', 'is', null)
    .$if(clientIds !== undefined, (asked) => asked.where('client_id', 'in', clientIds ?? []))
    .select(['id', 'client_id', 'host_id', 'on_day', 'made_at'])
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  const groups = new Map<string, OpenOnce[]>();
  for (const row of rows) {
    const key = keyOf(row);
    groups.set(key, [...(groups.get(key) ?? []), { id: row.id, onDay: row.on_day, madeAt: row.made_at }]);
  }
  return groups;
}

async function hostsWithReminder(db: ReadDb): Promise<string[]> {
  const rows = await db.selectFrom('policy_version').where('kind', '=', 'reminder').select('host_id').distinct().execute();
  return rows.map(({ host_id }) => host_id);
}

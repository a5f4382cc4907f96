import { type Expression, sql } from 'kysely';
import { AlertFacts, AlertKind } from '../../contract/alerts.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { among } from '../statuses/index.ts';

/** Kinds that tell of mail or of a state; a block list is read from its own history, and what could not be read is no sign. */
const TELLING: readonly AlertKind[] = ['spike', 'failures', 'state', 'pack_suspended', 'several_bad', 'warned'];

/** When the figures of an alert begin, in epoch milliseconds; null = it has none of a time. */
const COUNTED_FROM = sql<number | null>`CAST(ROUND(unixepoch(alert.facts ->> '$.from', 'subsec') * 1000) AS INTEGER)`;

/** An alert of the accounts or the pack of a case. */
export interface AlertSign {
  readonly id: string;
  readonly kind: AlertKind;
  readonly facts: AlertFacts;
  readonly at: number;
  /** It was opened in the time that was asked for; else it goes on in it. */
  readonly isNew: boolean;
  /** Login or domain; empty = the pack. */
  readonly name: string;
}

/** Which alerts are meant: opened after `from`, up to `to` (epoch milliseconds), or with figures that were counted wholly in that time. */
interface AlertsWanted {
  readonly packId: string;
  readonly hostedIds: readonly number[];
  /** Also those about the pack as a whole. */
  readonly wholePack: boolean;
  readonly from: number;
  readonly to: number;
}

/**
 * Alerts that tell of a time about some accounts, or also about their pack as a whole, oldest first. One that was opened before goes on for as long as its sign comes back soon
 * enough: then the figures it has now say when that was.
 */
export async function alertsBetween(db: ReadDb, { packId, hostedIds, wholePack, from, to }: AlertsWanted): Promise<AlertSign[]> {
  const rows = await db
    .selectFrom('alert')
    .leftJoin('hosted_account', 'hosted_account.id', 'alert.hosted_id')
    .where('alert.pack_id', '=', packId)
    .where('alert.kind', 'in', TELLING)
    .where((eb) => {
      const isIn = (at: Expression<number | null>) => eb.and([eb(at, '>', from), eb(at, '<=', to)]);
      return eb.or([isIn(eb.ref('alert.opened_at')), isIn(COUNTED_FROM)]);
    })
    .where((eb) => eb.or([...(wholePack ? [eb('alert.hosted_id', 'is', null)] : []), eb('alert.hosted_id', 'in', among(hostedIds))]))
    .orderBy('alert.opened_at')
    .select(['alert.id', 'alert.kind', 'alert.facts', 'alert.opened_at', 'hosted_account.login', 'hosted_account.domain', COUNTED_FROM.as('counted_from')])
    .execute();
  return rows.map(({ id, kind, facts, opened_at, counted_from, login, domain }) => ({
    ...{ id, isNew: opened_at > from, at: opened_at > from ? opened_at : (counted_from ?? opened_at), name: domain || login || '' },
    kind: AlertKind.parse(kind),
    facts: AlertFacts.parse(JSON.parse(facts)),
  }));
}

/** When the panel of a pack was last read, in epoch milliseconds; null = never. */
export async function panelReadAt(db: ReadDb, packId: string): Promise<number | null> {
  const row = await db.selectFrom('connection').where('pack_id', '=', packId).select(['accounts_at', 'usage_at']).executeTakeFirst();
  const read = [row?.accounts_at ?? null, row?.usage_at ?? null].filter((at) => at !== null);
  return read.length === 0 ? null : Math.max(...read);
}

/** Whether something was noticed of a case since its answer. */
export async function cameBack(db: ReadDb, incidentId: string): Promise<boolean> {
  return (await db.selectFrom('relapse_sign').where('incident_id', '=', incidentId).select('sign').executeTakeFirst()) !== undefined;
}

/** Cases whose answer came after `from`: those are watched. */
export async function casesAnsweredSince(db: ReadDb, from: number): Promise<string[]> {
  const rows = await db
    .selectFrom('incident_step')
    .where('step', '=', 'await_answer')
    .where('state', '=', 'done')
    .where('changed_at', '>', from)
    .select('incident_id')
    .execute();
  return rows.map(({ incident_id }) => incident_id);
}

/** Those of `signs` that were not told yet, which are told from now on. */
export async function takeNewSigns<S extends { readonly key: string }>(
  tx: WriteDb,
  { incidentId, signs, at }: { readonly incidentId: string; readonly signs: readonly S[]; readonly at: number },
): Promise<S[]> {
  const told = new Set((await tx.selectFrom('relapse_sign').where('incident_id', '=', incidentId).select('sign').execute()).map(({ sign }) => sign));
  const fresh = signs.filter(({ key }) => !told.has(key));
  for (const { key } of fresh) await tx.insertInto('relapse_sign').values({ incident_id: incidentId, sign: key, noticed_at: at }).execute();
  return fresh;
}

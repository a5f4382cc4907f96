import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { parseAddress } from '../clients/index.ts';

/** The form an address is compared in; of what is none, as near to it as can be. */
export function addressKey(address: string): string {
  return parseAddress(address)?.key ?? address.trim().toLowerCase();
}

/** Domain of an address in the form addresses are compared in. */
export function domainOf(key: string): string {
  return key.slice(key.lastIndexOf('@') + 1);
}

/** What gets nothing now, and since when: by key of an address, or of a whole domain, which has no "@". */
export async function suppressedKeys(db: ReadDb, now: number): Promise<ReadonlyMap<string, number>> {
  const rows = await inForce(db, now).select(['value_key', 'since_at']).execute();
  return new Map(rows.map(({ value_key, since_at }) => [value_key, since_at]));
}

/** Since when an address, or its domain, is among `suppressedKeys`; null when it is not. */
export function suppressedSince(keys: ReadonlyMap<string, number>, emailKey: string): number | null {
  return keys.get(emailKey) ?? keys.get(domainOf(emailKey)) ?? null;
}

/** Whether an address, however it is written, or its domain gets nothing now. */
export async function isSuppressed(db: ReadDb, address: string, now: number): Promise<boolean> {
  const key = addressKey(address);
  const found = await inForce(db, now)
    .select('id')
    .where('value_key', 'in', [key, domainOf(key)])
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

/** Those of several addresses, as they are written, that get nothing now, themselves or their domains. */
export async function suppressedAmong(db: ReadDb, addresses: readonly string[], now: number): Promise<ReadonlySet<string>> {
  const keys = new Map(addresses.map((address) => [address, addressKey(address)]));
  const asked = new Set([...keys.values()].flatMap((key) => [key, domainOf(key)]));
  const rows = await inForce(db, now)
    .select('value_key')
    .where('value_key', 'in', [...asked])
    .execute();
  const found = new Set(rows.map(({ value_key }) => value_key));
  return new Set(addresses.filter((address) => [keys.get(address) ?? '', domainOf(keys.get(address) ?? '')].some((key) => found.has(key))));
}

/** The same as a condition of a query: `emailKey` is a column with the form addresses are compared in. */
export function suppressedSql(emailKey: Expression<string>, now: number): RawBuilder<SqlBool> {
  // What stands behind the last "@".
  const domain = sql`substr(${emailKey}, length(rtrim(${emailKey}, replace(${emailKey}, '@', ''))) + 1)`;
  return sql<SqlBool>`EXISTS (SELECT 1 FROM suppression WHERE suppression.lifted_at IS NULL AND suppression.value_key IN (${emailKey}, ${domain})
    AND (suppression.until_at IS NULL OR suppression.until_at > ${now}))`;
}

function inForce(db: ReadDb, now: number) {
  return db
    .selectFrom('suppression')
    .where('lifted_at', 'is', null)
    .where((eb) => eb.or([eb('until_at', 'is', null), eb('until_at', '>', now)]));
}

/** The suppression of exactly this address or domain that is in force. */
export async function findInForce(db: ReadDb, valueKey: string, now: number) {
  return await inForce(db, now).selectAll().where('value_key', '=', valueKey).executeTakeFirst();
}

/** When a suppression of an address or of its domain was last lifted; null = never. */
export async function lastLiftedAt(db: ReadDb, emailKey: string): Promise<number | null> {
  const row = await db
    .selectFrom('suppression')
    .select((eb) => eb.fn.max('lifted_at').as('at'))
    .where('value_key', 'in', [emailKey, domainOf(emailKey)])
    .executeTakeFirst();
  return row?.at ?? null;
}

export interface NewSuppression {
  readonly id: string;
  readonly scope: 'address' | 'domain';
  readonly value: string;
  readonly key: string;
  readonly reason: 'permanent' | 'complaint' | 'by_hand';
  readonly since: number;
  readonly until: number | null;
  readonly author: string;
  readonly note: string;
  readonly bounceId: string | null;
}

export async function insertSuppression(tx: WriteDb, suppression: NewSuppression): Promise<void> {
  const { id, scope, value, key, reason, since, until, author, note, bounceId } = suppression;
  await tx
    .insertInto('suppression')
    .values({ id, scope, value, value_key: key, reason, since_at: since, until_at: until, author, note, bounce_id: bounceId, lifted_at: null })
    .execute();
}

/** Makes a suppression last longer; where a bounce is why, for what it says. */
export async function prolongSuppression(
  tx: WriteDb,
  id: string,
  { until, because }: { readonly until: number | null; readonly because?: { readonly reason: string; readonly bounceId: string } },
): Promise<void> {
  const why = because === undefined ? {} : { reason: because.reason, bounce_id: because.bounceId };
  await tx
    .updateTable('suppression')
    .set({ ...why, until_at: until })
    .where('id', '=', id)
    .execute();
}

export async function liftSuppression(tx: WriteDb, id: string, lifted: { readonly at: number; readonly author: string; readonly why: string }): Promise<void> {
  await tx.updateTable('suppression').set({ lifted_at: lifted.at, lifted_by: lifted.author, lifted_why: lifted.why }).where('id', '=', id).execute();
}

/** Reasons as the database keeps them. */
export function reasonOf(stored: string): 'permanent' | 'complaint' | 'by_hand' {
  return stored === 'complaint' || stored === 'by_hand' ? stored : 'permanent';
}

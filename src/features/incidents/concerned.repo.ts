import { fail } from '../../contract/fail.ts';
import { ClientId, HostedId } from '../../contract/ids.ts';
import { type Concerned, ConcernRole } from '../../contract/incidents.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { roleIn } from '../../shared/concern-role.ts';
import { among, hostedByIds } from '../statuses/index.ts';

/** An account at the host, or a client of whom no account is known there. */
export type Person = { readonly hostedId: number } | { readonly clientId: string };

/** Whom a case names, or an analysis; null = nobody who is known. */
export function personOf({ hostedId, clientId }: { readonly hostedId: number | null; readonly clientId: string | null }): Person | null {
  if (hostedId !== null) return { hostedId };
  return clientId === null ? null : { clientId };
}

/** So long an earlier incident of a client makes the steps of a new one harder. */
const COUNTS_MS = 730 * 86_400_000;

function withClients(db: ReadDb) {
  return db
    .selectFrom('incident_concerned')
    .leftJoin('hosted_account', 'hosted_account.id', 'incident_concerned.hosted_id')
    .leftJoin('account', 'account.id', 'hosted_account.account_id')
    .select(['incident_concerned.incident_id', 'incident_concerned.hosted_id', 'incident_concerned.name', 'incident_concerned.role'])
    .select((eb) => eb.fn.coalesce('account.client_id', 'incident_concerned.client_id').as('clientId'));
}

/** Who is concerned by cases, by case: whoever caused it first. `before` is not counted here. */
export async function readConcerned(db: ReadDb, incidentIds: readonly string[]): Promise<Map<string, Omit<Concerned, 'before'>[]>> {
  const rows = await withClients(db)
    .innerJoin('incident', 'incident.id', 'incident_concerned.incident_id')
    .where('incident_concerned.incident_id', 'in', among(incidentIds))
    .orderBy('incident_concerned.id')
    .select('incident.kind')
    .execute();
  const concerned = new Map<string, Omit<Concerned, 'before'>[]>(incidentIds.map((id) => [id, []]));
  for (const { incident_id, kind, hosted_id, name, role, clientId } of rows) {
    concerned.get(incident_id)?.push({
      hostedId: hosted_id === null ? null : HostedId.parse(hosted_id),
      clientId: clientId === null ? null : ClientId.parse(clientId),
      name,
      role: roleIn(kind, ConcernRole.parse(role)),
    });
  }
  for (const all of concerned.values()) all.sort((a, b) => ConcernRole.options.indexOf(a.role) - ConcernRole.options.indexOf(b.role));
  return concerned;
}

type Somebody = Pick<Concerned, 'hostedId' | 'clientId'>;

/** Cases somebody caused within two years before `openedAt`: himself, or with another account of the same client. */
function causedBefore(db: ReadDb, { hostedId, clientId }: Somebody, openedAt: number) {
  return db
    .selectFrom(withClients(db).where('incident_concerned.role', '=', 'caused').as('caused'))
    .innerJoin('incident', 'incident.id', 'caused.incident_id')
    .where('incident.opened_at', '<', openedAt)
    .where('incident.opened_at', '>=', openedAt - COUNTS_MS)
    .where((eb) =>
      eb.or([...(clientId === null ? [] : [eb('caused.clientId', '=', clientId)]), ...(hostedId === null ? [] : [eb('caused.hosted_id', '=', hostedId)])]),
    );
}

/** How many there are. */
export async function countBefore(db: ReadDb, person: Somebody, openedAt: number): Promise<number> {
  const { count } = await causedBefore(db, person, openedAt)
    .select((eb) => eb.fn.count<number>('incident.id').distinct().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Which they are, the oldest first. */
export async function earlierOf(db: ReadDb, person: Somebody, openedAt: number): Promise<{ reference: string; openedAt: number }[]> {
  return await causedBefore(db, person, openedAt)
    .select(['incident.reference', 'incident.opened_at as openedAt'])
    .distinct()
    .orderBy('incident.opened_at')
    .execute();
}

/**
 * Says how somebody stands to a case; null = not concerned. Whoever the case names by his account is that account, also where he is given as a client, and stands there once.
 * Returns his name. Throws `hosted_not_found`, `client_not_found`.
 */
export async function writeConcerned(
  tx: WriteDb,
  incidentId: string,
  { person, role }: { readonly person: Person; readonly role: ConcernRole | null },
): Promise<string> {
  const { hosted_id, client_id, name } = await namedPerson(tx, person);
  const accounts = hosted_id === null ? await accountsIn(tx, incidentId, client_id) : [];
  for (const hostedId of accounts) await writeConcerned(tx, incidentId, { person: { hostedId }, role });
  if (accounts.length > 0) return name;
  await tx
    .deleteFrom('incident_concerned')
    .where('incident_id', '=', incidentId)
    .where((eb) => {
      const isClient = eb.and([eb('hosted_id', 'is', null), eb('client_id', '=', client_id)]);
      if (hosted_id === null) return isClient;
      return role === null ? eb('hosted_id', '=', hosted_id) : eb.or([eb('hosted_id', '=', hosted_id), isClient]);
    })
    .execute();
  if (role !== null) await tx.insertInto('incident_concerned').values({ incident_id: incidentId, hosted_id, client_id, name, role }).execute();
  return name;
}

/** The accounts of a client that a case names. */
async function accountsIn(db: ReadDb, incidentId: string, clientId: string | null): Promise<number[]> {
  const rows = await db
    .selectFrom(withClients(db).where('incident_concerned.incident_id', '=', incidentId).where('hosted_id', 'is not', null).as('named'))
    .where('clientId', '=', clientId)
    .select('hosted_id')
    .execute();
  return rows.flatMap(({ hosted_id }) => hosted_id ?? []);
}

async function namedPerson(db: ReadDb, person: Person): Promise<{ hosted_id: number | null; client_id: string | null; name: string }> {
  if ('hostedId' in person) {
    const [row] = await hostedByIds(db, [person.hostedId]);
    if (row === undefined) throw fail('hosted_not_found', {});
    return { hosted_id: row.id, client_id: row.clientId, name: row.clientName ?? (row.domain || row.login) };
  }
  const client = await db.selectFrom('client').where('id', '=', person.clientId).select(['id', 'name']).executeTakeFirst();
  if (client === undefined) throw fail('client_not_found', {});
  return { hosted_id: null, client_id: client.id, name: client.name };
}

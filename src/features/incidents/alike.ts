import type { Handlers } from '../../contract/handlers.ts';
import { IncidentId } from '../../contract/ids.ts';
import { type Concerned, IncidentSubject } from '../../contract/incidents.ts';
import type { Contract } from '../../contract/index.ts';
import { subjectText } from '../blocklists/index.ts';
import type { Core } from '../core.ts';
import { hostedByIds } from '../statuses/index.ts';
import { readConcerned } from './concerned.repo.ts';

type Alike = Handlers<Contract['incidents']>['alike'];

/** The open case that is about the same, or a closed one of the same moment: opened from the same alert, or about the same thing. Where that is an account, somebody it concerns has to be the same too. */
export async function alikeCase(
  { db: { read } }: Core,
  { subject, packId, hostedIds, clientIds, alertId, occurredAt }: Parameters<Alike>[0],
): ReturnType<Alike> {
  const rows = await read
    .selectFrom('incident')
    .where((eb) => eb.or([eb('closed_at', 'is', null), ...(occurredAt === undefined ? [] : [eb('occurred_at', '=', Date.parse(occurredAt))])]))
    .orderBy('opened_at', 'desc')
    .select(['id', 'reference', 'subject', 'pack_id', 'alert_id', 'closed_at as closedAt'])
    .execute();
  const same = rows.filter(
    (row) => subject !== null && (packId === null || row.pack_id === packId) && isSame(IncidentSubject.parse(JSON.parse(row.subject)), subject),
  );
  const people = await readConcerned(
    read,
    same.map(({ id }) => id),
  );
  // A case that was opened by his number concerns him still once a panel shows his account.
  const clients = new Set([...(clientIds ?? []), ...(await hostedByIds(read, hostedIds)).map(({ clientId }) => clientId)]);
  const isMeant = ({ hostedId, clientId }: Pick<Concerned, 'hostedId' | 'clientId'>): boolean =>
    hostedId === null ? clientId !== null && clients.has(clientId) : hostedIds.includes(hostedId);
  const isOfThem = (id: string): boolean => people.get(id)?.some(isMeant) ?? false;
  // An account that is nobody's here has its name alone.
  const isNamedSo = (row: { readonly subject: string }): boolean =>
    hostedIds.length === 0 && (clientIds ?? []).length === 0 && equal(nameIn(subject), nameIn(IncidentSubject.parse(JSON.parse(row.subject))));
  const alike = same.filter((row) => !isOfAccount(subject) || isOfThem(row.id) || isNamedSo(row));
  const isOpen = ({ closedAt }: (typeof rows)[number]): boolean => closedAt === null;
  const found = rows.find((row) => isOpen(row) && alertId !== undefined && row.alert_id === alertId) ?? alike.find(isOpen) ?? alike[0];
  if (found === undefined) return { found: null };
  return { found: { id: IncidentId.parse(found.id), reference: found.reference, ...(isOpen(found) ? {} : { closed: true as const }) } };
}

/** Its own words do not name whose it is. */
const isOfAccount = (subject: IncidentSubject | null): boolean => subject?.kind === 'suspension' && subject.scope === 'account';

const nameIn = (subject: IncidentSubject | null): string => (subject?.kind === 'suspension' ? subject.name : '');

const equal = (one: string, other: string): boolean => one !== '' && one.trim().toLowerCase() === other.trim().toLowerCase();

/** The same address or domain, however it is written. */
const same = (one: string, other: string): boolean => equal(subjectText(one), subjectText(other));

function isSame(one: IncidentSubject, other: IncidentSubject): boolean {
  if (one.kind === 'listing' && other.kind === 'listing') return same(one.listed, other.listed);
  if (one.kind === 'suspension' && other.kind === 'suspension') return one.scope === other.scope;
  if (one.kind === 'blocked_object' && other.kind === 'blocked_object') return one.object === other.object && same(one.name, other.name);
  if (one.kind === 'port_25' && other.kind === 'port_25') return equal(one.server, other.server);
  return one.kind === 'recipient' && other.kind === 'recipient' && equal(one.address, other.address);
}

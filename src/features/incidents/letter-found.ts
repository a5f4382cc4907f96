import type { ValueOrigin } from '../../contract/incidents.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { holdsStill, type KeptLimit } from '../../shared/panels.ts';
import { staysOf } from '../blocklists/index.ts';
import type { Core } from '../core.ts';
import { parseLimits } from '../statuses/index.ts';
import { ticketOf } from './letter-facts.repo.ts';
import { keptMails } from './open-mail.repo.ts';
import type { Case } from './view.ts';

/** Something that was found elsewhere than in the case; `origin` null = the case holds it itself, or there is nothing. */
export interface Found<T> {
  readonly value: T;
  readonly origin: ValueOrigin | null;
}

/**
 * The numbers under which the host has it: the one noted when a letter was handed in, else the one that the mail of the case named, and those of all further mails, which
 * may be of another desk; empty = none.
 */
export async function ticketFor(db: ReadDb, { stored }: Pick<Case, 'stored'>): Promise<Found<string>> {
  const noted = await ticketOf(db, stored.id);
  const named = (await keptMails(db, stored.id)).map(({ ticket }) => ticket).reverse();
  const further = named.filter((ticket) => ticket !== stored.ticket && ticket !== '');
  const all = new Set([noted === '' ? stored.ticket : noted, ...further].filter((ticket) => ticket !== ''));
  return { value: [...all].join(', '), origin: all.size > 0 && !all.has(noted) ? { from: 'host_mail' } : null };
}

/** So long before the case a sighting still belongs to it. */
const BEFORE_MS = 3 * 86_400_000;

/** When what a case is about was last seen on its list, in epoch milliseconds; null = nobody watches it, or it was not seen on it since shortly before. */
export async function lastListedFor(db: ReadDb, { stored: { subject, occurredAt } }: Pick<Case, 'stored'>): Promise<Found<number | null>> {
  if (subject.kind !== 'listing') return { value: null, origin: null };
  const seen = (await staysOf(db, { subject: subject.listed, list: subject.list })).map(({ lastAt }) => Date.parse(lastAt));
  const last = Math.max(0, ...seen);
  return last < occurredAt - BEFORE_MS ? { value: null, origin: null } : { value: last, origin: { from: 'blocklist', at: toIso(last) } };
}

/** Limits of an account that hold still. The age of one that is set is that of the panel's list, of one that was only observed its own. */
export async function limitsFor({ db: { read }, clock }: Core, hostedId: number): Promise<Found<readonly KeptLimit[]>> {
  const row = await read.selectFrom('hosted_account').where('id', '=', hostedId).select(['limits', 'last_seen_at']).executeTakeFirst();
  const value = row === undefined ? [] : parseLimits(row.limits).filter((limit) => holdsStill(limit, clock.now(), null));
  if (row === undefined || value.length === 0) return { value, origin: null };
  if (value.some(({ source }) => source === 'set')) return { value, origin: { from: 'panel', at: toIso(row.last_seen_at) } };
  return { value, origin: { from: 'log', at: toIso(Math.max(...value.map(({ at }) => at))) } };
}

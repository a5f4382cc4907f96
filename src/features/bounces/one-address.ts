import type { z } from 'zod';
import type { Suppression } from '../../contract/bounces.ts';
import { fail } from '../../contract/fail.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { clip } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { addressKey, domainOf, findInForce, insertSuppression, liftSuppression, prolongSuppression } from './suppression.repo.ts';
import { suppressionRow } from './suppressions.repo.ts';

const NOTE = 1000;

type Held = z.input<typeof Suppression>;

/** The suppressions of exactly an address and of its domain that are in force. */
async function rulesOf(db: ReadDb, address: string, now: number): Promise<{ readonly own: Held | null; readonly domain: Held | null }> {
  const key = addressKey(address);
  const [own, domain] = [await findInForce(db, key, now), await findInForce(db, domainOf(key), now)];
  const row = async (found: typeof own): Promise<Held | null> => (found === undefined ? null : ((await suppressionRow(db, found.id)) ?? null));
  return { own: await row(own), domain: await row(domain) };
}

/** What holds back mail to an address now, itself or its domain, whichever lasts longer; null = nothing does. */
export async function heldBack(db: ReadDb, address: string, now: number): Promise<Held | null> {
  const { own, domain } = await rulesOf(db, address, now);
  if (own === null || domain === null) return own ?? domain;
  return endOf(domain) > endOf(own) ? domain : own;
}

const endOf = ({ until }: Held): number => (until === null ? Number.POSITIVE_INFINITY : Date.parse(until));

/** Holds back mail to one address, in a transaction of somebody else. What is held back already lasts until the later of both days. Returns when it ends, in epoch milliseconds; null = never. */
export async function holdBack(
  core: Core,
  tx: WriteDb,
  { address, until, note }: { readonly address: string; readonly until: number; readonly note: string },
): Promise<number | null> {
  const now = core.clock.now();
  const { own, domain } = await rulesOf(tx, address, now);
  const last = Math.max(...[own, domain].map((held) => (held === null ? 0 : endOf(held))));
  if (last >= until) return last === Number.POSITIVE_INFINITY ? null : last;
  if (own !== null) await prolongSuppression(tx, own.id, { until });
  else await insertAddress(core, tx, { address, until, note });
  return until;
}

async function insertAddress(
  core: Core,
  tx: WriteDb,
  { address, until, note }: { readonly address: string; readonly until: number; readonly note: string },
): Promise<void> {
  await insertSuppression(tx, {
    id: core.ids.next(),
    scope: 'address',
    value: address,
    key: addressKey(address),
    reason: 'by_hand',
    since: core.clock.now(),
    until,
    author: await readAuthor(core, tx),
    note: clip(note, NOTE),
    bounceId: null,
  });
}

/**
 * Lets mail to one address through again, in a transaction of somebody else. Throws `recipient_not_paused`, `recipient_domain_held` where its whole domain is held
 * back, which is not lifted for one of many, and `suppression_kept` for one that complained, unless its owner has written himself since: `asked`.
 */
export async function letThrough(
  core: Core,
  tx: WriteDb,
  { address, why, asked }: { readonly address: string; readonly why: string; readonly asked: boolean },
): Promise<void> {
  const at = core.clock.now();
  const { own, domain } = await rulesOf(tx, address, at);
  if (domain !== null) throw fail('recipient_domain_held', { domain: domain.value });
  if (own === null) throw fail('recipient_not_paused', {});
  if (own.reason === 'complaint' && !asked) throw fail('suppression_kept', {});
  await liftSuppression(tx, own.id, { at, author: await readAuthor(core, tx), why });
}

/** What a server last said of an address that failed, code first; null = nothing is known. */
export async function lastFailure(db: ReadDb, address: string): Promise<string | null> {
  const row = await db
    .selectFrom('bounce')
    .where('address_key', '=', addressKey(address))
    .where('kind', '=', 'bounce')
    .orderBy('happened_at', 'desc')
    .select(['code', 'diagnostic'])
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return row.diagnostic.includes(row.code) ? row.diagnostic : `${row.code} ${row.diagnostic}`.trim();
}

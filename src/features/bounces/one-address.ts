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

/** What holds back mail to an address now, itself or its domain; null = nothing does. */
export async function heldBack(db: ReadDb, address: string, now: number): Promise<z.input<typeof Suppression> | null> {
  const key = addressKey(address);
  const found = (await findInForce(db, key, now)) ?? (await findInForce(db, domainOf(key), now));
  return found === undefined ? null : ((await suppressionRow(db, found.id)) ?? null);
}

/** Holds back mail to one address, in a transaction of somebody else. What is held back already lasts until the later of both days. Returns when it ends, in epoch milliseconds; null = never. */
export async function holdBack(
  core: Core,
  tx: WriteDb,
  { address, until, note }: { readonly address: string; readonly until: number; readonly note: string },
): Promise<number | null> {
  const now = core.clock.now();
  const before = await heldBack(tx, address, now);
  if (before?.until === null) return null;
  if (before !== null && Date.parse(before.until) >= until) return Date.parse(before.until);
  if (before?.scope === 'address') await prolongSuppression(tx, before.id, { until });
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

/** Lets mail to an address through again. Throws `suppression_kept` for one that complained, unless its owner has written himself since: `asked`. */
export async function letThrough(
  core: Core,
  tx: WriteDb,
  { suppression, why, asked }: { readonly suppression: Pick<z.input<typeof Suppression>, 'id' | 'reason'>; readonly why: string; readonly asked: boolean },
): Promise<void> {
  if (suppression.reason === 'complaint' && !asked) throw fail('suppression_kept', {});
  await liftSuppression(tx, suppression.id, { at: core.clock.now(), author: await readAuthor(core, tx), why });
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

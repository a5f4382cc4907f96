import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import { HostedOrigin, HostedState, Lifter, ReasonClass } from '../../contract/hosted.ts';
import { HostedId, PackId } from '../../contract/ids.ts';
import type { Flip } from '../../contract/statuses.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { findHosted } from './hosted.repo.ts';

export interface HistoryQuery {
  readonly hostedId?: number | undefined;
  readonly packId?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** Changes of state, newest first. Throws `hosted_not_found` and `pack_not_found`. */
export async function listFlips(db: ReadDb, { hostedId, packId, offset, limit }: HistoryQuery): Promise<{ total: number; rows: z.input<typeof Flip>[] }> {
  if (hostedId !== undefined) await findHosted(db, hostedId);
  if (packId !== undefined) await checkPack(db, packId);
  let all = db.selectFrom('flip');
  if (hostedId !== undefined) all = all.where('flip.hosted_id', '=', hostedId);
  if (packId !== undefined) all = all.where('flip.pack_id', '=', packId);
  const { total } = await all.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await all
    .innerJoin('pack', 'pack.id', 'flip.pack_id')
    .leftJoin('hosted_account', 'hosted_account.id', 'flip.hosted_id')
    .selectAll('flip')
    .select(['pack.name as packName', 'hosted_account.login', 'hosted_account.domain'])
    .orderBy('flip.at', 'desc')
    .orderBy('flip.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return { total, rows: rows.map(flipView) };
}

/** Throws `pack_not_found`. */
export async function checkPack(db: ReadDb, packId: string): Promise<void> {
  const pack = await db.selectFrom('pack').select('id').where('id', '=', packId).executeTakeFirst();
  if (pack === undefined) throw fail('pack_not_found', {});
}

interface Listed {
  readonly hosted_id: number | null;
  readonly login: string | null;
  readonly domain: string | null;
  readonly pack_id: string;
  readonly packName: string;
  readonly after_at: number | null;
  readonly at: number;
  readonly from_state: string | null;
  readonly to_state: string;
  readonly host_since: number | null;
  readonly reason: string;
  readonly reason_class: string;
  readonly lifter: string;
  readonly origin: string;
  readonly author: string;
}

function flipView(row: Listed): z.input<typeof Flip> {
  return {
    hostedId: row.hosted_id === null ? null : HostedId.parse(row.hosted_id),
    login: row.login ?? '',
    domain: row.domain ?? '',
    packId: PackId.parse(row.pack_id),
    packName: row.packName,
    after: row.after_at === null ? null : toIso(row.after_at),
    at: toIso(row.at),
    from: row.from_state === null ? null : HostedState.parse(row.from_state),
    to: HostedState.parse(row.to_state),
    hostSince: row.host_since === null ? null : toIso(row.host_since),
    reason: row.reason,
    reasonClass: ReasonClass.parse(row.reason_class),
    lifter: Lifter.parse(row.lifter),
    origin: HostedOrigin.parse(row.origin),
    author: row.author,
  };
}

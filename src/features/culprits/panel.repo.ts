import { sql } from 'kysely';
import { BounceClass, BounceTarget } from '../../contract/bounces.ts';
import type { ReadDb } from '../../db/db.ts';
import type { Span } from './log-series.ts';

/** Accounts of a pack, as its panel shows them. */
export async function readHosted(db: ReadDb, packId: string) {
  return await db
    .selectFrom('hosted_account')
    .leftJoin('account', 'account.id', 'hosted_account.account_id')
    .leftJoin('client', 'client.id', 'account.client_id')
    .where('hosted_account.pack_id', '=', packId)
    .where('hosted_account.own', '=', 0)
    .orderBy('hosted_account.id')
    .select([
      'hosted_account.id',
      'hosted_account.login',
      'hosted_account.domain',
      'hosted_account.limits',
      'client.id as clientId',
      'client.name as clientName',
    ])
    .execute();
}

/** A panel that tells bytes only counts no mail. */
const UNCOUNTED = 'smtp_bytes';

/** Windows of a pack that were read to their end, ascending. `silent`: who is not in them sent nothing. Epoch seconds. */
export async function readReads(db: ReadDb, packId: string, { from, to }: Span) {
  const rows = await db
    .selectFrom('usage_read')
    .where('pack_id', '=', packId)
    .where('complete', '=', 1)
    .where('definition', '<>', UNCOUNTED)
    .where('start_s', '>=', from)
    .where('start_s', '<', to)
    .orderBy('start_s')
    .select(['grain', 'start_s', 'definition', 'silent_is_zero', 'read_at', 'origin'])
    .execute();
  return rows.map((row) => ({
    seconds: row.grain,
    start: row.start_s,
    definition: row.definition,
    origin: row.origin,
    silent: row.silent_is_zero === 1,
    readAt: row.read_at,
  }));
}

/** When what was last read of each pack ends, or of one of them; packs of which no mail was ever counted are left out. Epoch seconds. */
export async function readLastFigures(db: ReadDb, packId?: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('usage_read')
    .where('complete', '=', 1)
    .where('definition', '<>', UNCOUNTED)
    .$if(packId !== undefined, (query) => query.where('pack_id', '=', packId ?? ''))
    .groupBy('pack_id')
    .select(['pack_id', sql<number>`max(start_s + grain)`.as('until')])
    .execute();
  return new Map(rows.map(({ pack_id, until }) => [pack_id, until]));
}

export type PanelRead = Awaited<ReturnType<typeof readReads>>[number];

/** What one account sent in one window. null = the panel does not say. Epoch seconds. */
export interface PanelRow {
  readonly start: number;
  readonly seconds: number;
  readonly sent: number | null;
  readonly recipients: number | null;
  readonly failed: number | null;
  readonly deferred: number | null;
}

/** Figures of an account that count alike, ascending. */
export async function readFigures(db: ReadDb, hostedId: number, { from, to, definition }: Span & { readonly definition: string }): Promise<PanelRow[]> {
  const rows = await db
    .selectFrom('usage_series')
    .innerJoin('usage', 'usage.series_id', 'usage_series.id')
    .where('usage_series.hosted_id', '=', hostedId)
    .where('usage_series.domain', '=', '')
    .where('usage.start_s', '>=', from)
    .where('usage.start_s', '<', to)
    .where('usage.definition', '=', definition)
    .orderBy('usage.start_s')
    .select(['usage.grain', 'usage.start_s', 'usage.sent', 'usage.recipients', 'usage.failed', 'usage.deferred'])
    .execute();
  return rows.map(({ grain, start_s, ...figures }) => ({ start: start_s, seconds: grain, ...figures }));
}

/** Stretches that alerts found to be no quiet ones, by account. Epoch seconds. */
export async function readFlagged(db: ReadDb, { from, to }: Span): Promise<Map<number, Span[]>> {
  const rows = await db
    .selectFrom('flagged_window')
    .where('start_s', '>=', from - 86_400)
    .where('start_s', '<', to)
    .select(['hosted_id', 'grain', 'start_s'])
    .orderBy('start_s')
    .execute();
  return grouped(rows.map((row) => ({ id: row.hosted_id, from: row.start_s, to: row.start_s + row.grain })));
}

const STOPPED = ['suspended', 'locked', 'mail_suspended', 'mail_held', 'pack_suspended'];

/** When accounts were stopped, by account. Epoch seconds. */
export async function readStops(db: ReadDb, hostedIds: readonly number[], { from, to }: Span) {
  const rows = await db
    .selectFrom('flip')
    .where('hosted_id', 'is not', null)
    .where('at', '>=', from * 1000)
    .where('at', '<', to * 1000)
    .where('to_state', 'in', STOPPED)
    .where('from_state', 'not in', STOPPED)
    .orderBy('id')
    .select(['hosted_id', 'at', 'host_since', 'reason_class'])
    .execute();
  const wanted = new Set(hostedIds);
  const stops = rows.flatMap(({ hosted_id, at, host_since, reason_class }) =>
    hosted_id !== null && wanted.has(hosted_id)
      ? [{ id: hosted_id, at: Math.floor((host_since ?? at) / 1000), aboutMail: reason_class === 'mail' || reason_class === 'not_given' }]
      : [],
  );
  return grouped(stops);
}

/** Mailings that were announced and not called off before they began, by account. Epoch seconds. */
export async function readAnnounced(db: ReadDb, hostedIds: readonly number[], { from, to }: Span) {
  const rows = await db
    .selectFrom('announcement')
    .where('to_at', '>', from * 1000)
    .where('from_at', '<', to * 1000)
    .orderBy('from_at')
    .select(['hosted_id', 'from_at', 'to_at', 'messages', 'ended_at'])
    .execute();
  const wanted = new Set(hostedIds);
  return grouped(
    rows.flatMap(({ hosted_id, from_at, to_at, messages, ended_at }) => {
      const end = Math.min(to_at, ended_at ?? to_at);
      return wanted.has(hosted_id) && end > from_at
        ? [{ id: hosted_id, from: Math.floor(from_at / 1000), to: Math.floor(end / 1000), recipients: messages }]
        : [];
    }),
  );
}

/** Why messages failed, as far as they were read one by one from the panel: by account and day. Epoch seconds. */
export async function readFailures(db: ReadDb, packId: string, { from, to }: Span) {
  const rows = await db
    .selectFrom('usage_failure')
    .innerJoin('hosted_account', 'hosted_account.id', 'usage_failure.hosted_id')
    .where('hosted_account.pack_id', '=', packId)
    .where('day_s', '>=', from - 86_400)
    .where('day_s', '<', to)
    .orderBy('day_s')
    .orderBy('class')
    .orderBy('target')
    .select(['hosted_id', 'day_s', 'class', 'target', 'count'])
    .execute();
  return grouped(
    rows.map((row) => ({ id: row.hosted_id, day: row.day_s, class: BounceClass.parse(row.class), target: BounceTarget.parse(row.target), failed: row.count })),
  );
}

function grouped<T extends { readonly id: number }>(rows: readonly T[]): Map<number, Omit<T, 'id'>[]> {
  const groups = new Map<number, Omit<T, 'id'>[]>();
  for (const { id, ...row } of rows) {
    const group = groups.get(id) ?? [];
    group.push(row);
    groups.set(id, group);
  }
  return groups;
}

/** When the reseller set numbers of his own for accounts of a pack, by account: limits that were only observed before do not hold beside them. Epoch milliseconds. */
export async function readOwnNumbers(
  db: ReadDb,
  packId: string,
): Promise<Map<number, { readonly perHour: boolean; readonly perDay: boolean; readonly at: number }>> {
  const rows = await db.selectFrom('threshold').where('pack_id', '=', packId).select(['hosted_id', 'per_hour', 'per_day', 'made_at']).execute();
  return new Map(rows.map((row) => [row.hosted_id, { perHour: row.per_hour !== null, perDay: row.per_day !== null, at: row.made_at }]));
}

/** How packs are called. */
export async function readPackNames(db: ReadDb): Promise<Map<string, string>> {
  return new Map((await db.selectFrom('pack').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]));
}

/** The name of a pack and the rules of its host as they are stored. null = there is none. */
export async function readPackFacts(db: ReadDb, packId: string): Promise<{ readonly name: string; readonly rules: string } | null> {
  const row = await db
    .selectFrom('pack')
    .innerJoin('host', 'host.id', 'pack.host_id')
    .where('pack.id', '=', packId)
    .select(['pack.name', 'host.rules'])
    .executeTakeFirst();
  return row ?? null;
}

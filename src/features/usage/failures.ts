import { BounceClass, BounceTarget } from '../../contract/bounces.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { ReadDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import type { AskPanel, OpenPanel } from '../hooks.ts';
import { checkPack, findHosted, type HostedRow } from '../statuses/index.ts';
import { putFailures } from './failures.repo.ts';
import { FailureTally } from './failures.rules.ts';
import { secondsOf } from './grain.rules.ts';
import { type Stretch, windowsBetween } from './span.rules.ts';
import { settledZone, zoneOf } from './zone.repo.ts';

type ReadFailures = Handlers<Contract['usage']>['readFailures'];
type ListFailures = Handlers<Contract['usage']>['failures'];

/** A panel is asked message by message: older days are not asked for. */
const MOST_DAYS = 31;
const MOST_SAMPLES = 50;

/** Reads the failures of some days from the panel, day by day, and keeps of each day what was found in place of what was found before. */
export async function* readFailures(
  core: Core,
  ask: AskPanel,
  { input, signal }: { readonly input: Parameters<ReadFailures>[0]; readonly signal: AbortSignal | undefined },
): ReturnType<ReadFailures> {
  const { packId, hostedId } = input;
  await checkPack(core.db.read, packId);
  const hosted = hostedId === undefined ? null : await hostedIn(core.db.read, packId, hostedId);
  let failures = 0;
  for await (const { done, total, found } of ask(packId, signal, (panel) => readDays(core, { ...input, panel, hosted, signal }))) {
    failures += found;
    yield { kind: 'progress', phase: 'reading', done, total };
  }
  core.changed('usage');
  yield { kind: 'done', result: { failures } };
}

/** Throws `hosted_not_found`, also for an account of another pack. */
async function hostedIn(db: ReadDb, packId: string, id: number): Promise<HostedRow> {
  const row = await findHosted(db, id);
  if (row.pack_id !== packId) throw fail('hosted_not_found', {});
  return row;
}

interface Days {
  readonly packId: string;
  readonly from: string;
  readonly to: string;
  readonly panel: OpenPanel;
  readonly hosted: HostedRow | null;
  readonly signal: AbortSignal | undefined;
}

async function* readDays(
  core: Core,
  { packId, from, to, panel, hosted, signal }: Days,
): AsyncGenerator<{ done: number; total: number; found: number }, void, void> {
  const { messages } = panel.connector;
  if (messages === null) throw fail('panel_not_published', {});
  const now = core.clock.now();
  const days = windowsBetween({ start: Date.parse(from), end: Math.min(Date.parse(to), now) }, 'day', panel.zone).slice(-MOST_DAYS);
  const ids = hosted === null ? await idsByLogin(core.db.read, packId) : new Map([[hosted.login, hosted.id]]);
  for (const [index, day] of days.entries()) {
    const tally = new FailureTally(ids);
    const query = { login: hosted?.login ?? null, window: within(day, now), outcomes: ['failed'] as const };
    for await (const page of messages(query, signal)) {
      for (const message of page) tally.add(message);
      signal?.throwIfAborted();
    }
    await core.db.write(async (tx) => {
      await settledZone(core, tx, packId);
      await putFailures(core, tx, { packId, hostedId: hosted?.id ?? null, dayS: secondsOf(day.start), tally, at: core.clock.now() });
    });
    yield { done: index + 1, total: days.length, found: tally.total };
  }
}

function within({ start, end }: Stretch, now: number): { from: number; to: number } {
  return { from: start, to: Math.min(end, now) };
}

async function idsByLogin(db: ReadDb, packId: string): Promise<Map<string, number>> {
  const rows = await db.selectFrom('hosted_account').select(['id', 'login']).where('pack_id', '=', packId).where('ended_at', 'is', null).execute();
  return new Map(rows.map(({ id, login }) => [login, id]));
}

/** Failures that were read, by class and target, over days. Throws `pack_not_found` and `hosted_not_found`. */
export async function listFailures(core: Core, { packId, hostedId, from, to }: Parameters<ListFailures>[0]): ReturnType<ListFailures> {
  const db = core.db.read;
  await checkPack(db, packId);
  if (hostedId !== undefined) await hostedIn(db, packId, hostedId);
  const zone = await zoneOf(core, db, packId);
  const days = windowsBetween({ start: Date.parse(from), end: Date.parse(to) }, 'day', zone);
  const within = { packId, hostedId, fromS: secondsOf(days[0]?.start ?? 0), toS: secondsOf(days.at(-1)?.end ?? 0) };
  const readDays = await daysRead(db, within);
  const readAt = Math.max(0, ...readDays.map((day) => day.readAt));
  return {
    read: readDays.length > 0,
    readAt: readDays.length === 0 ? null : toIso(readAt),
    readDays: readDays.map((day) => ({ on: dateIn(day.dayS * 1000, zone), readAt: toIso(day.readAt) })),
    days: await countsOf(db, within, zone),
    samples: await samplesOf(db, within),
  };
}

interface Within {
  readonly packId: string;
  readonly hostedId: number | undefined;
  readonly fromS: number;
  readonly toS: number;
}

/** Days that were read of all accounts, or of the one that is asked for. */
async function daysRead(db: ReadDb, { packId, hostedId, fromS, toS }: Within): Promise<{ readonly dayS: number; readonly readAt: number }[]> {
  return await db
    .selectFrom('usage_failure_read')
    .where('pack_id', '=', packId)
    .where('hosted_id', 'in', hostedId === undefined ? [0] : [0, hostedId])
    .where('day_s', '>=', fromS)
    .where('day_s', '<', toS)
    .groupBy('day_s')
    .orderBy('day_s')
    .select((eb) => ['day_s as dayS', eb.fn.max('read_at').as('readAt')])
    .execute();
}

async function countsOf(db: ReadDb, { packId, hostedId, fromS, toS }: Within, zone: string): Promise<Awaited<ReturnType<ListFailures>>['days']> {
  const rows = await db
    .selectFrom('usage_failure')
    .innerJoin('hosted_account', 'hosted_account.id', 'usage_failure.hosted_id')
    .where('hosted_account.pack_id', '=', packId)
    .$if(hostedId !== undefined, (query) => query.where('usage_failure.hosted_id', '=', hostedId ?? 0))
    .where('day_s', '>=', fromS)
    .where('day_s', '<', toS)
    .groupBy(['day_s', 'class', 'target'])
    .orderBy('day_s')
    .select((eb) => ['day_s', 'class', 'target', eb.fn.sum<number>('count').as('count')])
    .execute();
  return rows.map((row) => ({
    on: dateIn(row.day_s * 1000, zone),
    class: BounceClass.parse(row.class),
    target: BounceTarget.parse(row.target),
    count: row.count,
  }));
}

async function samplesOf(db: ReadDb, { packId, hostedId, fromS, toS }: Within) {
  const rows = await db
    .selectFrom('usage_failure_sample')
    .innerJoin('hosted_account', 'hosted_account.id', 'usage_failure_sample.hosted_id')
    .where('hosted_account.pack_id', '=', packId)
    .$if(hostedId !== undefined, (query) => query.where('usage_failure_sample.hosted_id', '=', hostedId ?? 0))
    .where('at', '>=', fromS * 1000)
    .where('at', '<', toS * 1000)
    .orderBy('at', 'desc')
    .limit(MOST_SAMPLES)
    .select(['at', 'login', 'recipient_domain', 'class', 'target', 'text'])
    .execute();
  return rows.map((row) => ({
    at: toIso(row.at),
    login: row.login,
    recipientDomain: row.recipient_domain,
    class: BounceClass.parse(row.class),
    target: BounceTarget.parse(row.target),
    text: row.text,
  }));
}

import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { PackId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';
import { busiestQuarter, type FoundLog, findLog } from '../logs/index.ts';
import { checkPack, lastPackFlips } from '../statuses/index.ts';
import { DAY_S } from './grid.rules.ts';
import { readLastFigures, readPackNames, readStops } from './panel.repo.ts';

type Moment = Awaited<ReturnType<Handlers<Contract['culprits']>['moment']>>;
type Asked = Parameters<Handlers<Contract['culprits']>['moment']>[0];

const QUARTER_S = 900;
/** How long before an alert its cause is looked for. */
const BEFORE_ALERT_S = 3 * DAY_S;
/** Of equal worth the earliest mark is shown first: what came later may be a consequence. */
const MARKS = [
  ['suspended', 'suspended'],
  ['first_block', 'first_block'],
  ['limit', 'limit'],
  ['held', 'limit'],
] as const;

/** Where to look first. Throws `log_not_found`, `pack_not_found`, `alert_not_found`, and `nothing_to_judge` without any data. */
export async function momentOf(db: ReadDb, { logIds, packId, alertId }: Asked): Promise<Moment> {
  const logs: FoundLog[] = [];
  for (const id of new Set(logIds)) logs.push(await findLog(db, id));
  const alert = alertId === undefined ? null : await alertMoment(db, alertId);
  if (alert !== null) return markedBefore(logs, alert) ?? alert;
  const pack = packId === null ? null : await packMoment(db, packId, logs);
  return pack ?? markedMoment(logs) ?? (await busiestMoment(db, logs)) ?? endOf(logs) ?? (await lastFigures(db, packId)) ?? nothing();
}

function nothing(): never {
  throw fail('nothing_to_judge', {});
}

async function alertMoment(db: ReadDb, id: string): Promise<Moment> {
  const alert = await db
    .selectFrom('alert')
    .leftJoin('hosted_account', 'hosted_account.id', 'alert.hosted_id')
    .where('alert.id', '=', id)
    .select(['alert.kind', 'alert.pack_id', 'alert.hosted_id', 'alert.opened_at', 'hosted_account.login', 'hosted_account.domain'])
    .executeTakeFirst();
  if (alert === undefined) throw fail('alert_not_found', {});
  if (alert.kind === 'pack_suspended')
    return (await packMoment(db, alert.pack_id, [])) ?? { at: toIso(alert.opened_at), because: 'pack_suspended', account: '' };
  const account = alert.login || alert.domain || '';
  const stoppedAt = alert.hosted_id === null ? null : await stoppedBefore(db, alert.hosted_id, alert.opened_at / 1000);
  if (stoppedAt !== null) return { at: toIso(stoppedAt * 1000), because: 'suspended', account };
  return { at: toIso(alert.opened_at), because: alert.kind === 'state' ? 'suspended' : 'most', account };
}

/** When its mail had last been stopped before an alert, as the panel showed or told. Epoch seconds. */
async function stoppedBefore(db: ReadDb, hostedId: number, until: number): Promise<number | null> {
  const stops = (await readStops(db, [hostedId], { from: until - BEFORE_ALERT_S, to: until + 1 })).get(hostedId);
  return stops?.findLast(({ aboutMail }) => aboutMail)?.at ?? null;
}

/** What logs mark before an alert was raised comes nearer to the trouble than the alert: it is raised when somebody looks. Nothing comes nearer than a suspension. */
function markedBefore(logs: readonly FoundLog[], { at, because }: Moment): Moment | null {
  if (because === 'pack_suspended') return null;
  const until = Date.parse(at) / 1000;
  return markedMoment(logs.map((log) => ({ ...log, marks: log.marks.filter(({ line }) => line.at <= until && line.at > until - BEFORE_ALERT_S) })));
}

/** When the pack was suspended, if logs (where there are any) reach there. */
async function packMoment(db: ReadDb, packId: string, logs: readonly FoundLog[]): Promise<Moment | null> {
  await checkPack(db, packId);
  const flip = (await lastPackFlips(db, packId)).get(packId);
  if (flip === undefined || flip.to_state === 'active') return null;
  const at = flip.host_since ?? flip.at;
  const covered = logs.length === 0 || logs.some(({ from, to }) => from !== null && to !== null && at >= from * 1000 && at <= (to + 86_400) * 1000);
  return covered ? { at: toIso(at), because: 'pack_suspended', account: '' } : null;
}

function markedMoment(logs: readonly FoundLog[]): Moment | null {
  for (const [kind, because] of MARKS) {
    const marks = logs.flatMap((log) => log.marks.filter((mark) => mark.kind === kind));
    const [first] = marks.sort((a, b) => a.line.at - b.line.at);
    if (first !== undefined) return { at: toIso(first.line.at * 1000), because, account: first.account };
  }
  return null;
}

/** The end of the quarter in which most was tried. */
async function busiestMoment(db: ReadDb, logs: readonly FoundLog[]): Promise<Moment | null> {
  let most: { readonly start: number; readonly recipients: number } | null = null;
  for (const { id } of logs) {
    const quarter = await busiestQuarter(db, id);
    if (quarter !== null && quarter.recipients > (most?.recipients ?? 0)) most = quarter;
  }
  return most === null ? null : { at: toIso((most.start + QUARTER_S) * 1000), because: 'most', account: '' };
}

function endOf(logs: readonly FoundLog[]): Moment | null {
  const ends = logs.flatMap(({ to }) => to ?? []);
  return ends.length === 0 ? null : { at: toIso(Math.max(...ends) * 1000), because: 'end', account: '' };
}

/** The end of what was read from the panel. */
async function lastFigures(db: ReadDb, packId: string | null): Promise<Moment | null> {
  const until = packId === null ? undefined : (await readLastFigures(db, packId)).get(packId);
  return until === undefined ? null : { at: toIso(until * 1000), because: 'end', account: '' };
}

/** Packs of which figures were read in the day before the moment to look at, by name. */
export async function packsWithFigures(db: ReadDb): Promise<Awaited<ReturnType<Handlers<Contract['culprits']>['packs']>>> {
  const names = await readPackNames(db);
  const packs = [];
  for (const [id, until] of await readLastFigures(db)) {
    const packId = PackId.parse(id);
    const { at } = await momentOf(db, { logIds: [], packId });
    if (until > Date.parse(at) / 1000 - DAY_S) packs.push({ packId, packName: names.get(id) ?? '', at });
  }
  return packs.sort((a, b) => (a.packName < b.packName ? -1 : 1));
}

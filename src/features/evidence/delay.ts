import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { ReadDb } from '../../db/db.ts';
import { startOfDay } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import { accountTold } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { COUNTING, fallen, standing } from './counting.repo.ts';
import { bucketCounts, hoursBetween, percentile } from './delay.rules.ts';
import { knownDates } from './gaps.rules.ts';
import { accountNames, inScope, type Scope } from './scope.ts';

type Delay = Awaited<ReturnType<Handlers<Contract['evidence']>['delay']>>;

interface Measured {
  readonly accountId: string;
  readonly hours: number;
  readonly toldAt: number;
  /** Ordered before its host had a version in force. */
  readonly beforePolicy: boolean;
}

const SLOWEST = 10;

/** From the order of each active account to the first proof that stands of any notice of its host. */
export async function firstNoticeDelay(core: Core, scope: Scope): Promise<Delay> {
  const rows = await firstProofs(core, scope);
  const zone = core.clock.timeZone();
  const startOf = knownDates((date) => startOfDay(date, zone));
  const measured: Measured[] = [];
  let toldBefore = 0;
  for (const { accountId, orderedOn, createdAt, toldAt, firstOn } of rows) {
    if (toldAt === null) continue;
    const ordered = orderedOn === null ? createdAt : startOf(orderedOn);
    const hours = hoursBetween(ordered, toldAt);
    if (hours < 0) toldBefore += 1;
    else measured.push({ accountId, hours, toldAt, beforePolicy: firstOn !== null && ordered < startOf(firstOn) });
  }
  measured.sort((a, b) => a.hours - b.hours);
  const hours = measured.map((each) => each.hours);
  return {
    at: toIso(core.clock.now()),
    measured: measured.length,
    toldBefore,
    neverTold: rows.length - measured.length - toldBefore,
    orderedBeforePolicy: measured.filter(({ beforePolicy }) => beforePolicy).length,
    medianHours: percentile(hours, 0.5),
    p90Hours: percentile(hours, 0.9),
    maxHours: hours.at(-1) ?? null,
    buckets: bucketCounts(hours),
    slowest: await named(core, measured.slice(-SLOWEST).reverse()),
  };
}

async function firstProofs(core: Core, scope: Scope) {
  const db = core.db.read;
  return await db
    .with('fallen', () => fallen(db))
    .selectFrom(accountTold(db).as('each'))
    .where((eb) => eb.and(inScope(scope, { host: 'each.hostId', pack: 'each.packId', client: 'each.clientId' })))
    .leftJoin(firstVersions(db).as('first'), 'first.hostId', 'each.hostId')
    .select(['each.accountId', 'each.orderedOn', 'each.createdAt', 'first.on as firstOn'])
    .select((eb) =>
      standing(db, { account: eb.ref('each.accountId'), host: eb.ref('each.hostId') })
        .where('proof.rung', 'in', COUNTING)
        .select((inner) => inner.fn.min('proof.happened_at').as('at'))
        .as('toldAt'),
    )
    .execute();
}

/** The day on which each host's first notice came into force. */
function firstVersions(db: ReadDb) {
  return db
    .selectFrom('policy_version')
    .where('kind', '=', 'notice')
    .groupBy('host_id')
    .select((eb) => ['host_id as hostId', eb.fn.min('effective_on').as('on')]);
}

async function named(core: Core, slowest: readonly Measured[]): Promise<Delay['slowest']> {
  const names = await accountNames(
    core.db.read,
    slowest.map(({ accountId }) => accountId),
  );
  return slowest.flatMap(({ accountId, hours, toldAt }) => {
    const name = names.get(accountId);
    return name === undefined ? [] : { ...name, hours, toldAt: toIso(toldAt) };
  });
}

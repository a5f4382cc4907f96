import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Sqlite from 'better-sqlite3';
import { systemClock } from '../src/adapters/system-clock.ts';
import { createTexts } from '../src/adapters/texts.ts';
import type { Connector, ConnectorKind } from '../src/connectors/connector.ts';
import { PANELS } from '../src/connectors/registry.ts';
import { createConnections } from '../src/features/connections/index.ts';
import { usageHandlers } from '../src/features/usage/index.ts';
import type { Span } from '../src/features/usage/span.rules.ts';
import type { SecretStore } from '../src/ports/secret-store.ts';
import { openTestCore, type TestCore } from '../test/support/core.ts';
import { FakeClock } from '../test/support/fake-clock.ts';
import { makePack, panelAccount, panelUsage, readList } from '../test/support/hosted.ts';
import { measure, ratio, report, startLap, type Timing } from './measure.ts';

const ACCOUNTS = Number(process.argv[2] ?? 1000);
const DAYS = Number(process.argv[3] ?? 365);
const RUNS = Number(process.argv[4] ?? 15);
const PULLED = Number(process.argv[5] ?? 5000);
const FEWER = PULLED / 10;
const PAGE = 250;
/** Collecting what is no longer used takes longer than reading a page. */
const LOOK_EVERY = 7;
const CALL = { signal: undefined };
const NOW = Date.UTC(2026, 10, 21, 14, 30);

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') satisfies unknown;

const logins = (count: number): string[] => Array.from({ length: count }, (_, index) => `user${String(index).padStart(6, '0')}`);

/** A year of hours and days of every account, as it stands after a year of reading. */
function fillYear(test: TestCore, packId: string): void {
  const raw = new Sqlite(join(test.folder, 'sendward.db'));
  const hour = Math.floor(NOW / 3_600_000) * 3600;
  const midnight = Math.floor(NOW / 86_400_000) * 86_400;
  raw.pragma('synchronous = OFF');
  raw.exec(`INSERT INTO usage_series (hosted_id, domain) SELECT id, '' FROM hosted_account ORDER BY id;
    WITH RECURSIVE w (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM w WHERE i < ${DAYS * 24 - 1})
    INSERT INTO usage (series_id, grain, start_s, sent, delivered, deferred, failed, bytes, definition, origin, complete, read_at)
    SELECT s.id, 3600, ${hour - DAYS * 86_400} + w.i * 3600, (s.id * 7919 + w.i * 104729) % 41, (s.id * 7919 + w.i * 104729) % 43, w.i % 3, w.i % 5 = 0, 48000, 'messages_events', 'panel', 1, ${NOW}
    FROM usage_series AS s CROSS JOIN w;
    WITH RECURSIVE w (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM w WHERE i < ${DAYS - 1})
    INSERT INTO usage (series_id, grain, start_s, sent, delivered, deferred, failed, bytes, peak, definition, origin, complete, read_at)
    SELECT s.id, 86400, ${midnight - (DAYS - 1) * 86_400} + w.i * 86400, (s.id * 7919 + w.i * 104729) % 810, 800, w.i % 30, w.i % 20, 1000000, 40, 'messages_events', 'panel', 1, ${NOW}
    FROM usage_series AS s CROSS JOIN w;
    INSERT INTO usage_read (pack_id, grain, start_s, definition, origin, silent_is_zero, complete, read_at)
    SELECT DISTINCT '${packId}', grain, start_s, 'messages_events', 'panel', 1, 1, ${NOW} FROM usage WHERE series_id = (SELECT min(id) FROM usage_series);`);
  raw.close();
}

/** The same figures and the first rows of the same order, by nothing but SQL. */
const BARE = `SELECT s.hosted_id, sum(u.sent) AS sent, sum(u.delivered), sum(u.deferred), sum(u.failed), sum(u.bytes), max(u.sent), max(u.peak), max(u.read_at)
  FROM usage_series AS s JOIN usage AS u ON u.series_id = s.id AND u.grain = ? AND u.start_s >= ? AND u.start_s < ?
  WHERE s.domain = '' GROUP BY s.hosted_id ORDER BY sent DESC LIMIT 100`;

const BOUNDS = {
  h24: [3600, Math.floor(NOW / 3_600_000) * 3600 - 86_400, Math.floor(NOW / 3_600_000) * 3600],
  d7: [86_400, Math.floor(NOW / 86_400_000) * 86_400 - 7 * 86_400, Math.floor(NOW / 86_400_000) * 86_400 + 86_400],
  d30: [86_400, Math.floor(NOW / 86_400_000) * 86_400 - 30 * 86_400, Math.floor(NOW / 86_400_000) * 86_400 + 86_400],
} as const satisfies Partial<Record<Span, readonly [number, number, number]>>;

async function overviews() {
  const test = openTestCore({ texts: createTexts() }, new FakeClock(NOW, 'UTC'));
  const packId = await makePack(test);
  const limits = [{ count: 200, seconds: 3600, scope: 'account', source: 'set' }] as const;
  await readList(
    test,
    packId,
    logins(ACCOUNTS).map((login) => panelAccount(login, { limits })),
  );
  fillYear(test, packId);
  const raw = new Sqlite(join(test.folder, 'sendward.db'), { readonly: true });
  const statement = raw.prepare(BARE);
  const { overview } = usageHandlers(test.core, () => {
    throw new Error('No panel is asked');
  });
  const ask = (span: keyof typeof BOUNDS, sort: 'sent' | 'limit_share', offset = 0) =>
    overview({ offset, limit: 100, span, filter: { search: '', states: [], only: [] }, sort, descending: true }, CALL);
  const measured: Record<string, { readonly bare: Timing; readonly anew: Timing; readonly byLimit: Timing; readonly again: Timing }> = {};
  for (const span of ['h24', 'd7', 'd30'] as const) {
    const [grain, from, to] = BOUNDS[span];
    const anew = (work: () => unknown) => measureAnew(test, work);
    measured[span] = {
      bare: await anew(() => statement.all(grain, from, to)),
      anew: await anew(() => ask(span, 'sent')),
      byLimit: await anew(() => ask(span, 'limit_share')),
      again: await measure(RUNS, async () => {
        await ask(span, 'sent', 100);
        return undefined;
      }),
    };
  }
  raw.close();
  await test.close();
  return measured;
}

/** Something is committed before each, so that neither we nor the database remember anything. */
function measureAnew(test: TestCore, work: () => unknown): Promise<Timing> {
  return measure(RUNS, async () => {
    await touch(test);
    const lap = startLap();
    await work();
    return lap();
  });
}

let touched = 0;
async function touch({ core }: TestCore): Promise<void> {
  await core.db.write((tx) =>
    tx
      .insertInto('setting')
      .values({ key: `touch-${++touched}`, value: '0' })
      .execute(),
  );
}

/** A panel that makes its pages up as they are asked for; `look` at each page. */
function madeUp(accounts: number, look: () => void): ConnectorKind {
  const names = logins(accounts);
  function* pages<T>(make: (login: string) => T): Generator<T[]> {
    for (let start = 0; start < accounts; start += PAGE) {
      look();
      yield names.slice(start, start + PAGE).map(make);
    }
  }
  const connector: Connector = {
    capabilities: () => [],
    probe: async () => ({ capabilities: [{ need: 'accounts', given: 'given', privilege: '', call: 'list' }], version: '1', resellerSuspended: null }),
    accounts: async function* () {
      yield* pages((login) => panelAccount(login));
    },
    usage: {
      kind: 'windows',
      definition: 'messages_events',
      keptDays: 3,
      silentIsZero: true,
      read: async function* ({ from }) {
        yield* pages((login) => panelUsage(login, (from / 3_600_000) % 40, { domain: `${login}.example` }));
      },
    },
    messages: null,
    warnings: null,
  };
  return { form: PANELS.whm.form, connect: () => connector };
}

const SECRETS: SecretStore = { state: async () => 'set', get: async () => 'a-token', set: async () => {}, clear: async () => {} };

const megabytes = (bytes: number): number => Math.round((bytes / 2 ** 20) * 10) / 10;

/** Reads accounts and two days of hours of a new pack, and says how far the memory in use rose above where it began. */
async function pull(accounts: number) {
  const test = openTestCore({ texts: createTexts(), secrets: SECRETS }, new FakeClock(NOW, 'UTC'));
  let most = Number.NEGATIVE_INFINITY;
  let mostResident = Number.NEGATIVE_INFINITY;
  const inUse = (): number => {
    if (typeof collect === 'function') collect();
    return process.memoryUsage().heapUsed;
  };
  let pages = 0;
  const begin = inUse();
  const resident = process.memoryUsage().rss;
  const look = (): void => {
    if (++pages % LOOK_EVERY !== 0) return;
    most = Math.max(most, inUse() - begin);
    mostResident = Math.max(mostResident, process.memoryUsage().rss - resident);
  };
  const packId = await makePack(test);
  const connections = createConnections(test.core, { ...PANELS, whm: madeUp(accounts, look) });
  await connections.handlers.save({ packId, kind: 'whm', address: 'panel.example', login: 'reseller', secret: 'a-token', pin: null, zone: 'UTC' }, CALL);
  const start = systemClock.steady();
  let rows = 0;
  for await (const event of connections.handlers.pull({ packId }, CALL)) {
    if (event.kind === 'done') rows = event.result.packs.reduce((sum, { usage }) => sum + (usage?.rows ?? 0), 0);
  }
  const seconds = (systemClock.steady() - start) / 1000;
  await connections.stop();
  await test.close();
  return { accounts, rows, seconds, heapMb: megabytes(most), residentMb: megabytes(mostResident) };
}

// The first one loads what every later one has loaded already.
await pull(PAGE);
const few = await pull(FEWER);
const many = await pull(PULLED);
const { h24, d7, d30 } = await overviews();
if (h24 === undefined || d7 === undefined || d30 === undefined) throw new Error('Nothing was measured');
report(
  'usage',
  {
    accounts: ACCOUNTS,
    days: DAYS,
    h24ToBare: ratio(h24.anew, h24.bare),
    d7ToBare: ratio(d7.anew, d7.bare),
    d30ToBare: ratio(d30.anew, d30.bare),
    h24ByLimitToBare: ratio(h24.byLimit, h24.bare),
    h24NextPageMs: h24.again.wallMs.median,
    pulledAccounts: PULLED,
    pulledRows: many.rows,
    heapMbOfFewer: few.heapMb,
    heapMb: many.heapMb,
  },
  { few, many, h24, d7, d30 },
);

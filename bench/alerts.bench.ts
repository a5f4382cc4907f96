import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { uuidSource } from '../src/adapters/identity.ts';
import { openSqlite } from '../src/adapters/sqlite.ts';
import { migrate } from '../src/db/migrate.ts';
import { migrations } from '../src/db/migrations/index.ts';
import type { Schema } from '../src/db/schema.ts';
import { judgeAlerts } from '../src/features/alerts/index.ts';
import { pastOf } from '../src/features/alerts/past.rules.ts';
import { DEFAULT_ALERT_SETTINGS as SETTINGS } from '../src/features/alerts/settings.rules.ts';
import { type Past, riseIn, spikeIn } from '../src/features/alerts/spike.rules.ts';
import { PAST_DAYS } from '../src/features/alerts/windows.rules.ts';
import { NO_OWN_RULES, PRESETS } from '../src/features/hosts/presets.ts';
import type { Clock } from '../src/ports/clock.ts';
import { measure, ratio, report } from './measure.ts';
import { drawing } from './simulated-traffic.ts';

const ACCOUNTS = Number(process.argv[2] ?? 5000);
const RUNS = Number(process.argv[3] ?? 5);
/** Judged quiet windows of each kind of account. */
const QUIET = Number(process.argv[4] ?? 400_000);
const PLANTED = 1000;
const draw = drawing(20_261_121);

/** How traffic varies: at random (Poisson), or in bursts whose variance is the mean plus a part of its square. */
const BURSTINESS = { poisson: 0, mild: 0.1, marked: 1 / 3, strong: 1 } as const;
type Burstiness = keyof typeof BURSTINESS;
const MEANS = [1, 10, 50, 300] as const;

/** What is left of a working day's traffic at a weekend. */
const WEEKEND = 0.3;
/** Mean of one hour of a day of an account with office hours, of a day's peak hour `mean`. */
const seasonal = (mean: number, day: number): number => (day % 7 >= 5 ? mean * WEEKEND : mean);

/** The same hour of so many days, as the detector sees it, and of the day after them. */
function pastAndNow(mean: number, burstiness: Burstiness, days = PAST_DAYS): { past: Past; draw: () => number } {
  const first = draw.below(7);
  const one = (day: number): number => draw.count(seasonal(mean, first + day), BURSTINESS[burstiness]);
  const windows = Array.from({ length: days }, (_, day) => ({ start: day, count: one(day), flagged: false, excepted: false }));
  return { past: pastOf(windows, ((first + days) % 7) + 1), draw: () => one(days) };
}

interface Rate {
  readonly windows: number;
  readonly warn: number;
  readonly act: number;
}

function falseAlarms(burstiness: Burstiness, days: number): Rate {
  let [windows, warn, act] = [0, 0, 0];
  while (windows < QUIET) {
    for (const mean of MEANS) {
      const { past, draw: next } = pastAndNow(mean, burstiness, days);
      for (let each = 0; each < 10; each++) {
        const spike = spikeIn(next(), past, SETTINGS);
        windows += 1;
        if (spike !== null) warn += 1;
        if (spike?.level === 'act') act += 1;
      }
    }
  }
  return { windows, warn: warn / windows, act: act / windows };
}

function falseRises(burstiness: Burstiness): number {
  let risen = 0;
  const weeks = Math.round(QUIET / 10);
  for (let each = 0; each < weeks; each++) {
    const mean = MEANS[each % MEANS.length] ?? 1;
    const counts = Array.from({ length: PAST_DAYS }, (_, day) => draw.count(seasonal(mean, each + day), BURSTINESS[burstiness]));
    if (riseIn(counts.slice(-7), counts.slice(0, -7), SETTINGS) !== null) risen += 1;
  }
  return risen / weeks;
}

interface Incident {
  readonly extra: number;
  readonly hours: number;
}

/** How unlikely the most striking hour of each planted incident is: `extra` messages spread over so many hours, in an account with that usual peak hour. */
function chances(mean: number, burstiness: Burstiness, { extra, hours }: Incident): number[] {
  // Every chance is asked for: with it, what any setting finds is known.
  const settings = { ...SETTINGS, warnBelow: 1, actBelow: 0 };
  return Array.from({ length: PLANTED }, () => {
    let least = 1;
    for (let hour = 0; hour < hours; hour++) {
      const { past, draw: next } = pastAndNow(mean, burstiness);
      least = Math.min(least, spikeIn(next() + draw.count(extra / hours, 0), past, settings)?.chance ?? 1);
    }
    return least;
  });
}

const BURSTS = ['poisson', 'mild', 'marked', 'strong'] as const;
const round = (value: number): number => Number(value.toPrecision(2));
const quiet = Object.fromEntries(
  BURSTS.flatMap((burstiness) =>
    [14, 28].map((days) => {
      const { windows, warn, act } = falseAlarms(burstiness, days);
      return [`${burstiness}, ${days} days`, { windows, warn: round(warn), act: round(act), ...(days === 28 ? { rise: round(falseRises(burstiness)) } : {}) }];
    }),
  ),
);
const ALPHAS = [1e-2, 1e-3, 1e-4, 1e-6] as const;
const INCIDENTS = [
  { extra: 50, hours: 1 },
  { extra: 200, hours: 1 },
  { extra: 1000, hours: 1 },
  { extra: 1000, hours: 6 },
  { extra: 5000, hours: 24 },
] as const;
const roc = (['poisson', 'marked', 'strong'] as const).flatMap((burstiness) =>
  ([1, 10, 50] as const).flatMap((mean) =>
    INCIDENTS.map((incident) => {
      const all = chances(mean, burstiness, incident);
      const found = ALPHAS.map((alpha) => [alpha.toExponential(), all.filter((chance) => chance < alpha).length / PLANTED] as const);
      return { burstiness, usualAnHour: mean, ...incident, found: Object.fromEntries(found) };
    }),
  ),
);

const folder = mkdtempSync(join(tmpdir(), 'sendward-alerts-'));
const HOST = '0197c7a0-0000-7000-8000-000000000001';
const PACK = '0197c7a0-0000-7000-8000-000000000002';
const NOW = Date.UTC(2026, 10, 21, 9, 30);
const HOUR_S = 3600;
const hourNow = Math.floor(NOW / 1000 / HOUR_S) * HOUR_S;
const clock: Clock = { now: () => NOW, steady: () => performance.now(), timeZone: () => 'UTC', after: () => () => {}, yield: async () => {} };
const path = join(folder, 'sendward.db');
const store = openSqlite<Schema>(path);
migrate(store.target, migrations);
fill(path);
const logger = { info: () => {}, warn: () => {}, error: () => {} };
const core = { clock, ids: uuidSource(clock), logger, db: store.database };

/** A host nothing is known of, and its pack. */
function fillPack(raw: Sqlite.Database): void {
  const rules = [JSON.stringify(PRESETS.neutral), JSON.stringify(NO_OWN_RULES)];
  raw.prepare("INSERT INTO host (id, name, preset_id, rules, own_rules, created_at) VALUES (?, 'Host', 'neutral', ?, ?, 0)").run(HOST, ...rules);
  raw.prepare("INSERT INTO pack (id, host_id, name, created_at) VALUES (?, ?, 'Pack', 0)").run(PACK, HOST);
}

function fillAccounts(raw: Sqlite.Database): void {
  const account = raw.prepare(
    `INSERT INTO hosted_account (id, pack_id, login, birth, domain, other_domains, emails, owner, plan, own, limits, state, state_at, state_origin, reason, reason_class,
      lifter, first_seen_at, last_seen_at, sort_key, search_key)
    VALUES (?, ?, ?, '', ?, '[]', '[]', '', '', 0, ?, 'active', 0, 'panel', '', 'not_given', 'unknown', 0, 0, ?, '')`,
  );
  const series = raw.prepare("INSERT INTO usage_series (id, hosted_id, domain) VALUES (?, ?, '')");
  const limits = JSON.stringify([{ count: 500, seconds: HOUR_S, scope: 'account', source: 'set' }]);
  for (let id = 1; id <= ACCOUNTS; id++) {
    account.run(id, PACK, `user${id}`, `user${id}.example`, limits, `user${id}`);
    series.run(id, id);
  }
}

/** Five weeks of hours: a tenth of the accounts sends every hour, the others now and then, and some have an incident now. */
function fill(file: string): void {
  const raw = new Sqlite(file);
  const usage = raw.prepare(
    `INSERT INTO usage (series_id, grain, start_s, sent, delivered, failed, definition, origin, complete, read_at)
    VALUES (?, 3600, ?, ?, ?, 0, 'messages_events', 'panel', 1, ?)`,
  );
  const read = raw.prepare(
    `INSERT INTO usage_read (pack_id, grain, start_s, definition, origin, silent_is_zero, complete, read_at) VALUES (?, 3600, ?, 'messages_events', 'panel', 1, 1, ?)`,
  );
  raw.transaction(() => {
    fillPack(raw);
    fillAccounts(raw);
    for (let start = hourNow - 35 * 24 * HOUR_S; start < hourNow; start += HOUR_S) {
      read.run(PACK, start, NOW);
      for (let id = 1; id <= ACCOUNTS; id++) {
        const busy = id % 10 === 0;
        if (!busy && draw.below(20) > 0) continue;
        const sent = draw.count(busy ? 40 : 3, 0.1) + (start === hourNow - HOUR_S && id % 500 === 0 ? 2000 : 0);
        if (sent > 0) usage.run(id, start, sent, sent, NOW);
      }
    }
  })();
  raw.close();
}

/** Judged anew each time, then undone. */
let opened = 0;
const ours = await measure(RUNS, async () => {
  await store.database
    .write(async (tx) => {
      ({ opened } = await judgeAlerts(core, tx, { packId: PACK, at: NOW }));
      throw new Error('undo');
    })
    .catch(() => {});
  return undefined;
});
const raw = new Sqlite(path, { readonly: true });
const recent = raw.prepare(
  'SELECT s.hosted_id, u.start_s, u.sent, u.delivered, u.failed FROM usage_series s JOIN usage u ON u.series_id = s.id WHERE u.grain = 3600 AND u.start_s >= ?',
);
const accounts = raw.prepare('SELECT * FROM hosted_account WHERE pack_id = ?');
const windows = raw.prepare('SELECT u.start_s, u.sent FROM usage u WHERE u.series_id = ? AND u.grain = 3600 AND u.start_s IN (SELECT value FROM json_each(?))');
const candidates = raw.prepare('SELECT u.series_id, u.start_s FROM usage u WHERE u.grain = 3600 AND u.start_s >= ? AND u.sent >= ?');
let rows = 0;
/** The same rows, read and thrown away. */
const bare = await measure(RUNS, async () => {
  rows = accounts.all(PACK).length + recent.all(hourNow - 24 * HOUR_S).length;
  for (const candidate of candidates.raw(true).all(hourNow - 48 * HOUR_S, SETTINGS.above)) {
    const [id, start] = Array.isArray(candidate) ? candidate : [];
    rows += windows.all(id, JSON.stringify(Array.from({ length: 28 }, (_, day) => Number(start) - (day + 1) * 86_400))).length;
  }
  return undefined;
});
raw.close();
await store.database.close();
rmSync(folder, { recursive: true, force: true });

const cells = Object.values(quiet);
const windowsJudged = cells.reduce((sum, { windows: judged }) => sum + judged, 0);
const worstWarn = Math.max(...cells.map(({ warn }) => warn));
// So rare that only all windows together can show it.
const act = cells.reduce((sum, { windows: judged, act: share }) => sum + judged * share, 0) / windowsJudged;
report(
  'alerts',
  {
    statedChance: { warn: SETTINGS.warnBelow, act: SETTINGS.actBelow },
    falseAlarms: { windows: windowsJudged, warnWorst: worstWarn, actOverall: round(act) },
    judging: { accounts: ACCOUNTS, opened, rowsRead: rows, ratioToBareSql: ratio(ours, bare) },
  },
  { quiet, roc, ours, bare },
);
if (worstWarn > SETTINGS.warnBelow || act > SETTINGS.actBelow) process.exitCode = 1;

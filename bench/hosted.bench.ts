import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { createTexts } from '../src/adapters/texts.ts';
import { judgeAlerts } from '../src/features/alerts/index.ts';
import { connectionsSummary } from '../src/features/connections/index.ts';
import { statusesHandlers } from '../src/features/statuses/index.ts';
import { openTestCore, type TestCore } from '../test/support/core.ts';
import { FakeClock } from '../test/support/fake-clock.ts';
import { makePack } from '../test/support/hosted.ts';
import { measure, ratio, report } from './measure.ts';

const ACCOUNTS = Number(process.argv[2] ?? 100_000);
const JUDGED = Number(process.argv[3] ?? 5000);
const RUNS = Number(process.argv[4] ?? 15);
const CALL = { signal: undefined };
const NOW = Date.UTC(2026, 10, 21, 9, 30);
const DAY_S = 86_400;
const MIDNIGHT = Math.floor(NOW / 1000 / DAY_S) * DAY_S;
/** Days that are read again every day, for as long as mail that was put off is tried. */
const READ_AGAIN = 6;

/** Ids of one kind, by number. */
const id = (kind: 'a' | 'c'): string => `printf('019aa000-0000-7000-8000-${kind}%011d', i)`;

/** Accounts at a host, each tenth of them suspended, most of them known here; each fiftieth is otherwise than it is kept. */
function fillAccounts({ folder }: TestCore, packId: string, count: number): void {
  const raw = new Sqlite(join(folder, 'sendward.db'));
  raw.pragma('synchronous = OFF');
  const numbers = `WITH RECURSIVE w (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM w WHERE i < ${count})`;
  raw.exec(`${numbers} INSERT INTO client (id, number, name, company, language, note, email, email_key, main_domain, sort_key, search_key, created_at, changed_at)
      SELECT ${id('c')}, '' || i, 'Client ' || i, '', 'en', '', '', '', '', 'client ' || i, 'client ' || i, 1, 1 FROM w;
    ${numbers} INSERT INTO account (id, client_id, pack_id, login, main_domain, domain_key, other_domains, plan, status, created_at)
      SELECT ${id('a')}, ${id('c')}, '${packId}', 'user' || i, 'd' || i || '.example', 'd' || i || '.example', '["www' || i || '.example"]', 'Basic', 'active', 1 FROM w;
    ${numbers} INSERT INTO hosted_account (pack_id, login, birth, domain, other_domains, emails, owner, plan, own, limits, state, state_at, state_origin, reason, reason_class,
      lifter, first_seen_at, last_seen_at, account_id, sort_key, search_key)
      SELECT '${packId}', 'user' || i, '', 'd' || i || '.example', '["www' || i || '.example"]', '["o' || i || '@d.example"]', '', iif(i % 50 = 0, 'Large', 'Basic'), 0, '[]',
        iif(i % 10 = 0, 'suspended', 'active'), 1, 'panel', '', 'not_given', 'unknown', 1, 1, iif(i % 20 = 0, NULL, ${id('a')}), 'user' || i, 'user' || i || ' d' || i FROM w;`);
  raw.close();
}

/** Five weeks of days of accounts that send much every day; the last days were read again now. */
function fillDays({ folder }: TestCore, packId: string): void {
  const raw = new Sqlite(join(folder, 'sendward.db'));
  raw.pragma('synchronous = OFF');
  raw.exec(`INSERT INTO usage_series (hosted_id, domain) SELECT id, '' FROM hosted_account ORDER BY id;
    WITH RECURSIVE w (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM w WHERE i < 35)
    INSERT INTO usage (series_id, grain, start_s, sent, delivered, failed, definition, origin, complete, read_at)
      SELECT s.id, ${DAY_S}, ${MIDNIGHT} - w.i * ${DAY_S}, 100 + (s.id * 7919 + w.i * 104729) % 60, 100, 0, 'messages_events', 'panel', 1, iif(w.i <= ${READ_AGAIN}, ${NOW}, 1)
      FROM usage_series AS s CROSS JOIN w;
    INSERT INTO usage_read (pack_id, grain, start_s, definition, origin, silent_is_zero, complete, read_at)
      SELECT DISTINCT '${packId}', grain, start_s, 'messages_events', 'panel', 1, 1, ${NOW} FROM usage WHERE series_id = (SELECT min(id) FROM usage_series);
    INSERT INTO alert_judged (pack_id, at) VALUES ('${packId}', ${NOW - 60_000});`);
  raw.close();
}

async function opened(accounts: number) {
  const test = openTestCore({ texts: createTexts() }, new FakeClock(NOW, 'Europe/Paris'));
  const packId = await makePack(test);
  fillAccounts(test, packId, accounts);
  return { test, packId, raw: () => new Sqlite(join(test.folder, 'sendward.db'), { readonly: true }) };
}

async function lists() {
  const { test, raw } = await opened(ACCOUNTS);
  const bareDb = raw();
  const count = bareDb.prepare('SELECT state, count(*) FROM hosted_account WHERE ended_at IS NULL GROUP BY state');
  const page = bareDb.prepare("SELECT * FROM hosted_account WHERE ended_at IS NULL AND state = 'active' ORDER BY sort_key, id LIMIT 100 OFFSET ?");
  const { list } = statusesHandlers(test.core);
  const ask = (offset: number) => list({ search: '', states: [], reasonClasses: [], offset, limit: 100 }, CALL);
  const measured = async (offset: number) => ({
    ours: await measure(RUNS, async () => void (await ask(offset))),
    bare: await measure(RUNS, async () => {
      count.all();
      page.all(Math.max(0, offset - ACCOUNTS / 10));
    }),
  });
  const [first, middle] = [await measured(0), await measured(ACCOUNTS / 2)];
  const { undecided } = await connectionsSummary(test.core.db);
  const again = await measure(RUNS, async () => void (await connectionsSummary(test.core.db)));
  /** After something was written, whatever it was. */
  const anew = await measure(RUNS, async () => {
    await test.core.db.write((tx) =>
      tx
        .updateTable('hosted_account')
        .set('last_seen_at', (eb) => eb('last_seen_at', '+', 1))
        .where('id', '=', 1)
        .execute(),
    );
    await connectionsSummary(test.core.db);
  });
  bareDb.close();
  await test.close();
  return { first, middle, again, anew, undecided };
}

/** Judged anew each time, then undone. */
async function judging() {
  const { test, packId, raw } = await opened(JUDGED);
  fillDays(test, packId);
  const { core } = test;
  const ours = await measure(RUNS, async () => {
    await core.db
      .write(async (tx) => {
        await judgeAlerts(core, tx, { packId, at: NOW });
        throw new Error('undo');
      })
      .catch(() => {});
  });
  const bareDb = raw();
  const days = bareDb.prepare(
    'SELECT s.hosted_id, u.start_s, u.sent, u.definition FROM usage_series s JOIN usage u ON u.series_id = s.id WHERE u.grain = ? AND u.start_s = ?',
  );
  const accounts = bareDb.prepare('SELECT * FROM hosted_account WHERE pack_id = ?');
  let rows = 0;
  /** The same days, each with the 28 before it, read and thrown away. */
  const bare = await measure(RUNS, async () => {
    rows = accounts.all(packId).length;
    for (let ago = 1; ago <= READ_AGAIN; ago++) for (let day = 0; day <= 28; day++) rows += days.all(DAY_S, MIDNIGHT - (ago + day) * DAY_S).length;
  });
  bareDb.close();
  await test.close();
  return { ours, bare, rows };
}

const { first, middle, again, anew, undecided } = await lists();
const days = await judging();
report(
  'hosted',
  {
    accounts: ACCOUNTS,
    statuses: {
      firstToBare: ratio(first.ours, first.bare),
      firstMs: first.ours.cpuMs.median,
      middleToBare: ratio(middle.ours, middle.bare),
      middleMs: middle.ours.cpuMs.median,
    },
    today: { undecided, anewMs: anew.cpuMs.median, againMs: again.cpuMs.median },
    judgingDays: { accounts: JUDGED, days: READ_AGAIN, rowsRead: days.rows, cpuMs: days.ours.cpuMs.median, ratioToBareSql: ratio(days.ours, days.bare) },
  },
  { first, middle, again, anew, days },
);

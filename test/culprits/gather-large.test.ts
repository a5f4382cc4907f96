import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { CaseJudge } from '../../src/ports/judge.ts';
import type { LogAccountFacts, LogFacts } from '../../src/shared/logs.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { BEGIN, counts, line, logFacts } from '../support/log-facts.ts';
import { plainJudge } from '../support/plain-judge.ts';
import { openScene } from './world.ts';

const HOUR_S = 3600;
const HOURS = 240;
const ACCOUNTS = 1000;
const TRACES = 12;

/** An account that sends in every hour of ten days, with a dozen traces. */
function busy(account: string): LogAccountFacts {
  const [empty] = logFacts([{ account, recipients: () => 1 }]).accounts;
  if (empty === undefined) throw new Error('No account');
  const cells = Array.from({ length: HOURS }, (_, hour) => ({
    start: BEGIN + hour * HOUR_S,
    counts: counts({ messages: 3, recipients: 3, delivered: 3, deferredRecipients: 1 }),
    outcomes: [{ reply: 0, failed: 0, deferred: 1 }],
  }));
  const slots = Array.from({ length: 15 }, (_, hour) => {
    const start = BEGIN + (HOURS - 15 + hour) * HOUR_S;
    return { start, seconds: 900, messages: 3, recipients: 3, failed: 0, sources: 1, fresh: hour === 0 ? 1 : 0 };
  });
  const traces = Array.from({ length: TRACES }, (_, place) => ({
    ...{ kind: 'sender' as const, value: `sender${place}@${account}.example`, foreign: false, messages: 45, recipients: 45, failed: 0, sources: 1, slots },
    first: line(BEGIN, `<= sender${place}@${account}.example`, place),
    lastAt: BEGIN + HOURS * HOUR_S - 1,
  }));
  return { ...empty, cells, traces };
}

function largeLog(): LogFacts {
  const to = BEGIN + HOURS * HOUR_S - 1;
  const accounts = Array.from({ length: ACCOUNTS }, (_, place) => busy(`account${place}`));
  return { ...logFacts([]), to, files: [{ name: 'mainlog', bytes: 1, lines: 1, from: BEGIN, to, notes: [] }], accounts };
}

/** A clock that knows how often others were let run. */
class CountingClock extends FakeClock {
  yields = 0;

  override async yield(): Promise<void> {
    this.yields += 1;
    await super.yield();
  }
}

it('lets others run after every account of a large server, hands it over in pieces, and keeps little more than what is shown', {
  timeout: 240_000,
}, async () => {
  const clock = new CountingClock();
  const pieces: { readonly length: number; readonly yields: number }[] = [];
  const judge: CaseJudge = {
    judge: (handed, signal) => {
      async function* watched() {
        for await (const piece of handed) {
          pieces.push({ length: piece.length, yields: clock.yields });
          yield piece;
        }
      }
      return plainJudge.judge(watched(), signal);
    },
    close: () => Promise.resolve(),
  };
  const scene = openScene({ judge }, largeLog(), clock);
  try {
    const logIds = [await scene.scan()];
    const before = clock.yields;
    const verdict = await scene.judge({ logIds, at: new Date((BEGIN + HOURS * HOUR_S) * 1000).toISOString(), windowMinutes: 24 * 60 });
    expect(verdict.suspects).toHaveLength(ACCOUNTS);
    // Each was read by itself and written down by itself, and between two of them the core did something else.
    expect(pieces).toHaveLength(ACCOUNTS + 1);
    expect(pieces[0]?.yields).toBeGreaterThanOrEqual(before + ACCOUNTS);
    expect(pieces.every(({ yields }, place) => place === 0 || yields > (pieces[place - 1]?.yields ?? 0))).toBe(true);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(64_000);
    // Of the many that are not suspected the course of time is left out, and what was judged is kept packed.
    expect(verdict.suspects.filter(({ series }) => series.length > 0).length).toBeLessThanOrEqual(20);
    const row = await scene.core.db.read.selectFrom('verdict').select(['verdict', 'input']).executeTakeFirstOrThrow();
    const whole = pieces.reduce((sum, { length }) => sum + length, 0);
    expect(row.input.length).toBeLessThan(whole / 8);
    expect(row.verdict.length).toBeLessThan(whole / 8);
  } finally {
    await scene.close();
  }
});

it('lists verdicts without reading them', async () => {
  const scene = openScene();
  try {
    const verdict = await scene.judge({ logIds: [await scene.scan()] });
    await scene.core.db.write((tx) => sql`UPDATE verdict SET verdict = 'not even JSON'`.execute(tx));
    await expect(scene.culprits.list({}, { signal: undefined })).resolves.toMatchObject([{ id: verdict.id, sites: 1, names: ['joy'] }]);
  } finally {
    await scene.close();
  }
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PackId } from '../../src/contract/ids.ts';
import { dateIn, startOfDay } from '../../src/shared/calendar.ts';
import type { LogFacts } from '../../src/shared/logs.ts';
import { makePack, panelAccount, panelUsage, readList } from '../support/hosted.ts';
import { BEGIN, line, logFacts, NIGHT_OVER, nightScene } from '../support/log-facts.ts';
import { readWindow } from '../usage/support.ts';
import { openScene, type Scene } from './world.ts';

const HOUR_S = 3600;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ACCOUNTS = ['alpine', 'blue', 'casa', 'delta', 'joy'];
let scene: Scene;

beforeEach(() => {
  scene = openScene();
});
afterEach(() => scene.close());

/** Opens a scene whose scanner gives these logs, one after the other. */
async function withLogs(...logs: readonly LogFacts[]): Promise<void> {
  await scene.close();
  const waiting = [...logs];
  const next = async (): Promise<LogFacts> => {
    const log = waiting.shift();
    if (log === undefined) throw new Error('No more logs');
    return log;
  };
  scene = openScene({ logs: { scan: next, follow: () => Promise.reject(new Error('Nothing is followed here')) } });
}

/** The part of a log that lies between two hours of it, as another file would hold it. */
function between(whole: LogFacts, from: number, to: number): LogFacts {
  const [begin, end] = [BEGIN + from * HOUR_S, BEGIN + to * HOUR_S];
  const within = ({ start }: { readonly start: number }): boolean => start >= begin && start < end;
  const accounts = whole.accounts.map((account) => ({
    ...account,
    cells: account.cells.filter(within),
    traces: account.traces.flatMap((trace) => {
      const slots = trace.slots.filter(within);
      return slots.length === 0 ? [] : [{ ...trace, slots }];
    }),
    refusals: account.refusals.filter(({ line: { at } }) => at >= begin && at < end),
  }));
  return { ...whole, from: begin, to: end - 1, lines: Math.round((whole.lines * (to - from)) / 32), accounts };
}

const limited = (facts: LogFacts, allowed: number, kind: 'failures' | 'messages' = 'failures'): LogFacts => ({
  ...facts,
  limits: [
    {
      kind,
      account: 'joy',
      allowed,
      counted: allowed + 1,
      times: 40,
      lastAt: BEGIN + 28 * HOUR_S,
      slots: [{ start: BEGIN + 27 * HOUR_S, times: 40, firstAt: BEGIN + 27 * HOUR_S, lastAt: BEGIN + 28 * HOUR_S }],
      first: line(BEGIN + 27 * HOUR_S, 'max defers and failures', 9),
    },
  ],
});

/** What a verdict says, but for when it was made and from which files. */
function told({ outcome, suspects, others, victims, sites, firstBlock, counted }: Awaited<ReturnType<Scene['judge']>>) {
  return { outcome, suspects, others, victims, sites, firstBlock, counted };
}

const codes = (list: readonly { readonly code: string }[]): string[] => list.map(({ code }) => code);

describe('logs that tell of the same time', () => {
  const whole = limited(nightScene(), 175);

  it('say no more than one of them, when the same log is read twice', async () => {
    const [one, again] = [await scene.scan(), await scene.scan()];
    const verdict = await scene.judge({ logIds: [one, again] });
    expect(told(verdict)).toEqual(told(await scene.judge({ logIds: [one] })));
    expect(verdict.suspects[0]?.traces[0]).toMatchObject({ kind: 'script', messages: 800 });
    expect(codes(verdict.gaps)).toContain('logs_overlap');
  });

  it('count each quarter once, when the next copy holds the end of the one before, or a tail lies beside its log', async () => {
    await withLogs(whole, between(whole, 0, 27), between(whole, 26, 32), between(whole, 28, 32));
    const [all, early, late, tail] = [await scene.scan(), await scene.scan(), await scene.scan(), await scene.scan()];
    const one = told(await scene.judge({ logIds: [all] }));
    expect(told(await scene.judge({ logIds: [early, late] }))).toEqual(one);
    expect(told(await scene.judge({ logIds: [tail, all] }))).toEqual(one);
  });

  it('lack only what none of them shows', async () => {
    await withLogs({ ...between(whole, 0, 27), absent: ['subjects', 'logins'] }, { ...between(whole, 27, 32), absent: ['logins'] });
    const logIds = [await scene.scan(), await scene.scan()];
    const { gaps } = await scene.judge({ logIds });
    expect(codes(gaps)).toContain('no_logins');
    expect(codes(gaps)).not.toContain('no_subjects');
  });

  it('are not judged together when they are of two packs', async () => {
    const [north, south] = [await makePack(scene), await makePack(scene, 'Southhost')];
    const logIds = [await scene.scan(north), await scene.scan(south)];
    await expect(scene.judge({ logIds })).rejects.toMatchObject({ code: 'logs_of_two_packs', params: { one: 'Northhost 50', other: 'Southhost 50' } });
    await expect(scene.judge({ logIds: logIds.slice(0, 1), packId: south })).rejects.toMatchObject({ code: 'logs_of_two_packs' });
    await expect(scene.judge({ logIds: logIds.slice(0, 1) })).resolves.toMatchObject({ packId: north });
  });
});

describe('the window', () => {
  it('ends at the nearest quarter, says which, and holds nothing that left after it', async () => {
    const logId = await scene.scan();
    // The fifth hour of the night; the quarter in which the scene sends begins a quarter past.
    const hour = BEGIN + 28 * HOUR_S;
    const late = await scene.judge({ logIds: [logId], at: new Date((hour + 1) * 1000).toISOString() });
    const exact = await scene.judge({ logIds: [logId], at: new Date(hour * 1000).toISOString() });
    const counted = { from: new Date((hour - 6 * HOUR_S) * 1000).toISOString(), to: new Date(hour * 1000).toISOString() };
    expect(late.counted).toEqual(counted);
    expect(told(late)).toEqual(told(exact));
    expect(late.suspects[0]).toMatchObject({
      account: 'joy',
      recipients: 606,
      traces: [{ messages: 600, recipients: 600, lastAt: counted.to }],
    });
    expect(late.zone).toBe('America/New_York');
  });

  it('holds of the hour in which it ends what had left by then', async () => {
    const logId = await scene.scan();
    const half = BEGIN + 28.5 * HOUR_S;
    const { suspects } = await scene.judge({ logIds: [logId], at: new Date(half * 1000).toISOString() });
    expect(suspects[0]).toMatchObject({ recipients: 804, traces: [{ messages: 800 }] });
    const before = await scene.judge({ logIds: [logId], at: new Date((half - 1800 + 900) * 1000).toISOString() });
    expect(before.suspects[0]).toMatchObject({ recipients: 606, traces: [{ messages: 600 }] });
  });

  it('that reaches beyond the log says where the log ends', async () => {
    await withLogs(between(nightScene(), 0, 27));
    const logIds = [await scene.scan()];
    const { gaps } = await scene.judge({ logIds });
    const at = new Date((BEGIN + 27 * HOUR_S) * 1000).toISOString();
    expect(gaps.find(({ code }) => code === 'log_ends_before' || code === 'moment_outside')?.facts).toMatchObject({ to: at });
  });
});

describe('limits', () => {
  it('that the log names with their number are known of their account, and of no other', async () => {
    await withLogs(limited(nightScene(), 175), limited(nightScene(), 125, 'messages'), nightScene());
    const failures = await scene.judge({ logIds: [await scene.scan()] });
    expect(codes(failures.gaps)).not.toContain('no_limit_known');
    expect(failures.limit).toBeNull();
    const messages = await scene.judge({ logIds: [await scene.scan()] });
    expect(messages.limit).toBeNull();
    expect(codes(messages.gaps)).not.toContain('no_limit_known');
    const none = await scene.judge({ logIds: [await scene.scan()] });
    expect(codes(none.gaps)).toContain('no_limit_known');
  });
});

describe('figures of a panel', () => {
  let packId: PackId;
  let end: number;

  beforeEach(async () => {
    packId = await makePack(scene);
    end = scene.clock.now();
  });

  const accounts = (...limits: { readonly count: number; readonly seconds: number; readonly scope: 'account'; readonly source: 'set' }[]) =>
    readList(
      scene,
      packId,
      ACCOUNTS.map((login) => panelAccount(login, { limits })),
    );
  const day = (ago: number): number => startOfDay(dateIn(end - ago * DAY, 'Europe/Paris'), 'Europe/Paris');

  it('tell the limit that its accounts have, where the rules of the host tell none', async () => {
    await accounts({ count: 200, seconds: 3600, scope: 'account', source: 'set' });
    await readWindow(scene, { packId, grain: 'hour', start: end - HOUR }, [panelUsage('joy', 300)]);
    const verdict = await scene.judge({ packId, at: new Date(end).toISOString() });
    expect(verdict.limit).toEqual({ count: 200, seconds: 3600, scope: 'account', counts: 'messages', from: 'panel' });
    expect(codes(verdict.gaps)).not.toContain('no_limit_known');
  });

  it('are told in the zone of the days of the pack, also when no connection to the panel is left', async () => {
    await accounts();
    await scene.core.db.write((tx) => tx.updateTable('pack').set({ zone: 'Asia/Tokyo' }).where('id', '=', packId).execute());
    await readWindow(scene, { packId, grain: 'hour', start: end - HOUR }, [panelUsage('joy', 300)]);
    expect(await scene.judge({ packId, at: new Date(end).toISOString() })).toMatchObject({ zone: 'Asia/Tokyo' });
  });

  it('say nothing of whom they leave out, where silence is not zero', async () => {
    await accounts();
    for (let ago = 28; ago >= 2; ago -= 1)
      await readWindow(scene, { packId, grain: 'day', start: day(ago), silentIsZero: false, definition: 'deliveries' }, [panelUsage('alpine', 900)]);
    await readWindow(scene, { packId, grain: 'day', start: day(1), silentIsZero: false, definition: 'deliveries' }, [
      panelUsage('alpine', 900),
      panelUsage('casa', 1000),
    ]);
    const verdict = await scene.judge({ packId, at: new Date(day(0)).toISOString(), windowMinutes: 24 * 60 });
    const casa = verdict.suspects.find(({ account }) => account === 'casa');
    expect(casa).toMatchObject({ label: null, recipients: 1000, usual: null, surprise: null });
    expect(verdict.suspects.find(({ account }) => account === 'alpine')).toMatchObject({ usual: 900 });
  });
});

describe('a log beside figures of a panel', () => {
  /** Two and a half days of the log lie in a month of which the panel counts otherwise: messages, and three times as many. */
  it('is compared with nothing that counts otherwise, and both are named', async () => {
    const facts = logFacts(ACCOUNTS.map((account) => ({ account, recipients: () => 6 })));
    await withLogs(facts);
    const packId = await makePack(scene);
    await readList(
      scene,
      packId,
      ACCOUNTS.map((login) => panelAccount(login)),
    );
    const end = (BEGIN + 32 * HOUR_S) * 1000;
    scene.clock.jump(end - scene.clock.now());
    for (let ago = 28; ago >= 1; ago -= 1) {
      const start = startOfDay(dateIn(end - ago * DAY, 'Europe/Paris'), 'Europe/Paris');
      await readWindow(
        scene,
        { packId, grain: 'day', start },
        ACCOUNTS.map((login) => panelUsage(login, 430)),
      );
    }
    const logId = await scene.scan(packId);
    const verdict = await scene.judge({ logIds: [logId], packId, at: NIGHT_OVER, windowMinutes: 24 * 60 });
    expect(verdict.gaps.find(({ code }) => code === 'sources_differ')?.facts).toEqual({ source: 'Northhost 50', definition: 'messages_events' });
    for (const { recipients, usual } of verdict.suspects) expect(usual === null || Math.abs(usual - recipients) <= 0.2 * recipients).toBe(true);
    expect(verdict.suspects).toHaveLength(ACCOUNTS.length);
  });
});

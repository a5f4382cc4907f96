import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PackId } from '../../src/contract/ids.ts';
import { judgePack } from '../../src/features/statuses/index.ts';
import { MINUTE_MS } from '../../src/shared/durations.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { makePack, panelAccount, readList } from '../support/hosted.ts';
import { shownBy } from './support.ts';

let test: TestCore;
let packId: PackId;

beforeEach(async () => {
  test = openTestCore();
  packId = await makePack(test);
});
afterEach(() => test.close());

const list: ReturnType<typeof shownBy>['list'] = (given) => shownBy(test).list(given);
const history: ReturnType<typeof shownBy>['history'] = (given) => shownBy(test).history(given);
const setClock = (at: number): void => test.clock.sleep(at - test.clock.now());
const logins = (count: number): string[] => Array.from({ length: count }, (_, index) => `user${String(index).padStart(3, '0')}`);
const judge = (given: object = {}) =>
  test.core.db.write((tx) => judgePack(test.core, tx, { packId, at: test.clock.now(), loginRefused: false, resellerSuspended: null, ...given }));

describe('a pack', () => {
  it('counts as suspended when most of its accounts stop between two lists, and runs again when they do', async () => {
    await readList(
      test,
      packId,
      logins(12).map((login) => panelAccount(login)),
    );
    expect(await judge()).toEqual({ flipped: false });
    const seen = test.clock.now();
    setClock(seen + 15 * MINUTE_MS);
    await readList(
      test,
      packId,
      logins(12).map((login, index) => panelAccount(login, { suspended: index < 7, reason: 'reseller suspended' })),
    );
    expect(await judge()).toEqual({ flipped: true });
    expect(await judge()).toEqual({ flipped: false });
    expect((await list()).packs).toMatchObject([
      { state: 'pack_suspended', because: 'accounts_flipped', after: new Date(seen).toISOString(), accounts: 12, counts: { active: 5, suspended: 7 } },
    ]);
    expect((await history()).rows.filter(({ hostedId }) => hostedId === null)).toMatchObject([{ from: 'active', to: 'pack_suspended' }]);
    setClock(test.clock.now() + 15 * MINUTE_MS);
    await readList(
      test,
      packId,
      logins(12).map((login) => panelAccount(login)),
    );
    expect(await judge()).toEqual({ flipped: true });
    expect((await list()).packs).toMatchObject([{ state: 'active', because: null }]);
  });

  it('is not suspended for accounts that their clients switched off', async () => {
    await readList(
      test,
      packId,
      logins(8).map((login) => panelAccount(login)),
    );
    await judge();
    setClock(test.clock.now() + 15 * MINUTE_MS);
    await readList(
      test,
      packId,
      logins(8).map((login) => panelAccount(login, { suspended: true, lifter: 'client' })),
    );
    expect(await judge()).toEqual({ flipped: false });
  });

  it('is not suspended for accounts that stopped one by one over days', async () => {
    for (let stopped = 0; stopped <= 9; stopped++) {
      await readList(
        test,
        packId,
        logins(12).map((login, index) => panelAccount(login, { suspended: index < stopped })),
      );
      expect(await judge()).toEqual({ flipped: false });
      setClock(test.clock.now() + 24 * 60 * MINUTE_MS);
    }
  });

  it('runs again when its login does, though some were stopped before', async () => {
    const accounts = [panelAccount('anna', { suspended: true }), panelAccount('boris')];
    await readList(test, packId, accounts);
    setClock(test.clock.now() + 15 * MINUTE_MS);
    expect(await judge({ loginRefused: true })).toEqual({ flipped: true });
    setClock(test.clock.now() + 15 * MINUTE_MS);
    await readList(test, packId, accounts);
    expect(await judge()).toEqual({ flipped: true });
    expect((await list()).packs).toMatchObject([{ state: 'active' }]);
  });

  it('counts as suspended when a login that worked is refused, and no account changes with it', async () => {
    expect(await judge({ loginRefused: true })).toEqual({ flipped: false });
    await readList(
      test,
      packId,
      logins(3).map((login) => panelAccount(login)),
    );
    setClock(test.clock.now() + 15 * MINUTE_MS);
    expect(await judge({ loginRefused: true })).toEqual({ flipped: true });
    expect(await judge({ loginRefused: true })).toEqual({ flipped: false });
    const { packs, counts } = await list();
    expect(packs).toMatchObject([{ state: 'pack_suspended', because: 'login_refused' }]);
    expect(counts).toEqual({ active: 3 });
    setClock(test.clock.now() + 15 * MINUTE_MS);
    await readList(
      test,
      packId,
      logins(3).map((login) => panelAccount(login)),
    );
    expect(await judge()).toEqual({ flipped: true });
  });
});

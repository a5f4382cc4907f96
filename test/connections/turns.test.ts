import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { PANELS } from '../../src/connectors/registry.ts';
import { fail } from '../../src/contract/fail.ts';
import { shown } from './fake-panel.ts';
import { bench, CALL, last } from './support.ts';

const FIRST = 'a-token-of-some-length';
const NEXT = 'the-secret-of-the-new-server';
const ELSEWHERE = { address: 'new.example', secret: NEXT };

async function ready() {
  const made = bench();
  const packId = await made.addPack();
  await made.connect(packId);
  await last(made.of.probe({ packId }, CALL));
  return { ...made, packId };
}

/** The one writer of the database is busy until `free` is called. */
async function busyDatabase({ opened }: Awaited<ReturnType<typeof ready>>) {
  let free = (): void => {};
  let begun = (): void => {};
  const begins = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const over = opened.core.db.write(async () => {
    await new Promise<void>((resolve) => {
      free = resolve;
      begun();
    });
  });
  await begins;
  return { free: () => free(), over };
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

describe('a connection that is set otherwise', () => {
  it('never shows the secret of the new server to the old one, however long writing it down takes', async () => {
    const made = await ready();
    const { packId, panel, of } = made;
    const database = await busyDatabase(made);
    panel.calls.length = 0;
    const saving = made.connect(packId, ELSEWHERE);
    await pause();
    const pulling = last(of.pull({ packId }, CALL));
    await pause();
    expect({ address: (await of.get({ packId }, CALL)).address, calls: panel.calls }).toEqual({ address: 'https://panel.example:2087', calls: [] });
    database.free();
    await Promise.all([database.over, saving, pulling]);
    expect(await of.get({ packId }, CALL)).toMatchObject({ address: 'https://new.example:2087', state: 'ok' });
    expect(new Set(panel.calls.map(({ secret }) => secret))).toEqual(new Set([NEXT]));
  });

  it('is read anew by who reads by himself and began before', async () => {
    const made = await ready();
    const { packId, panel, of, clock, opened } = made;
    panel.accounts = [[shown('anna')]];
    await last(of.pull({ packId }, CALL));
    await made.connections.start();
    await clock.advance(1000);
    panel.calls.length = 0;
    // The worker has listed the connections and works out what is due when a person saves.
    const { hasher } = opened.core;
    const sha256 = hasher.sha256.bind(hasher);
    const from = clock.now() + 16 * 60_000;
    let saving: Promise<void> | null = null;
    Object.assign(hasher, {
      sha256: (text: string) => {
        if (clock.now() > from && text.includes('accounts')) saving ??= made.connect(packId, ELSEWHERE);
        return sha256(text);
      },
    });
    await clock.advance(16.7 * 60_000);
    for (let minute = 0; minute < 4; minute++) await clock.advance(60_000);
    expect(saving).not.toBeNull();
    await saving;
    await pause();
    expect(await of.get({ packId }, CALL)).toMatchObject({ address: 'https://new.example:2087', state: 'new' });
    expect(panel.calls.filter(({ secret }) => secret === NEXT)).toEqual([]);
  });

  it('keeps the secret before where the rest cannot be written down', async () => {
    const { packId, secrets, opened, connect } = await ready();
    await opened.core.db.write((tx) => sql`CREATE TRIGGER full BEFORE UPDATE ON connection BEGIN SELECT raise(abort, 'full'); END`.execute(tx));
    await expect(connect(packId, ELSEWHERE)).rejects.toThrow();
    expect(secrets.get(`panel_${packId}`)).toBe(FIRST);
  });

  it('or by two at once, holds one of both, and its own secret', async () => {
    const { packId, secrets, of, connect } = await ready();
    await Promise.all([connect(packId, ELSEWHERE), connect(packId, { secret: FIRST })]);
    expect([(await of.get({ packId }, CALL)).address, secrets.get(`panel_${packId}`)]).toEqual(['https://panel.example:2087', FIRST]);
  });
});

it('is forgotten at once, whatever another feature asks of it meanwhile', async () => {
  let asked = (): void => {};
  const asks = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const silent = {
    certificate: () => Promise.reject(new Error('not asked for')),
    send: ({ signal }: { readonly signal?: AbortSignal | undefined }) =>
      new Promise<never>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(fail('cancelled', {})));
        asked();
      }),
  };
  const made = bench({ http: silent }, PANELS);
  const packId = await made.addPack();
  await made.connect(packId);
  // It hands on no signal of its own.
  const work = made.connections.ask(packId, undefined, async function* ({ connector }) {
    yield* connector.accounts(undefined);
  });
  const end = work.next().catch((error: unknown) => error);
  await asks;
  await made.of.remove({ packId }, CALL);
  expect(await end).toMatchObject({ code: 'cancelled' });
});

it('tells what became of each pack, where one of several is set otherwise or cannot be judged meanwhile', async () => {
  const made = bench();
  const [first, second] = [await made.addPack('A'), await made.addPack('B')];
  for (const packId of [first, second]) {
    await made.connect(packId);
    await last(made.of.probe({ packId }, CALL));
  }
  made.panel.accounts = [[shown('anna')]];
  let reached = (): void => {};
  const reading = new Promise<void>((resolve) => {
    reached = resolve;
  });
  made.panel.pause = async (call, signal) => {
    if (call !== 'accounts') return;
    reached();
    await Promise.race([pause(), new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()))]);
  };
  const all = last(made.of.pull({}, CALL));
  await reading;
  await made.connect(second, { secret: 'another-token-here' });
  const { packs } = (await all).result;
  expect(packs.map(({ packId, accounts, trouble }) => [packId, accounts?.seen ?? null, trouble?.code ?? null])).toEqual([
    [first, 1, null],
    [second, null, 'cancelled'],
  ]);
});

import { expect, it } from 'vitest';
import { fail } from '../../src/contract/fail.ts';
import { PackId } from '../../src/contract/ids.ts';
import { bench, CALL, last } from './support.ts';

async function ready() {
  const made = bench();
  const packId = await made.addPack();
  await made.connect(packId);
  await last(made.of.probe({ packId }, CALL));
  return { ...made, packId };
}

/** What another feature finds when it asks. */
async function asked(made: Awaited<ReturnType<typeof ready>>, packId = made.packId): Promise<string[]> {
  const found: string[] = [];
  const work = made.connections.ask(packId, undefined, async function* ({ connector, zone }) {
    for await (const page of connector.accounts(undefined)) yield `${page.length} in ${zone}`;
  });
  for await (const step of work) found.push(step);
  return found;
}

it('lets other features ask a panel in their turn', async () => {
  const made = await ready();
  made.panel.accounts = [[], []];
  const both = await Promise.all([asked(made), asked(made), last(made.of.pull({ packId: made.packId }, CALL))]);
  expect(both[0]).toEqual(['0 in Europe/Paris', '0 in Europe/Paris']);
  expect(made.panel.overlaps).toBe(0);
});

it('notes a refused login whoever met it, and asks nothing after it', async () => {
  const made = await ready();
  made.panel.failing.set('accounts', fail('panel_auth_refused', { status: 401 }));
  await expect(asked(made)).rejects.toMatchObject({ code: 'panel_auth_refused' });
  expect(await made.of.get({ packId: made.packId }, CALL)).toMatchObject({ state: 'refused' });
  const calls = made.panel.calls.length;
  await expect(asked(made)).rejects.toMatchObject({ code: 'panel_auth_refused', params: { status: 401 } });
  expect(made.panel.calls).toHaveLength(calls);
});

it('leaves the turn to the next when the listener goes, and any other trouble to the caller', async () => {
  const made = await ready();
  made.panel.accounts = [[], []];
  const work = made.connections.ask(made.packId, undefined, async function* ({ connector }) {
    yield* connector.accounts(undefined);
  });
  for await (const _page of work) break;
  made.panel.failing.set('accounts', fail('panel_busy', { seconds: 9 }));
  await expect(asked(made)).rejects.toMatchObject({ code: 'panel_busy' });
  expect(await made.of.get({ packId: made.packId }, CALL)).toMatchObject({ state: 'ok' });
  await expect(asked(made, PackId.parse('0190a0a0-0000-7000-8000-000000000000'))).rejects.toMatchObject({ code: 'pack_not_found' });
  await expect(asked(made, await made.addPack('Other'))).rejects.toMatchObject({ code: 'connection_not_found' });
});

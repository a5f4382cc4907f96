import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PackId, type VersionId } from '../../src/contract/ids.ts';
import { hostsHandlers } from '../../src/features/hosts/index.ts';
import { CALL, type Desk, openDesk } from './desk.ts';

let desk: Desk;
let versionId: VersionId;

beforeEach(async () => {
  desk = await openDesk();
  versionId = await desk.publish();
});
afterEach(() => desk.close());

const importing = async (content: string, everyRowTicked = false) => {
  const input = { fileRef: await desk.file('orders.csv', content), packId: desk.packId, versionId, everyRowTicked };
  const preview = await desk.acks.previewTicks(input, CALL);
  expect((await desk.result(desk.acks.importTicks(input, CALL))).result).toEqual(preview);
  return preview;
};

describe('a table in which no column says that the box was ticked', () => {
  const orders = 'client,domain,date,version\n1001,site1.example,2026-11-20,1\n';

  it('proves nothing by itself', async () => {
    const { clientId } = await desk.addClient({ number: '1001' });
    expect(await importing(orders)).toMatchObject({ add: 0, reject: 1, tickColumn: false, rows: [{ verdict: 'reject', reason: 'not_ticked' }] });
    expect(await desk.proofs(clientId)).toEqual([]);
  });

  it('proves what the user vouches for, and each proof says so', async () => {
    const { clientId } = await desk.addClient({ number: '1001' });
    expect(await importing(orders, true)).toMatchObject({ add: 1, tickColumn: false });
    const [proof] = await desk.proofs(clientId);
    expect(proof?.note).toContain('every row is a client who ticked the box');
  });
});

describe('a table that says who ticked', () => {
  it.each([
    ['a mark', 'client,date,accepted\n1001,2026-11-20,yes\n1001,2026-11-19,no\n'],
    ['a date of ticking beside the date of the order', 'client,order date,accepted on\n1001,2026-11-19,2026-11-20\n1001,2026-11-18,\n'],
  ])('by %s is not overruled by the word for all rows', async (_, table) => {
    const { clientId } = await desk.addClient({ number: '1001' });
    expect(await importing(table, true)).toMatchObject({ add: 1, reject: 1, tickColumn: true, rows: [{ verdict: 'add' }, { reason: 'not_ticked' }] });
    const proofs = await desk.proofs(clientId);
    expect(proofs.map(({ note }) => note)).toEqual([expect.not.stringContaining('every row')]);
  });

  it('is answered with the heading taken for each column', async () => {
    await desk.addClient({ number: '1001' });
    const { columns } = await importing('Orders of November\nNuméro client;Coché le;Remarque;Case cochée\n1001;20/11/2026;;oui\n');
    expect(columns).toEqual([
      { field: 'number', heading: 'Numéro client' },
      { field: 'tickedAt', heading: 'Coché le' },
      { field: 'ticked', heading: 'Case cochée' },
    ]);
  });
});

describe('a client of another pack', () => {
  let other: PackId;
  beforeEach(async () => {
    const host = await hostsHandlers(desk.core).create({ presetId: 'neutral', name: 'Other', packName: 'Garrigue 100' }, CALL);
    other = PackId.parse(host.packs[0]?.id);
  });

  it.each([
    ['number', 'client,accepted on\n1001,2026-11-20\n'],
    ['address', 'email,accepted on\nmarie@example.org,2026-11-20\n'],
    ['domain', 'domain,accepted on\nhalles.example,2026-11-20\n'],
    ['another domain of his', 'domain,accepted on\nbücher.example,2026-11-20\n'],
    ['number and domain', 'client,domain,accepted on\n1001,halles.example,2026-11-20\n'],
    ['a number nobody has, and his domain', 'client,domain,accepted on\n77,halles.example,2026-11-20\n'],
  ])('known by %s is named with that pack', async (_, table) => {
    const accounts = [{ packId: other, mainDomain: 'halles.example', otherDomains: ['bücher.example'] }];
    await desk.addClient({ number: '1001', contact: { email: 'marie@example.org' }, accounts });
    const { rows } = await importing(table);
    expect(rows).toMatchObject([{ verdict: 'reject', reason: 'other_pack', packName: 'Garrigue 100', clientName: 'Boulangerie 1' }]);
  });

  it('is taken by his account in the chosen pack where he has one there too', async () => {
    await desk.addClient({ number: '1001', accounts: [{ mainDomain: 'here.example' }, { packId: other, mainDomain: 'there.example' }] });
    const { rows } = await importing('client,domain,accepted on\n1001,,2026-11-20\n1001,there.example,2026-11-20\n1001,nowhere.example,2026-11-20\n');
    expect(rows.map(({ verdict, reason }) => reason ?? verdict)).toEqual(['add', 'other_pack', 'account_unknown']);
  });
});

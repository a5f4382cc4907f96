import { afterEach, beforeEach, expect, it } from 'vitest';
import { EvidenceId } from '../../src/contract/ids.ts';
import { CALL, type Desk, openDesk } from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.close());

it('a tick that was taken back stands no more: the same table records it again, once', async () => {
  const versionId = await desk.publish();
  const { clientId } = await desk.addClient({ accounts: [{ mainDomain: 'one.example', otherDomains: ['bücher.example'] }] });
  await desk.clock.advance(3_600_000);
  const table = `domain;accepted at\nBÜCHER.example;${new Date(desk.clock.now() - 60_000).toISOString()}\n`;
  const importing = async () => {
    const input = { fileRef: await desk.file('orders.csv', table), packId: desk.packId, versionId, everyRowTicked: false };
    const { add, already } = (await desk.result(desk.acks.importTicks(input, CALL))).result;
    return { add, already };
  };
  expect(await importing()).toEqual({ add: 1, already: 0 });
  expect(await importing()).toEqual({ add: 0, already: 1 });
  const [proof] = await desk.proofs(clientId);
  await desk.evidence.revoke({ id: EvidenceId.parse(proof?.id), reason: 'wrong table' }, CALL);
  expect(await importing()).toEqual({ add: 1, already: 0 });
  expect(await importing()).toEqual({ add: 0, already: 1 });
  expect(await desk.rungs(clientId)).toEqual(['ticked_at_order', 'ticked_at_order']);
});

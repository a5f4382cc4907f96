import { afterEach, beforeEach, expect, it } from 'vitest';
import { type CaseDesk, openCase } from '../letters/case.ts';

let desk: CaseDesk;
beforeEach(async () => {
  desk = await openCase({ kind: 'suspension', scope: 'pack', stopped: 'hosting', name: '', reason: '' });
});
afterEach(() => desk.close());

const say = (person: { hostedId: CaseDesk['hostedId'] } | { clientId: CaseDesk['clientId'] }, role: 'caused' | 'suspected' | 'innocent' | null) =>
  desk.client.incidents.concern({ id: desk.incidentId, person, role });
const innocentDomains = async () =>
  (await desk.client.incidents.letterValues({ id: desk.incidentId, kind: 'unblock_request', language: 'en' })).values.innocent_domains;

it('names a client once, by the account that the case knows of him', async () => {
  const { hostedId, clientId } = desk;
  await say({ hostedId }, 'innocent');
  expect(await innocentDomains()).toBe('site1.example');
  // As the window does that asks whom the case calls innocent.
  expect((await say({ clientId }, 'suspected')).concerned).toMatchObject([{ hostedId, clientId, role: 'suspected' }]);
  expect(await innocentDomains()).toBeUndefined();
  expect((await say({ clientId }, null)).concerned).toEqual([]);
});

it('takes his account in place of the client once it is known', async () => {
  const { hostedId, clientId } = desk;
  await say({ hostedId }, null);
  expect((await say({ clientId }, 'suspected')).concerned).toMatchObject([{ hostedId: null, clientId, role: 'suspected' }]);
  expect((await say({ hostedId }, 'innocent')).concerned).toMatchObject([{ hostedId, clientId, role: 'innocent' }]);
});

it('leaves others as they are', async () => {
  const other = await desk.addClient({ company: 'Bakery' });
  await say({ clientId: other }, 'innocent');
  expect((await say({ hostedId: desk.hostedId }, 'caused')).concerned).toMatchObject([{ role: 'caused' }, { name: 'Bakery', role: 'innocent' }]);
  expect((await say({ clientId: other }, 'suspected')).concerned).toHaveLength(2);
});

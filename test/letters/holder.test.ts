import { afterEach, expect, it } from 'vitest';
import { type CaseDesk, LISTING, openCase } from './case.ts';

const HOURS = { contact_hours: 'Mon–Fri, 9–17' };

let desk: CaseDesk;
afterEach(() => desk.close());

it('sends only whoever is heard to a list, and everybody else to the host', async () => {
  desk = await openCase();
  const { incidentId, client, packId } = desk;
  await desk.mend();
  await desk.find();
  const blockOf = async (id: typeof incidentId, wanted: string) =>
    (await client.letters.possible({ incidentId: id })).find(({ kind }) => kind === wanted)?.blocked;
  expect(await blockOf(incidentId, 'delist_list')).toBe('not_entitled');
  expect(await blockOf(incidentId, 'delist_host')).toBeNull();
  await expect(client.letters.write({ incidentId, kind: 'delist_list', values: HOURS })).rejects.toMatchObject({ code: 'letter_not_entitled' });
  const entitled = async (subject: object) => {
    const { id } = await client.incidents.open({ packId, subject: { ...LISTING, ...subject } });
    return await blockOf(id, 'delist_list');
  };
  expect(await entitled({ holder: 'reseller' })).not.toBe('not_entitled');
  expect(await entitled({ list: 'Barracuda' })).not.toBe('not_entitled');
  expect(await entitled({ list: 'A list of nowhere' })).toBe('not_entitled');
  await client.blocklists.addIps({ ips: ['192.0.2.7'], packId, holder: 'reseller' });
  expect(await blockOf(incidentId, 'delist_list')).toBeNull();
  // A case opened now knows who holds the address: the host is asked for nothing, and the list is told.
  const own = await client.incidents.open({ packId, subject: LISTING });
  expect(own.subject).toMatchObject({ holder: 'reseller' });
  const kinds = (await client.letters.possible({ incidentId: own.id })).map(({ kind }) => kind);
  expect([kinds.includes('delist_host'), kinds.includes('delist_list')]).toEqual([false, true]);
  const heldBy = async (id: typeof incidentId) => (await client.incidents.letterValues({ id, kind: 'delist_list', language: 'en' })).values.held_by;
  expect(await heldBy(own.id)).toMatch(/is responsible for this address/);
  // Of an address whose holder nobody knows the list is told neither.
  expect(await heldBy(incidentId)).toBeUndefined();
  expect(await client.letters.compose({ incidentId, kind: 'delist_list' })).toMatchObject({ language: 'en', reader: 'list' });
});

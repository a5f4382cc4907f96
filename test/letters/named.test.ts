import { afterEach, expect, it } from 'vitest';
import { type CaseDesk, openCase } from './case.ts';

let desk: CaseDesk;
afterEach(() => desk.close());

const WORDS = 'A shop (site1.example) wrote. Cabinet Bellevue, kafe-parus.example and Mr Roussel have nothing to do with it.';

it('words for the host are told to name every client, though only one stands in the case; words for a client, every other', async () => {
  desk = await openCase();
  const { client, incidentId, packId, clientId } = desk;
  const get = await client.clients.get({ id: clientId });
  const named = async (more: object = {}) => await client.letters.named({ incidentId, text: WORDS, ...more });
  expect(await named()).toEqual([]);
  const owner = { role: 'owner', firstName: 'Karim', lastName: 'Roussel', email: 'k@example.org' } as const;
  const account = { packId, login: 'cabinetb', mainDomain: 'kafe-parus.example' };
  const other = await client.clients.create({ company: 'Cabinet Bellevue', language: 'fr', contacts: [owner], accounts: [account] });
  expect(await named()).toEqual(['Cabinet Bellevue', 'kafe-parus.example', 'Roussel']);
  expect(await named({ clientId: other.id })).toEqual(['site1.example']);
  const own = await client.letters.named({ incidentId, text: `${get.name} has a list of Cabinet Bellevue`, clientId });
  expect(own).toEqual(['Cabinet Bellevue']);
  expect(await client.letters.named({ incidentId, text: `${get.name} has a list` })).toEqual([get.name]);
});

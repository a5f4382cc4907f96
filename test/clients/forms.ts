import { ClientCard } from '../../src/contract/clients.ts';
import type { Workspace } from '../imports/workspace.ts';

/** What somebody types to add a client, and adding him. `work` is the workspace of the test that runs. */
export function formsFor(work: () => Workspace) {
  const account = (mainDomain: string, more: object = {}) => ({
    packId: work().packId,
    login: '',
    mainDomain,
    otherDomains: [],
    plan: '',
    orderedOn: null,
    status: 'active' as const,
    ...more,
  });
  const input = (name: string, more: object = {}) => ({
    number: '',
    company: name,
    language: 'fr' as const,
    note: '',
    timeZone: '',
    contacts: [{ role: 'owner' as const, email: `${name.toLowerCase()}@b.example` }],
    accounts: [account(`${name.toLowerCase()}.example`)],
    ...more,
  });
  const create = async (name: string, more: object = {}) => ClientCard.parse(await work().clients.create(input(name, more), work().call));
  return { account, input, create };
}

import { expect, it } from 'vitest';
import { ClientId, HostedId, PackId } from '../../../src/contract/ids.ts';
import { type Finds, ownersOf, type PersonSay, peopleFound } from './person.rules.ts';

const id = (last: number): string => `00000000-0000-7000-8000-${String(last).padStart(12, '0')}`;
const [HERE, THERE] = [PackId.parse(id(1)), PackId.parse(id(2))];
const client = (last: number, name: string, number = '') => ({ id: ClientId.parse(id(last)), name, number });
const NONE: readonly string[] = [];
const account = (last: number, packId: PackId, { login = '', mainDomain = '', otherDomains = NONE }) => ({
  clientId: ClientId.parse(id(last)),
  packId,
  packName: 'VPS',
  login,
  mainDomain,
  otherDomains: [...otherDomains],
  status: 'active' as const,
});

const SAY: PersonSay = {
  account: (login) => `account ${login}`,
  elsewhere: (login, pack) => `account ${login} on ${pack}`,
  none: () => 'no account',
  number: (number) => `no. ${number}`,
};
const read = (finds: Partial<Finds>, packId: PackId | null = HERE) =>
  peopleFound({ hosted: [], clients: [], accounts: [], ...finds }, packId, SAY).map(({ name, below }) => `${name}: ${below}`);

it('knows an account that no panel showed from the client list', () => {
  const finds = { clients: [client(11, 'Pharmacy', '38')], accounts: [account(11, HERE, { login: 'u38', mainDomain: 'north.example' })] };
  expect(read(finds)).toEqual(['Pharmacy: account u38 · north.example · no. 38']);
});

it('tells clients of one name apart, who has an account here first', () => {
  const finds = {
    clients: [client(11, 'Café'), client(12, 'Café', '7'), client(13, 'Café', '8')],
    accounts: [account(12, THERE, { mainDomain: 'one.example' }), account(13, HERE, { mainDomain: 'two.example' })],
  };
  expect(read(finds)).toEqual(['Café: account two.example · no. 8', 'Café: no account', 'Café: account one.example on VPS · no. 7']);
});

it('names a client once, by the account a panel showed', () => {
  const hosted = [{ id: HostedId.parse(5), clientId: ClientId.parse(id(11)), clientName: 'Café', login: 'cafe', domain: 'cafe.example', otherDomains: [] }];
  const finds = { hosted, clients: [client(11, 'Café', '7')], accounts: [account(11, HERE, { login: 'cafe' })] };
  expect(read(finds)).toEqual(['Café: account cafe · cafe.example · no. 7']);
});

it('takes for the owner of a domain nobody whose domain only ends like it, or who only has an address there', () => {
  const shown = (last: number, domain: string, otherDomains: string[] = []) => ({
    ...{ id: HostedId.parse(last), clientId: null, clientName: '', login: `u${last}`, domain, otherDomains },
  });
  const finds = {
    hosted: [shown(5, 'myshop.example'), shown(6, 'other.example', ['Shop.example'])],
    clients: [client(11, 'Mine'), client(12, 'Shop'), client(13, 'Post at shop.example')],
    accounts: [account(11, HERE, { mainDomain: 'myshop.example' }), account(12, HERE, { mainDomain: 'a.example', otherDomains: ['shop.example'] })],
  };
  expect(read(ownersOf(finds, 'shop.example'))).toEqual(['other.example: account u6 · other.example', 'Shop: account a.example']);
});

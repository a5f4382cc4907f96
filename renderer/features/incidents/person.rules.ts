import type { ClientRow, OwnedAccount } from '../../../src/contract/clients.ts';
import type { HostedAccount } from '../../../src/contract/hosted.ts';
import type { ClientId, HostedId, PackId } from '../../../src/contract/ids.ts';

/** An account at the host, or a client of whom no panel showed one. */
export interface FoundPerson {
  readonly key: string;
  readonly person: { readonly hostedId: HostedId } | { readonly clientId: ClientId };
  readonly name: string;
  readonly below: string;
}

/** What the searches found: accounts a panel showed, clients, and what the client list says of their accounts. */
export interface Finds {
  readonly hosted: readonly Pick<HostedAccount, 'id' | 'clientId' | 'clientName' | 'login' | 'domain' | 'otherDomains'>[];
  readonly clients: readonly Pick<ClientRow, 'id' | 'name' | 'number'>[];
  readonly accounts: readonly Pick<OwnedAccount, 'clientId' | 'packId' | 'packName' | 'login' | 'mainDomain' | 'otherDomains' | 'status'>[];
}

/** Puts into words what tells people of one name apart. */
export interface PersonSay {
  account(login: string): string;
  /** An account on another pack. */
  elsewhere(login: string, pack: string): string;
  none(): string;
  number(number: string): string;
}

/** So many accounts of a client are named. */
const NAMED = 2;

/**
 * Accounts a panel showed, then the clients of whom it showed none: first those who have an account in the pack (`packId` null = any) by the client list. Each with
 * what tells him from another of his name.
 */
export function peopleFound({ hosted, clients, accounts }: Finds, packId: PackId | null, say: PersonSay): FoundPerson[] {
  const numbers = new Map(clients.map(({ id, number }) => [id, number]));
  const numberOf = (id: ClientId | null): string[] => [(id === null ? undefined : numbers.get(id)) ?? ''].filter((number) => number !== '').map(say.number);
  const shown = hosted.map(({ id, clientId, clientName, login, domain }) => ({
    key: keyOf({ hostedId: id, clientId: null }),
    person: { hostedId: id },
    name: clientName || domain || login,
    below: [say.account(named(login, domain)), ...numberOf(clientId)].join(' · '),
  }));
  const known = new Set(hosted.map(({ clientId }) => clientId));
  const others = clients.filter(({ id }) => !known.has(id)).map((client) => ({ client, ...placesOf(accounts, client.id, packId) }));
  const words = ({ own, elsewhere }: Places): string[] => {
    if (own.length > 0) return own.slice(0, NAMED).map(({ login, mainDomain }) => say.account(named(login, mainDomain)));
    if (elsewhere.length === 0) return [say.none()];
    return elsewhere.slice(0, NAMED).map(({ login, mainDomain, packName }) => say.elsewhere(named(login, mainDomain), packName));
  };
  const listed = others
    .toSorted((a, b) => Number(b.own.length > 0) - Number(a.own.length > 0))
    .map(({ client: { id, name }, ...places }) => ({
      key: keyOf({ hostedId: null, clientId: id }),
      person: { clientId: id },
      name,
      below: [...words(places), ...numberOf(id)].join(' · '),
    }));
  return [...shown, ...listed];
}

/** Of what a search for a domain found, that which has it: a search also finds longer names, and people by their addresses. */
export function ownersOf({ hosted, clients, accounts }: Finds, domain: string): Finds {
  const isOf = (names: readonly string[]): boolean => names.some((one) => one.toLowerCase() === domain.toLowerCase());
  const own = accounts.filter(({ mainDomain, otherDomains, status }) => status !== 'closed' && isOf([mainDomain, ...otherDomains]));
  return {
    hosted: hosted.filter((account) => isOf([account.domain, ...account.otherDomains])),
    clients: clients.filter(({ id }) => own.some(({ clientId }) => clientId === id)),
    accounts: own,
  };
}

interface Places {
  readonly own: Finds['accounts'];
  readonly elsewhere: Finds['accounts'];
}

function placesOf(accounts: Finds['accounts'], clientId: ClientId, packId: PackId | null): Places {
  const his = accounts.filter((account) => account.clientId === clientId);
  const own = his.filter((account) => packId === null || account.packId === packId);
  return { own, elsewhere: his.filter((account) => !own.includes(account)) };
}

const named = (login: string, domain: string): string => [login, domain].filter((word) => word !== '').join(' · ');

/** Tells people apart. */
export function keyOf({ hostedId, clientId }: { readonly hostedId: HostedId | null; readonly clientId: ClientId | null }): string {
  return hostedId === null ? `client ${clientId ?? ''}` : `account ${hostedId}`;
}

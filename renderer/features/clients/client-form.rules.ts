import type { z } from 'zod';
import type { ClientCard, ClientInput } from '../../../src/contract/clients.ts';
import type { PackId } from '../../../src/contract/ids.ts';

type Draft = z.input<typeof ClientInput>;
export type ContactDraft = Draft['contacts'][number] & { readonly key: number };
export type AccountDraft = Omit<Draft['accounts'][number], 'packId' | 'otherDomains'> & {
  readonly key: number;
  readonly packId: PackId | null;
  /** As typed: separated by spaces, commas or lines. */
  readonly otherDomains: string;
};

/** A client while he is being edited. Keys tell rows apart that have no id yet. */
export interface ClientDraft {
  readonly company: string;
  readonly number: string;
  readonly language: Draft['language'];
  readonly note: string;
  /** IANA name; empty = as in the reminder settings. */
  readonly timeZone: string;
  readonly contacts: readonly ContactDraft[];
  readonly accounts: readonly AccountDraft[];
  readonly nextKey: number;
}

/** An empty client with one contact to fill in. */
export function emptyDraft(language: Draft['language']): ClientDraft {
  return { company: '', number: '', language, note: '', timeZone: '', contacts: [emptyContact(0)], accounts: [], nextKey: 1 };
}

export function emptyContact(key: number): ContactDraft {
  return { key, role: 'owner', firstName: '', lastName: '', email: '', phone: '', language: null };
}

export function emptyAccount(key: number, packId: PackId | null): AccountDraft {
  return { key, packId, login: '', mainDomain: '', otherDomains: '', plan: '', orderedOn: null, status: 'active' };
}

/** The valid contacts and the open accounts of a client, to edit. */
export function draftOf(client: ClientCard): ClientDraft {
  const contacts = client.contacts
    .filter((contact) => contact.validTo === null)
    .map(({ id, role, firstName, lastName, email, phone, language }, key) => ({ key, id, role, firstName, lastName, email, phone, language }));
  const accounts = client.accountList
    .filter((account) => account.status !== 'closed')
    .map(({ id, packId, login, mainDomain, otherDomains, plan, orderedOn, status }, at) => ({
      key: contacts.length + at,
      id,
      packId,
      login,
      mainDomain,
      otherDomains: otherDomains.join(' '),
      plan,
      orderedOn,
      status,
    }));
  const { company, number, language, note, timeZone } = client;
  return {
    company,
    number,
    language,
    note,
    timeZone,
    contacts: contacts.length === 0 ? [emptyContact(-1)] : contacts,
    accounts,
    nextKey: contacts.length + accounts.length,
  };
}

export interface DraftProblems {
  /** Keys of contacts without a usable address. */
  readonly contacts: ReadonlySet<number>;
  /** Keys of accounts without pack or main domain. */
  readonly accounts: ReadonlySet<number>;
}

/** What must be mended before the draft can be saved. The core judges addresses in full; this only catches what is plainly missing. */
export function problemsOf(draft: ClientDraft): DraftProblems {
  return {
    contacts: new Set(draft.contacts.filter(({ email }) => !/^[^@\s]+@[^@\s]+$/.test(email.trim())).map(({ key }) => key)),
    accounts: new Set(draft.accounts.filter(({ packId, mainDomain }) => packId === null || mainDomain.trim() === '').map(({ key }) => key)),
  };
}

/** The draft as the contract takes it. Accounts without a pack are left out: `problemsOf` names them first. */
export function inputOf(draft: ClientDraft): Draft {
  const { company, number, language, note, timeZone } = draft;
  return {
    company,
    number,
    language,
    note,
    timeZone,
    contacts: draft.contacts.map(({ key: _, ...contact }) => contact),
    accounts: draft.accounts.flatMap(({ key: _, packId, otherDomains, ...account }) =>
      packId === null ? [] : [{ ...account, packId, otherDomains: otherDomains.split(/[\s,;]+/).filter((domain) => domain !== '') }],
    ),
  };
}

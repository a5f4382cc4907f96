import { fold, singleLine } from '../../shared/text.ts';
import { keyOfKnown } from './address.rules.ts';

export interface ContactRecord {
  readonly id: string;
  readonly role: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly language: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export interface AccountRecord {
  readonly id: string;
  readonly packId: string;
  readonly login: string;
  readonly mainDomain: string;
  readonly otherDomains: readonly string[];
  readonly plan: string;
  readonly orderedOn: string | null;
  readonly status: string;
  readonly createdAt: number;
}

/** A client with everything that belongs to him, as he is stored. The first valid contact receives the notices. */
export interface ClientRecord {
  readonly id: string;
  readonly number: string;
  readonly company: string;
  readonly language: string;
  readonly note: string;
  readonly batchId: string | null;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly contacts: readonly ContactRecord[];
  readonly accounts: readonly AccountRecord[];
}

/** What lists sort, search and show, derived from the record whenever it is saved. */
export interface ClientSummary {
  readonly name: string;
  readonly email: string;
  readonly emailKey: string;
  readonly mainDomain: string;
  readonly sortKey: string;
  readonly searchKey: string;
}

/** A note: lines stay lines, control and direction characters go. */
export function tidyNote(note: string): string {
  return note
    .normalize('NFC')
    .split(/\r\n?|\n/)
    .map(singleLine)
    .join('\n')
    .trim()
    .slice(0, 4000);
}

/** What a client is called: the company, else the person, else the address. */
export function clientName(company: string, contact: { readonly firstName: string; readonly lastName: string; readonly email: string } | undefined): string {
  if (company !== '') return company;
  const person = [contact?.firstName ?? '', contact?.lastName ?? ''].filter((part) => part !== '').join(' ');
  return person === '' ? (contact?.email ?? '') : person;
}

export function summarise(record: ClientRecord): ClientSummary {
  const valid = record.contacts.filter((contact) => contact.validTo === null);
  const first = valid[0];
  const account = record.accounts.find(({ status }) => status === 'active') ?? record.accounts[0];
  const name = clientName(record.company, first);
  const email = first?.email ?? '';
  const found = new Set([
    name,
    record.number,
    ...valid.flatMap((contact) => [contact.firstName, contact.lastName, contact.email, keyOfKnown(contact.email)]),
    ...record.accounts.flatMap((each) => [each.login, each.mainDomain, keyOfKnown(each.mainDomain), ...each.otherDomains]),
  ]);
  return {
    name,
    email,
    emailKey: keyOfKnown(email),
    mainDomain: account?.mainDomain ?? '',
    sortKey: fold(name),
    searchKey: fold([...found].join(' ')),
  };
}

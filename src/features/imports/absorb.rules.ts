import type { z } from 'zod';
import type { ImportRow } from '../../contract/imports.ts';
import { type AccountRecord, type ClientRecord, type ContactRecord, keyOfKnown } from '../clients/index.ts';
import type { Candidate } from './candidate.rules.ts';

export type Change = z.infer<typeof ImportRow>['changes'][number];

/** What new records are stamped with. */
export interface Stamp {
  readonly now: number;
  readonly today: string;
  readonly batchId: string | null;
  /** Language of clients whose row names none. */
  readonly language: string;
  next(): string;
}

function newContact(candidate: Candidate, index: number, stamp: Stamp): ContactRecord {
  const { role, address } = candidate.contacts[index] ?? { role: 'owner', address: { display: '' } };
  const first = index === 0;
  return {
    id: stamp.next(),
    role: !first && role === 'owner' ? 'other' : role,
    firstName: first ? candidate.firstName : '',
    lastName: first ? candidate.lastName : '',
    email: address.display,
    phone: first ? candidate.phone : '',
    language: null,
    validFrom: stamp.today,
    validTo: null,
  };
}

function newAccount(candidate: Candidate, stamp: Stamp): AccountRecord[] {
  const [main, ...others] = candidate.domains;
  if (main === undefined && candidate.login === '') return [];
  return [
    {
      id: stamp.next(),
      packId: candidate.packId,
      login: candidate.login,
      mainDomain: main?.display ?? '',
      otherDomains: others.map(({ display }) => display),
      plan: candidate.plan,
      orderedOn: candidate.orderedOn,
      status: candidate.status ?? 'active',
      createdAt: stamp.now,
    },
  ];
}

/** The client a row makes when he is not there yet. */
export function newClient(candidate: Candidate, stamp: Stamp): ClientRecord {
  return {
    id: stamp.next(),
    number: candidate.number,
    company: candidate.company,
    language: candidate.language ?? stamp.language,
    note: candidate.note,
    batchId: stamp.batchId,
    createdAt: stamp.now,
    changedAt: stamp.now,
    contacts: candidate.contacts.map((_, index) => newContact(candidate, index, stamp)),
    accounts: newAccount(candidate, stamp),
  };
}

export interface Absorbed {
  readonly record: ClientRecord;
  readonly changes: readonly Change[];
  readonly added: 'account' | 'contact' | null;
}

/**
 * How a row joins a client who is there: `update` takes the row's values where it has some (a client of an earlier import or made by hand),
 * `fill` only fills what is empty (an earlier row of the same file wins). An empty cell erases nothing in either.
 */
export type Mode = 'update' | 'fill';

class Merge {
  readonly changes: Change[] = [];
  readonly #mode: Mode;

  constructor(mode: Mode) {
    this.#mode = mode;
  }

  /** The value to keep; what it replaces is written down. */
  value(field: string, before: string, after: string): string {
    return this.#mode === 'fill' ? this.filled(field, before, after) : this.#keep({ field, before, after });
  }

  /** The value to keep of one that is only ever filled in. */
  filled(field: string, before: string, after: string): string {
    return before === '' ? this.#keep({ field, before, after }) : before;
  }

  #keep(change: Change): string {
    if (change.after === '' || change.after === change.before) return change.before;
    this.changes.push(change);
    return change.after;
  }
}

function contactsAfter(
  record: ClientRecord,
  candidate: Candidate,
  how: { merge: Merge; mode: Mode; stamp: Stamp },
): { contacts: ContactRecord[]; added: boolean } {
  const { merge, mode, stamp } = how;
  const valid = record.contacts.filter(({ validTo }) => validTo === null);
  const past = record.contacts.filter(({ validTo }) => validTo !== null);
  const keys = new Map(valid.map((contact) => [keyOfKnown(contact.email), contact.id]));
  const fresh = candidate.contacts.flatMap((each, index) => (keys.has(each.address.key) ? [] : [newContact(candidate, index, stamp)]));
  const known = candidate.contacts.length - fresh.length;
  const [first] = valid;
  const replaced = mode === 'update' && known === 0 && first !== undefined && fresh[0] !== undefined;
  if (replaced && fresh[0] !== undefined) {
    // The same client under a new address: the old contact ends today, he is not erased.
    merge.value('email', first.email, fresh[0].email);
    return { contacts: [inherit(fresh[0], first), ...valid.slice(1), ...fresh.slice(1), { ...first, validTo: stamp.today }, ...past], added: false };
  }
  for (const contact of fresh) merge.value('contact', '', contact.email);
  const named = candidate.contacts[0] === undefined ? undefined : keys.get(candidate.contacts[0].address.key);
  const contacts = valid.map((contact) => (contact.id === named ? renamed(contact, candidate, merge) : contact));
  return {
    contacts: [...contacts, ...fresh.map((contact) => (contact.role === 'owner' ? { ...contact, role: 'other' } : contact)), ...past],
    added: fresh.length > 0,
  };
}

function inherit(contact: ContactRecord, old: ContactRecord): ContactRecord {
  return { ...contact, firstName: contact.firstName || old.firstName, lastName: contact.lastName || old.lastName, phone: contact.phone || old.phone };
}

function renamed(contact: ContactRecord, candidate: Candidate, merge: Merge): ContactRecord {
  return {
    ...contact,
    firstName: merge.value('firstName', contact.firstName, candidate.firstName),
    lastName: merge.value('lastName', contact.lastName, candidate.lastName),
    phone: merge.value('phone', contact.phone, candidate.phone),
  };
}

/** True when the row speaks of this account: same pack, and same panel user or a domain in common. */
function isSameAccount(account: AccountRecord, candidate: Candidate): boolean {
  if (account.packId !== candidate.packId) return false;
  if (candidate.login !== '' && account.login !== '') return account.login === candidate.login;
  const own = new Set([account.mainDomain, ...account.otherDomains].map(keyOfKnown));
  return candidate.domains.some(({ key }) => own.has(key));
}

function accountAfter(account: AccountRecord, candidate: Candidate, merge: Merge): AccountRecord {
  const own = new Set([account.mainDomain, ...account.otherDomains].map(keyOfKnown));
  const more = candidate.domains.filter(({ key }) => !own.has(key)).map(({ display }) => display);
  const [main, ...others] = account.mainDomain === '' ? more : [account.mainDomain, ...more];
  if (others.length > 0) merge.value('otherDomains', '', others.join(', '));
  return {
    ...account,
    login: merge.value('login', account.login, candidate.login),
    mainDomain: merge.value('domain', account.mainDomain, main ?? ''),
    otherDomains: [...account.otherDomains, ...others],
    plan: merge.value('plan', account.plan, candidate.plan),
    orderedOn: merge.value('orderedOn', account.orderedOn ?? '', candidate.orderedOn ?? '') || null,
    status: merge.value('status', account.status, candidate.status ?? ''),
  };
}

/** Joins a row to a client. What comes of it is a new record; the old one is left as it was. */
export function absorb(record: ClientRecord, candidate: Candidate, how: { readonly mode: Mode; readonly stamp: Stamp }): Absorbed {
  const merge = new Merge(how.mode);
  const known = record.accounts.find((account) => isSameAccount(account, candidate));
  const fresh = known === undefined ? newAccount(candidate, how.stamp) : [];
  const people = contactsAfter(record, candidate, { merge, ...how });
  const after: ClientRecord = {
    ...record,
    // A number is a key: it is filled in, never replaced by another one.
    number: merge.filled('number', record.number, candidate.number),
    company: merge.value('company', record.company, candidate.company),
    language: merge.value('language', record.language, candidate.language ?? ''),
    note: merge.value('note', record.note, candidate.note),
    contacts: people.contacts,
    accounts: [...record.accounts.map((account) => (account === known ? accountAfter(account, candidate, merge) : account)), ...fresh],
  };
  for (const account of fresh) merge.value('account', '', account.mainDomain || account.login);
  const added = fresh.length > 0 ? 'account' : people.added ? 'contact' : null;
  return { record: merge.changes.length === 0 ? record : { ...after, changedAt: how.stamp.now }, changes: merge.changes, added };
}

import type { z } from 'zod';
import type { AccountStatus, ContactRole } from '../../contract/clients.ts';
import type { ImportField, Reason } from '../../contract/imports.ts';
import type { SheetRow } from '../../ports/spreadsheet.ts';
import { unguardCell } from '../../shared/cells.ts';
import type { Language } from '../../shared/language.ts';
import { fold, singleLine } from '../../shared/text.ts';
import { type Address, isUnsafe, parseAddress, parseDomain, tidyNote } from '../clients/index.ts';
import { isBlank } from './columns.rules.ts';
import { type DateOrder, parseDate } from './dates.rules.ts';
import { parseLanguage, parseStatus } from './words.rules.ts';

export interface CandidateContact {
  readonly role: z.infer<typeof ContactRole>;
  readonly address: Address;
}

/** One row, cleaned: what it says about a client, his contacts and one account. Empty = the row says nothing about it. */
export interface Candidate {
  readonly number: string;
  readonly company: string;
  readonly firstName: string;
  readonly lastName: string;
  /** The first one receives the notices; `owner` came from the main address column. */
  readonly contacts: readonly CandidateContact[];
  readonly phone: string;
  readonly language: Language | null;
  readonly domains: readonly Address[];
  readonly login: string;
  readonly plan: string;
  readonly orderedOn: string | null;
  readonly status: z.infer<typeof AccountStatus> | null;
  readonly packId: string;
  readonly note: string;
}

/** A row as it will be judged. `name`, `email`, `domain` are what the list shows of it. */
export interface ReadRow {
  readonly line: number;
  readonly name: string;
  readonly email: string;
  readonly domain: string;
  readonly outcome:
    | { readonly kind: 'candidate'; readonly candidate: Candidate }
    | { readonly kind: 'blank' }
    | { readonly kind: 'rejected'; readonly reason: z.infer<typeof Reason>; readonly value: string };
}

/** How to read the rows of one file. */
export interface Reading {
  /** Column of each field. */
  readonly columnOf: Partial<Record<ImportField, number>>;
  /** Columns a row may fill; more is ragged. */
  readonly width: number;
  readonly dateOrder: DateOrder;
  readonly packId: string;
  /** Pack by folded name. */
  readonly packs: ReadonlyMap<string, string>;
}

const PLAIN = /^[!-~]+( [!-~]+)*$/;

/** A cell as one tidy line: composed, without control, direction and invisible characters. Quick for the plain cells most files are made of. */
function tidy(cell: string): string {
  const value = unguardCell(cell.trim());
  if (value === '' || PLAIN.test(value)) return value;
  return singleLine(
    value
      .normalize('NFC')
      .replace(/\u00A0|\u202F/g, ' ')
      .replace(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, ''),
  );
}

/** Thrown inside this file only: ends the reading of one row. */
class Rejection {
  readonly reason: z.infer<typeof Reason>;
  readonly value: string;
  constructor(reason: z.infer<typeof Reason>, value: string) {
    this.reason = reason;
    this.value = value;
  }
}

const SPLIT = /[,;\s]+/;

function addresses(raw: string): Address[] {
  const cell = unguardCell(raw.trim());
  if (cell === '') return [];
  if (isUnsafe(cell)) throw new Rejection('unsafe_value', raw);
  const whole = parseAddress(cell);
  if (whole !== null) return [whole];
  return cell
    .replaceAll(/[^<>,;]*<([^<>]+)>/g, ' $1 ')
    .split(SPLIT)
    .filter((part) => part !== '')
    .map((part) => {
      const address = parseAddress(part);
      if (address === null) throw new Rejection('bad_address', raw);
      return address;
    });
}

function domains(raw: string): Address[] {
  const cell = unguardCell(raw.trim());
  if (cell === '') return [];
  if (isUnsafe(cell.replaceAll('\n', ' '))) throw new Rejection('unsafe_value', raw);
  return cell
    .split(SPLIT)
    .filter((part) => part !== '')
    .map((part) => {
      const domain = parseDomain(part);
      if (domain === null) throw new Rejection('bad_domain', raw);
      return domain;
    });
}

const CONTACT_FIELDS = [
  ['email', 'owner'],
  ['technicalEmail', 'technical'],
  ['billingEmail', 'billing'],
  ['otherEmail', 'other'],
] as const satisfies readonly (readonly [ImportField, CandidateContact['role']])[];

function contacts(cell: (field: ImportField) => string): CandidateContact[] {
  const found = new Map<string, CandidateContact>();
  for (const [field, role] of CONTACT_FIELDS) {
    for (const address of addresses(cell(field))) if (!found.has(address.key)) found.set(address.key, { role, address });
  }
  if (found.size === 0) throw new Rejection('no_address', '');
  return [...found.values()];
}

function packOf(name: string, reading: Reading): string {
  if (name === '') return reading.packId;
  const id = reading.packs.get(fold(name));
  if (id === undefined) throw new Rejection('pack_unknown', name);
  return id;
}

function candidate(row: SheetRow, cell: (field: ImportField) => string, reading: Reading): Candidate {
  const extra = row.cells.slice(reading.width).flatMap((value) => (value.trim() === '' ? [] : [value.trim()]));
  if (extra.length > 0) throw new Rejection('ragged_row', extra.join(' · ').slice(0, 500));
  const text = (field: ImportField, max = 200): string => tidy(cell(field)).slice(0, max);
  const people = contacts(cell);
  const main = domains(cell('domain'));
  const [lastName, firstName] = [text('lastName'), text('firstName')];
  return {
    number: text('number', 64),
    company: text('company'),
    firstName,
    lastName: firstName === '' && lastName === '' ? text('fullName') : lastName,
    contacts: people,
    phone: text('phone', 64),
    language: parseLanguage(text('language')),
    domains: [...new Map([...main, ...domains(cell('otherDomains'))].map((domain) => [domain.key, domain])).values()],
    login: text('login', 64),
    plan: text('plan', 120),
    orderedOn: parseDate(cell('orderedOn'), reading.dateOrder),
    status: parseStatus(text('status')),
    packId: packOf(text('pack'), reading),
    note: tidyNote(unguardCell(cell('note').trim())),
  };
}

function nameOf(row: Pick<Candidate, 'company' | 'firstName' | 'lastName'>, email: string): string {
  return row.company || [row.firstName, row.lastName].filter((part) => part !== '').join(' ') || email;
}

/** Reads one record: a candidate, a blank row, or a rejection with the reason and the value as it stood. */
export function readRow(row: SheetRow, reading: Reading): ReadRow {
  const cell = (field: ImportField): string => {
    const column = reading.columnOf[field];
    return column === undefined ? '' : (row.cells[column] ?? '');
  };
  if (isBlank(row)) return { line: row.line, name: '', email: '', domain: '', outcome: { kind: 'blank' } };
  try {
    const read = candidate(row, cell, reading);
    const email = read.contacts[0]?.address.display ?? '';
    return { line: row.line, name: nameOf(read, email), email, domain: read.domains[0]?.display ?? '', outcome: { kind: 'candidate', candidate: read } };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const [company, lastName, firstName, email, domain] = [
      tidy(cell('company')),
      tidy(cell('lastName')),
      tidy(cell('firstName')),
      tidy(cell('email')),
      tidy(cell('domain')),
    ];
    const name = nameOf({ company, firstName, lastName }, tidy(cell('fullName')) || email);
    return { line: row.line, name, email, domain, outcome: { kind: 'rejected', reason: error.reason, value: error.value } };
  }
}

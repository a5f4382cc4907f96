import type { z } from 'zod';
import type { ClientInput } from '../../contract/clients.ts';
import { fail } from '../../contract/fail.ts';
import type { WriteDb } from '../../db/db.ts';
import { dateIn } from '../../shared/calendar.ts';
import { singleLine } from '../../shared/text.ts';
import { isTimeZone } from '../../shared/time-zone.ts';
import type { Core } from '../core.ts';
import { parseAddress, parseDomain } from './address.rules.ts';
import { addClientEvent } from './card.repo.ts';
import { loadRecords, saveRecords } from './record.repo.ts';
import { type AccountRecord, type ClientRecord, type ContactRecord, summarise, tidyNote } from './record.rules.ts';

type Input = z.infer<typeof ClientInput>;

/** What an edit needs to know beside the input. */
interface Moment {
  readonly now: number;
  readonly today: string;
  next(): string;
}

function moment(core: Core): Moment {
  const now = core.clock.now();
  return { now, today: dateIn(now, core.clock.timeZone()), next: () => core.ids.next() };
}

function contactsOf(input: Input, old: readonly ContactRecord[], at: Moment): ContactRecord[] {
  const before = new Map(old.map((contact) => [contact.id, contact]));
  const named = input.contacts.map((each, index): ContactRecord => {
    if (each.email !== '' && parseAddress(each.email) === null) throw fail('invalid_input', { path: `contacts.${index}.email` });
    const known = each.id === undefined ? undefined : before.get(each.id);
    return {
      id: known?.id ?? at.next(),
      role: each.role,
      firstName: singleLine(each.firstName ?? ''),
      lastName: singleLine(each.lastName ?? ''),
      email: parseAddress(each.email)?.display ?? '',
      phone: singleLine(each.phone ?? ''),
      language: each.language ?? null,
      validFrom: known?.validFrom ?? at.today,
      validTo: null,
    };
  });
  const kept = new Set(named.map(({ id }) => id));
  return [...named, ...old.filter(({ id }) => !kept.has(id)).map((contact) => ({ ...contact, validTo: contact.validTo ?? at.today }))];
}

function accountsOf(input: Input, old: readonly AccountRecord[], at: Moment): AccountRecord[] {
  const before = new Map(old.map((account) => [account.id, account]));
  const domain = (value: string, path: string): string => {
    const parsed = value === '' ? { display: '' } : parseDomain(value);
    if (parsed === null) throw fail('invalid_input', { path });
    return parsed.display;
  };
  const named = input.accounts.map((each, index): AccountRecord => {
    const known = each.id === undefined ? undefined : before.get(each.id);
    return {
      id: known?.id ?? at.next(),
      packId: each.packId,
      login: singleLine(each.login),
      mainDomain: domain(each.mainDomain, `accounts.${index}.mainDomain`),
      otherDomains: each.otherDomains.filter((other) => other !== '').map((other, at) => domain(other, `accounts.${index}.otherDomains.${at}`)),
      plan: singleLine(each.plan),
      orderedOn: each.orderedOn,
      status: each.status,
      createdAt: known?.createdAt ?? at.now,
    };
  });
  const kept = new Set(named.map(({ id }) => id));
  return [...named, ...old.filter(({ id }) => !kept.has(id)).map((account) => ({ ...account, status: 'closed' }))];
}

function edited(input: Input, old: ClientRecord | undefined, at: Moment): ClientRecord {
  return {
    id: old?.id ?? at.next(),
    number: singleLine(input.number),
    company: singleLine(input.company),
    language: input.language,
    note: tidyNote(input.note),
    batchId: old?.batchId ?? null,
    createdAt: old?.createdAt ?? at.now,
    changedAt: at.now,
    contacts: contactsOf(input, old?.contacts ?? [], at),
    accounts: accountsOf(input, old?.accounts ?? [], at),
  };
}

async function refuseTakenAddress(tx: WriteDb, record: ClientRecord, old: ClientRecord | undefined): Promise<void> {
  const { email, emailKey } = summarise(record);
  if (emailKey === '' || (old !== undefined && summarise(old).emailKey === emailKey)) return;
  const other = await tx.selectFrom('client').where('email_key', '=', emailKey).where('id', '<>', record.id).select('name').executeTakeFirst();
  if (other !== undefined) throw fail('client_email_taken', { email, client: other.name });
}

async function refuseUnknownPack(tx: WriteDb, record: ClientRecord): Promise<void> {
  const wanted = [...new Set(record.accounts.map(({ packId }) => packId))];
  const known = wanted.length === 0 ? [] : await tx.selectFrom('pack').where('id', 'in', wanted).select('id').execute();
  if (known.length < wanted.length) throw fail('pack_not_found', {});
}

/** Kept beside the record: no import says anything about it. Returns whether it changed. */
async function setTimeZone(tx: WriteDb, id: string, timeZone: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('client')
    .set({ time_zone: timeZone })
    .where('id', '=', id)
    .where('time_zone', '<>', timeZone)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function refuseUnknownZone({ timeZone }: Input): void {
  if (timeZone !== '' && !isTimeZone(timeZone)) throw fail('time_zone_unknown', { zone: timeZone });
}

function changedParts(before: ClientRecord, after: ClientRecord): string[] {
  const keys = ['number', 'company', 'language', 'note', 'contacts', 'accounts'] as const;
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

/** Adds a client. Throws `client_email_taken`, `pack_not_found`, `time_zone_unknown`, `invalid_input` for an address or domain that is none. */
export async function createClient(core: Core, tx: WriteDb, input: Input): Promise<string> {
  refuseUnknownZone(input);
  const at = moment(core);
  const record = edited(input, undefined, at);
  await refuseTakenAddress(tx, record, undefined);
  await refuseUnknownPack(tx, record);
  await saveRecords(tx, [record]);
  await setTimeZone(tx, record.id, input.timeZone);
  await addClientEvent(tx, { clientId: record.id, at: at.now, event: 'created', params: {} });
  return record.id;
}

/** Changes a client; nothing that belonged to him is erased. An update that changes nothing writes no event. */
export async function updateClient(core: Core, tx: WriteDb, input: Input & { readonly id: string }): Promise<void> {
  const [old] = await loadRecords(tx, [input.id]);
  if (old === undefined) throw fail('client_not_found', {});
  refuseUnknownZone(input);
  const at = moment(core);
  const record = edited(input, old, at);
  const parts = changedParts(old, record);
  if (parts.length > 0) {
    await refuseTakenAddress(tx, record, old);
    await refuseUnknownPack(tx, record);
    await saveRecords(tx, [record]);
  }
  const fields = [...parts, ...((await setTimeZone(tx, input.id, input.timeZone)) ? ['timeZone'] : [])].join(',');
  if (fields !== '') await addClientEvent(tx, { clientId: input.id, at: at.now, event: 'changed', params: { fields } });
}

import { IMPORT_FIELDS, type ImportField } from '../../contract/imports.ts';
import type { AccountRecord, ClientRecord } from './record.rules.ts';

/** Columns of the exported list, named by the fields the import knows. A whole name is split into its two columns. */
export const EXPORT_FIELDS: readonly ImportField[] = IMPORT_FIELDS.filter((field) => field !== 'fullName');

const CONTACT_COLUMN = { technical: 'technicalEmail', billing: 'billingEmail' } as const satisfies Record<string, ImportField>;

/** One row for each account, or one for a client without any; the import joins them again by address and number. */
export function exportRows(record: ClientRecord, packNames: ReadonlyMap<string, string>): string[][] {
  const accounts: readonly (AccountRecord | undefined)[] = record.accounts.length === 0 ? [undefined] : record.accounts;
  return accounts.map((account) => {
    const values = { ...clientValues(record), ...accountValues(account, packNames) };
    return EXPORT_FIELDS.map((field) => values[field] ?? '');
  });
}

type Values = Partial<Record<ImportField, string>>;

function clientValues(record: ClientRecord): Values {
  const [first, ...others] = record.contacts.filter(({ validTo }) => validTo === null);
  const column = (role: string): ImportField => (role === 'technical' || role === 'billing' ? CONTACT_COLUMN[role] : 'otherEmail');
  const addresses = (field: ImportField): string =>
    others
      .filter((each) => column(each.role) === field && each.email !== '')
      .map((each) => each.email)
      .join(', ');
  return {
    number: record.number,
    company: record.company,
    lastName: first?.lastName ?? '',
    firstName: first?.firstName ?? '',
    email: first?.email ?? '',
    technicalEmail: addresses('technicalEmail'),
    billingEmail: addresses('billingEmail'),
    otherEmail: addresses('otherEmail'),
    phone: first?.phone ?? '',
    language: record.language,
    note: record.note,
  };
}

function accountValues(account: AccountRecord | undefined, packNames: ReadonlyMap<string, string>): Values {
  if (account === undefined) return {};
  return {
    domain: account.mainDomain,
    otherDomains: account.otherDomains.join(', '),
    login: account.login,
    plan: account.plan,
    orderedOn: account.orderedOn ?? '',
    status: account.status,
    pack: packNames.get(account.packId) ?? '',
  };
}

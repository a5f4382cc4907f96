import { unguardCell } from '../../../shared/cells.ts';
import type { ListField, ListProblem } from '../../../shared/lists.ts';
import { parseAddress } from '../../clients/index.ts';
import { type DateOrder, dateOrder, parseDate } from '../../imports/index.ts';
import type { ListTable } from './columns.rules.ts';

/** One address of the list. */
export interface ListRow {
  readonly line: number;
  /** As it stands in the file. */
  readonly address: string;
  readonly problems: readonly ListProblem[];
  /** Line of the first one like it, for a duplicate. */
  readonly firstLine: number | null;
  /** Last contact, YYYY-MM-DD, as far as the list says. */
  readonly contactOn: string | null;
}

/** What a list is judged by. */
export interface ListMeasure {
  /** First day that is recent enough for a last contact, YYYY-MM-DD. */
  readonly recentFrom: string;
}

/** Boxes that belong to a function and not to a person who agreed. Looked through on 22 November 2026. */
const ROLES = new Set(
  [
    'abuse accounting accounts admin administrator billing careers contact customerservice enquiries feedback finance ftp hello help helpdesk hostmaster hr info',
    'information inquiries it jobs legal list mail mailer-daemon mailerdaemon marketing media news newsletter nobody no-reply noreply donotreply office orders',
    'postmaster press privacy purchasing reception recruitment root sales security service shop spam support sysadmin team usenet webmaster www',
    'accueil achat achats bonjour commande commandes commercial compta comptabilite communication direction facturation infos mairie presse recrutement rh sav',
    'secretariat standard vente ventes',
    'buh buhgalter buhgalteria bux director direktor kadry kanc kancelyaria klient office1 otdel priem priemnaya prodazhi prodagi reklama sekretar sklad snab zakaz zakazy zakupki',
  ].flatMap((line) => line.split(' ')),
);

/**
 * Every address with what speaks against writing to it. A cell with several is split. Equal are addresses that differ by case, spaces, invisible characters or the spelling
 * of the domain only; at Gmail also by dots and by what stands behind a plus, which lead to one box there.
 */
export function* judgeList(table: ListTable, { recentFrom }: ListMeasure): Generator<ListRow, void, void> {
  const cell = (row: ListTable['data'][number], field: ListField): string | null => {
    const column = table.columnOf.get(field);
    return column === undefined ? null : unguardCell((row.cells[column] ?? '').trim());
  };
  const orders = { consentOn: orderOf(table, 'consentOn'), contactOn: orderOf(table, 'contactOn') };
  const seen = new Map<string, number>();
  for (const row of table.data) {
    const contactOn = parseDate(cell(row, 'contactOn') ?? '', orders.contactOn);
    const dated = [
      ...(cell(row, 'source') === '' ? ['noSource' as const] : []),
      ...(table.columnOf.has('consentOn') && parseDate(cell(row, 'consentOn') ?? '', orders.consentOn) === null ? ['noDate' as const] : []),
      ...contactProblem(cell(row, 'contactOn'), contactOn, recentFrom),
    ];
    for (const address of addressesIn(cell(row, 'address') ?? '')) {
      const key = keyOf(address);
      const firstLine = key === null ? null : (seen.get(key) ?? null);
      if (key !== null && firstLine === null) seen.set(key, row.line);
      const own = key === null ? ['invalid' as const] : [...(firstLine === null ? [] : ['duplicate' as const]), ...(isRole(key) ? ['role' as const] : [])];
      yield { line: row.line, address, problems: [...own, ...dated], firstLine, contactOn };
    }
  }
}

function orderOf({ columnOf, data }: ListTable, field: ListField): DateOrder {
  const column = columnOf.get(field);
  return column === undefined ? 'day_first' : dateOrder(data.map(({ cells }) => cells[column] ?? ''));
}

function contactProblem(text: string | null, date: string | null, recentFrom: string): ListProblem[] {
  if (text === null) return [];
  if (date === null) return ['never'];
  return date < recentFrom ? ['old'] : [];
}

function addressesIn(cell: string): string[] {
  const parts = cell.includes(';') || cell.includes(',') ? cell.split(/[;,]/).map((part) => part.trim()) : [cell];
  const named = parts.filter((part) => part !== '');
  return named.filter((part) => part.includes('@')).length > 1 ? named : cell === '' ? [] : [cell];
}

const ONE_BOX = /^(gmail|googlemail)\.com$/;

function keyOf(address: string): string | null {
  const key = parseAddress(address)?.key;
  if (key === undefined) return null;
  const at = key.lastIndexOf('@');
  const domain = key.slice(at + 1);
  return ONE_BOX.test(domain) ? `${key.slice(0, at).replace(/\+.*$/, '').replaceAll('.', '')}@gmail.com` : key;
}

function isRole(key: string): boolean {
  return ROLES.has(key.slice(0, key.lastIndexOf('@')).replace(/\+.*$/, ''));
}

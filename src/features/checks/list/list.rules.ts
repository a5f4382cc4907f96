import type { SheetRow } from '../../../ports/spreadsheet.ts';
import { addDays } from '../../../shared/calendar.ts';
import { unguardCell } from '../../../shared/cells.ts';
import type { ListField, ListProblem } from '../../../shared/lists.ts';
import { meantDomain } from '../../../shared/mailbox-domains.ts';
import { parseAddress } from '../../clients/index.ts';
import { type DateOrder, DateOrderOf, isDated, parseDate } from '../../imports/index.ts';
import { isFilled, type ListTable, listTable, TELLING_ROWS } from './columns.rules.ts';
import { Seen } from './seen.ts';

/** One address of the list. */
export interface ListRow {
  readonly line: number;
  /** As it stands in the file; of what is far too long for an address only the beginning. */
  readonly address: string;
  readonly problems: readonly ListProblem[];
  /** Line of the first one like it, for a duplicate. */
  readonly firstLine: number | null;
  /** The provider that is probably meant, for one that is mistyped. */
  readonly meant: string | null;
  /** Last contact, YYYY-MM-DD, as far as the list says. */
  readonly contactOn: string | null;
}

/** What must be known of a whole list before one of its records can be judged. */
export interface ListSurvey {
  readonly table: ListTable;
  readonly orders: Readonly<Record<(typeof DATED)[number], DateOrder>>;
  /** Lines up to its end. */
  readonly lines: number;
}

/** What a list is judged by. */
export interface ListMeasure {
  readonly survey: ListSurvey;
  /** First day that is recent enough for a last contact, YYYY-MM-DD. */
  readonly recentFrom: string;
  /** YYYY-MM-DD. */
  readonly today: string;
}

const DATED = ['consentOn', 'contactOn'] as const;
/** Characters of a cell that are shown where an address should be. An address has 254 at most (RFC 5321). */
const LONGEST_SHOWN = 500;

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

/** Goes through a whole list, `told` of each line on the way. Null = no column holds addresses. */
export function surveyList(
  records: Iterable<SheetRow>,
  chosen: Readonly<Record<string, ListField | null>>,
  told: (line: number) => void = () => {},
): ListSurvey | null {
  const table = listTable(firstFilled(records), chosen);
  if (table === null) return null;
  const found = { consentOn: new DateOrderOf(), contactOn: new DateOrderOf() };
  let lines = 0;
  for (const { line, cells } of records) {
    lines = line;
    told(line);
    if (line <= table.headingLine) continue;
    for (const field of DATED) {
      const column = table.columnOf.get(field);
      if (column !== undefined) found[field].add(cells[column] ?? '');
    }
  }
  return { table, orders: { consentOn: found.consentOn.order, contactOn: found.contactOn.order }, lines };
}

function firstFilled(records: Iterable<SheetRow>): SheetRow[] {
  const first: SheetRow[] = [];
  for (const row of records) if (isFilled(row) && first.push(row) === TELLING_ROWS) break;
  return first;
}

/**
 * Every address with what speaks against writing to it. A cell with several is split. Equal are addresses that differ by case, spaces, invisible characters or the spelling
 * of the domain only; at Gmail also by dots and by what stands behind a plus, which lead to one box there.
 */
export function* judgeList(records: Iterable<SheetRow>, { survey, recentFrom, today }: ListMeasure): Generator<ListRow, void, void> {
  const { table, orders } = survey;
  const cell = (row: SheetRow, field: ListField): string | null => {
    const column = table.columnOf.get(field);
    return column === undefined ? null : unguardCell((row.cells[column] ?? '').trim());
  };
  const seen = new Seen();
  // Lists are mostly written by the clock of a server elsewhere, where the day may be the next one.
  const latest = addDays(today, 1);
  for (const row of records) {
    if (row.line <= table.headingLine || !isFilled(row)) continue;
    const contact = cell(row, 'contactOn');
    const consent = cell(row, 'consentOn');
    const contactOn = contact === null ? null : parseDate(contact, orders.contactOn);
    const dated: ListProblem[] = cell(row, 'source') === '' ? ['noSource'] : [];
    const consentOn = consent === null ? null : parseDate(consent, orders.consentOn);
    if (consent !== null && consentOn === null && !isDated(consent)) dated.push('noDate');
    if (isNoDay(consent, consentOn) || isNoDay(contact, contactOn)) dated.push('badDate');
    if ([consentOn, contactOn].some((day) => day !== null && day > latest)) dated.push('future');
    dated.push(...contactProblem(contact, contactOn, recentFrom));
    for (const address of addressesIn(cell(row, 'address') ?? '')) {
      const { problems, ...found } = judgeAddress(address, row.line, seen);
      yield { line: row.line, address: shown(address), problems: [...problems, ...dated], ...found, contactOn };
    }
  }
}

/** Written as a date, and none: the 30th of February. */
const isNoDay = (text: string | null, day: string | null): boolean => text !== null && day === null && isDated(text);

function judgeAddress(address: string, line: number, seen: Seen): Pick<ListRow, 'problems' | 'firstLine' | 'meant'> {
  const key = keyOf(address);
  if (key === null) return { problems: ['invalid'], firstLine: null, meant: null };
  const firstLine = seen.meet(key, line);
  const meant = meantDomain(domainOf(key));
  const problems: ListProblem[] = meant === null ? [] : ['mistyped'];
  if (firstLine !== null) problems.push('duplicate');
  if (isRole(key)) problems.push('role');
  return { problems, firstLine, meant };
}

function shown(address: string): string {
  return address.length <= LONGEST_SHOWN ? address : `${address.slice(0, LONGEST_SHOWN)}…`;
}

function contactProblem(text: string | null, date: string | null, recentFrom: string): ListProblem[] {
  if (text === null) return [];
  if (date === null) return isDated(text) ? [] : ['never'];
  return date < recentFrom ? ['old'] : [];
}

function addressesIn(cell: string): string[] {
  const parts = cell.includes(';') || cell.includes(',') ? cell.split(/[;,]/).map((part) => part.trim()) : [cell];
  const named = parts.filter((part) => part !== '');
  return named.filter((part) => part.includes('@')).length > 1 ? named : cell === '' ? [] : [cell];
}

const ONE_BOX = /^(gmail|googlemail)\.com$/;

/** Most addresses: they are their own key, and short enough for every limit. `parseAddress` says the same of them, in ten times the time. */
const PLAIN = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,}$/;
const PLAIN_LENGTH = 63;

/** What an address counts by; null = it is none. */
export function keyOf(address: string): string | null {
  const key = address.length <= PLAIN_LENGTH && PLAIN.test(address) ? address : parseAddress(address)?.key;
  if (key === undefined) return null;
  const at = key.lastIndexOf('@');
  return ONE_BOX.test(domainOf(key)) ? `${key.slice(0, at).replace(/\+.*$/, '').replaceAll('.', '')}@gmail.com` : key;
}

const domainOf = (key: string): string => key.slice(key.lastIndexOf('@') + 1);

function isRole(key: string): boolean {
  return ROLES.has(key.slice(0, key.lastIndexOf('@')).replace(/\+.*$/, ''));
}

import { TickField } from '../../contract/acknowledgements.ts';
import type { SheetRow } from '../../ports/spreadsheet.ts';
import { unguardCell } from '../../shared/cells.ts';
import type { DateOrder } from '../imports/index.ts';
import { headerKey, parseDate } from '../imports/index.ts';

/**
 * Words that head the columns of order lists and logs of order forms (WHMCS, Blesta, HostBill, shop programs), in English, French and
 * Russian. Case, accents and punctuation do not matter.
 */
const HEADERS: Readonly<Record<TickField, string>> = {
  number:
    'client id|clientid|client number|client no|customer id|customer number|customer no|user id|userid|client|customer|numero client|numero de client|n client|no client|id client|reference client|номер клиента|id клиента|ид клиента|код клиента|клиент',
  email:
    'email|e mail|email address|e mail address|client email|customer email|contact email|mail|courriel|adresse e mail|adresse email|adresse courriel|email client|courriel du client|электронная почта|почта|эл почта|адрес эл почты|email клиента|e mail клиента|емейл',
  domain: 'domain|domain name|main domain|hosting domain|product domain|service domain|site|domaine|nom de domaine|domaine principal|домен|доменное имя|сайт',
  tickedAt:
    'ticked at|ticked on|accepted at|accepted on|agreed at|agreed on|acceptance date|tos accepted|tos accepted at|terms accepted|terms accepted at|terms accepted on|consent date|consented at|date accepted|coche le|cochee le|accepte le|date d acceptation|date de l acceptation|consentement le|отмечено|дата отметки|принято|дата принятия|дата согласия|согласие дано',
  orderedAt:
    'order date|date ordered|ordered at|date|datetime|date time|timestamp|created|created at|date created|date de commande|commande le|date et heure|horodatage|дата заказа|дата и время|дата|время',
  ticked:
    'ticked|accepted|agreed|accept tos|accepttos|tos|terms|checkbox|consent|coche|cochee|accepte|acceptee|case cochee|cgu acceptees|отметка|галочка|согласен|согласие|принял условия',
  ip: 'ip|ip address|ipaddress|order ip|client ip|remote addr|remote address|adresse ip|ip client|ip адрес|ip клиента|адрес ip',
  version:
    'version|notice version|policy version|terms version|tos version|version de l avis|version de la politique|version des conditions|версия|версия уведомления|версия политики|версия правил',
};

const FIELD_OF = new Map(
  TickField.options.toReversed().flatMap((field) => HEADERS[field].split('|').map((word): [string, TickField] => [headerKey(word), field])),
);

/** The field a heading names, or null. */
export function tickFieldOf(heading: string): TickField | null {
  return FIELD_OF.get(headerKey(heading)) ?? null;
}

export interface TickTable {
  /** The headings as they stand in the table, by what they were taken for. */
  readonly columns: readonly { readonly field: TickField; readonly heading: string }[];
  readonly columnOf: ReadonlyMap<TickField, number>;
  readonly data: readonly SheetRow[];
  /** What a table needs and this one lacks: somebody to name, and when it was. */
  readonly missing: readonly ('client' | 'date')[];
}

const HEADER_SEARCH_ROWS = 25;

/** Finds the headings and cuts them off. */
export function tickTable(records: readonly SheetRow[]): TickTable {
  const candidates = records.slice(0, HEADER_SEARCH_ROWS).map((row) => ({ row, columnOf: columnsOf(row.cells) }));
  const best = candidates.reduce<(typeof candidates)[number] | undefined>((a, b) => (b.columnOf.size > (a?.columnOf.size ?? 0) ? b : a), undefined);
  const columnOf = best?.columnOf ?? new Map<TickField, number>();
  const missing: ('client' | 'date')[] = [];
  if (!columnOf.has('number') && !columnOf.has('email') && !columnOf.has('domain')) missing.push('client');
  if (!columnOf.has('tickedAt') && !columnOf.has('orderedAt')) missing.push('date');
  const columns = [...columnOf].map(([field, column]) => ({ field, heading: unguardCell((best?.row.cells[column] ?? '').trim()) }));
  return { columns, columnOf, data: best === undefined ? [] : records.slice(records.indexOf(best.row) + 1), missing };
}

/** Whether a column says who ticked: a mark, or a date of accepting. A date of ordering says nothing about a box. */
export function saysTicked({ columnOf }: TickTable): boolean {
  return columnOf.has('ticked') || columnOf.has('tickedAt');
}

function columnsOf(cells: readonly string[]): Map<TickField, number> {
  const found = new Map<TickField, number>();
  for (const [index, cell] of cells.entries()) {
    const field = tickFieldOf(cell);
    if (field !== null && !found.has(field)) found.set(field, index);
  }
  return found;
}

/** A moment as a table writes it: calendar date, time of day (null = none given), and whether it says its own zone. */
export interface TickMoment {
  readonly date: string;
  readonly time: string | null;
  /** Offset as ISO writes it ("Z", "+02:00"); null = the zone of this computer. */
  readonly offset: string | null;
}

/** Reads a moment; null when it is none. */
export function parseMoment(value: string, order: DateOrder): TickMoment | null {
  const text = value.trim().replace(/(\d)T(\d)/, '$1 $2');
  const date = parseDate(text, order);
  if (date === null) return null;
  const [, hour, minute, second = '00', half] = /\b(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([ap])?\.?m?\.?/i.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return { date, time: null, offset: null };
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const zone = /(?:\d)\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i.exec(text)?.[1];
  const offset = zone === undefined ? null : /^[+-]/.test(zone) ? zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2') : 'Z';
  return { date, time: `${String(hours).padStart(2, '0')}:${minute}:${second}`, offset };
}

const NO = new Set(['no', 'n', 'non', 'нет', '0', 'false', 'faux', 'ложь', 'off', 'unchecked', '-']);

/** False when the cell says that the box was left empty. */
export function wasTicked(value: string | undefined): boolean {
  return value === undefined || !(value.trim() === '' || NO.has(value.trim().toLowerCase()));
}

/** The number in "3", "v3" or "version 3"; null for anything else, undefined for an empty cell. */
export function parseVersion(value: string | undefined): number | null | undefined {
  const text = (value ?? '').trim();
  if (text === '') return undefined;
  const number = /^(?:v|version|версия|вер)?\.?\s*(\d{1,6})(?:\.0)?$/i.exec(text)?.[1];
  return number === undefined ? null : Number(number);
}

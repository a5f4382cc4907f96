import Papa from 'papaparse/papaparse.js';
import { instantIn } from '../../../shared/calendar.ts';
import { unguardCell } from '../../../shared/cells.ts';
import type { DeliveryEvent } from './event.ts';

type Field = 'outcome' | 'messageId' | 'account' | 'domain' | 'sender' | 'recipient' | 'sentAt' | 'at' | 'text' | 'remote';

/** Titles of delivery reports, as panels write them, without case, room and marks; the first that is there is taken. */
const TITLES: Readonly<Record<Field, readonly string[]>> = {
  outcome: ['type', 'event', 'status', 'outcome', 'result type', 'état', 'statut', 'состояние', 'статус'],
  messageId: ['msgid', 'message id', 'id', 'exim id', 'queue id'],
  account: ['user', 'delivery user', 'account', 'username', 'login', 'senderuser', 'utilisateur', 'compte', 'пользователь', 'аккаунт'],
  domain: ['domain', 'sender domain', 'domaine', 'домен'],
  sender: ['sender', 'from', 'from address', 'email', 'expéditeur', 'отправитель'],
  recipient: ['recipient', 'to', 'destination', 'delivered to', 'destinataire', 'получатель'],
  sentAt: ['sendunixtime', 'senttime', 'sent time', 'sent', 'send time', 'date', 'envoyé', 'отправлено'],
  at: ['actionunixtime', 'out time', 'action time', 'actiontime', 'time', 'delivered at', 'heure', 'время'],
  text: ['message', 'result', 'reason', 'response', 'error', 'smtp response', 'résultat', 'raison', 'результат', 'причина'],
  remote: ['transport is remote'],
};

const OUTCOMES: readonly (readonly [RegExp, DeliveryEvent['outcome']])[] = [
  [/^(success|delivered|ok|sent|accepted|livré|remis|доставлено)/i, 'delivered'],
  [/^(defer|deferred|delayed|temp|différé|отложено)/i, 'deferred'],
  [/^(fail|failure|failed|bounce|bounced|reject|error|échec|ошибка)/i, 'failed'],
  [/^(in ?progress|queued|pending|en cours|в очереди)/i, 'in_progress'],
];
const HEADER_SEARCH_ROWS = 10;
const SEPARATORS = [',', ';', '\t', '|'] as const;
const SAMPLE = 16 * 1024;

/** A file of delivery events, read. `skipped`: rows that say nothing that can be used. */
export interface EventTable {
  readonly events: readonly DeliveryEvent[];
  readonly lines: number;
  readonly skipped: number;
}

interface Columns {
  readonly header: number;
  readonly separator: string;
  readonly places: ReadonlyMap<Field, number>;
}

/** Reads a delivery report of a panel; null = this is none. `zone`: of times without one. */
export function readEventTable(text: string, { file, zone }: { readonly file: number; readonly zone: string }): EventTable | null {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const columns = columnsIn(plain.slice(0, SAMPLE));
  if (columns === null) return null;
  const rows = Papa.parse(plain, { delimiter: columns.separator, newline: '\n' }).data;
  const events: DeliveryEvent[] = [];
  let line = 1;
  let skipped = 0;
  for (const [index, cells] of rows.entries()) {
    const isRow = index > columns.header && cells.some((cell) => cell.trim() !== '');
    const event = isRow ? eventOf(cells, { columns, file, line, zone }) : null;
    if (event !== null) events.push(event);
    else if (isRow) skipped += 1;
    line += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
  }
  return events.length === 0 ? null : { events, lines: line - 1, skipped };
}

function columnsIn(sample: string): Columns | null {
  for (const separator of SEPARATORS) {
    const rows = Papa.parse(sample, { delimiter: separator, newline: '\n' }).data.slice(0, HEADER_SEARCH_ROWS);
    for (const [header, cells] of rows.entries()) {
      const places = placesIn(cells);
      const needed = places.has('recipient') && places.has('sender') && (places.has('sentAt') || places.has('at'));
      if (needed && (places.has('outcome') || places.has('text'))) return { header, separator, places };
    }
  }
  return null;
}

function placesIn(cells: readonly string[]): Map<Field, number> {
  const titles = cells.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replace(/[_\s]+/g, ' '),
  );
  const places = new Map<Field, number>();
  for (const [field, names] of entries()) {
    const place = names.map((title) => titles.indexOf(title)).find((each) => each >= 0);
    if (place !== undefined) places.set(field, place);
  }
  return places;
}

function entries(): readonly (readonly [Field, readonly string[]])[] {
  const fields: readonly Field[] = ['outcome', 'messageId', 'account', 'domain', 'sender', 'recipient', 'sentAt', 'at', 'text', 'remote'];
  return fields.map((field) => [field, TITLES[field]]);
}

interface Standing {
  readonly columns: Columns;
  readonly file: number;
  readonly line: number;
  readonly zone: string;
}

function eventOf(cells: readonly string[], { columns, file, line, zone }: Standing): DeliveryEvent | null {
  const cell = (field: Field): string => unguardCell(cells[columns.places.get(field) ?? -1]?.trim() ?? '');
  const text = cell('text');
  const outcome = outcomeOf(cell('outcome'), text);
  const [sentAt, at] = [timeOf(cell('sentAt'), zone), timeOf(cell('at'), zone)];
  const recipient = cell('recipient');
  const domain = (cell('domain') || cell('sender').slice(cell('sender').lastIndexOf('@') + 1)).toLowerCase();
  const account = cell('account') || domain;
  const sent = sentAt ?? at;
  if (outcome === null || sent === null || !recipient.includes('@') || account === '' || isSystem(account)) return null;
  const remote = cell('remote');
  return {
    messageId: cell('messageId') || `${cell('sender')} ${sent} ${recipient}`,
    at: at ?? sent,
    sentAt: sent,
    ...{ account, domain, sender: cell('sender').toLowerCase(), recipient: recipient.toLowerCase(), outcome },
    remote: remote === '' ? null : remote !== '0',
    ...{ text, file, line },
  };
}

/** Reports of failure and mail of the server itself belong to nobody. */
function isSystem(account: string): boolean {
  return /^(-system-|-remote-|mailnull|root|nobody)$/i.test(account);
}

function outcomeOf(word: string, text: string): DeliveryEvent['outcome'] | null {
  const named = OUTCOMES.find(([pattern]) => pattern.test(word) || (word === '' && pattern.test(text)));
  return named?.[1] ?? null;
}

/** Epoch milliseconds of a time as reports write it: Unix seconds, ISO, or day and time local to the server. */
function timeOf(text: string, zone: string): number | null {
  if (/^\d{10}(\.\d+)?$/.test(text)) return Math.floor(Number(text) * 1000);
  const [, day, time, seconds = ':00', offset] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?$/i.exec(text) ?? [];
  if (day === undefined || time === undefined) return otherTime(text, zone);
  if (Number.isNaN(Date.parse(`${day}T${time}Z`))) return null;
  if (offset === undefined) return instantIn(day, `${time}${seconds}`, zone);
  const at = Date.parse(`${day}T${time}${seconds}${offset.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
  return Number.isNaN(at) ? null : at;
}

/** "Nov 24, 2026 5:04:10 AM" and what else is understood as a time without a zone. */
function otherTime(text: string, zone: string): number | null {
  const asUtc = Date.parse(`${text} UTC`);
  if (text === '' || Number.isNaN(asUtc)) return null;
  const [day = '', time = ''] = new Date(asUtc).toISOString().slice(0, 19).split('T');
  return instantIn(day, time, zone);
}

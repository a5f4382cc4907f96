import type { z } from 'zod';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { UsageRow } from '../../contract/usage.ts';
import { dateIn, dateTimeIn } from '../../shared/calendar.ts';
import { csvOf, guardTextCell, listSeparator } from '../../shared/cells.ts';
import { GRAIN_S } from '../../shared/grain.ts';
import type { Language } from '../../shared/language.ts';
import type { Core } from '../core.ts';
import type { Answered, Question } from './overview.ts';
import { usageRows } from './rows.ts';
import type { Snapshot } from './snapshot.ts';

type Export = Handlers<Contract['usage']>['export'];
type Row = z.input<typeof UsageRow>;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SLICE = 500;
const COLUMNS = [
  'login',
  'domain',
  'client',
  'host',
  'pack',
  'state',
  'sent',
  'delivered',
  'deferred',
  'failed',
  'failedShare',
  'recipients',
  'bytes',
  'limit',
  'limitShare',
  'lastSent',
  'source',
  'definition',
  'from',
  'to',
  'covered',
  'readAt',
] as const;

/** The table as it is asked for, all of its rows, with source, window and definition in every row. What is not known says so: an empty cell would be added up as 0. */
export async function* exportTable(
  core: Core,
  answer: (question: Question) => Promise<Answered>,
  { input, signal }: { readonly input: Parameters<Export>[0]; readonly signal: AbortSignal | undefined },
): ReturnType<Export> {
  const { format, language, ...question } = input;
  const { accounts, snapshot } = await answer(question);
  const say = (key: string, values?: Record<string, string | number>): string => core.texts.t(language, key, values);
  const lines: (string | number)[][] = [COLUMNS.map((column) => say(`volumefile:column.${column}`))];
  for (let start = 0; start < accounts.length; start += SLICE) {
    if (signal?.aborted === true) throw fail('cancelled', {});
    const rows = await usageRows(core.db.read, accounts.slice(start, start + SLICE));
    for (const row of rows) lines.push(lineOf(row, { say, snapshot, timeZone: core.clock.timeZone() }));
    yield { kind: 'progress', phase: 'writing', done: Math.min(accounts.length, start + SLICE), total: accounts.length };
    await core.clock.yield();
  }
  const title = say('volumefile:name');
  const bytes =
    format === 'csv'
      ? core.codec.encodeUtf8(
          csvOf(
            lines.map((line) => line.map((cell) => inWords(cell, language))),
            listSeparator(language),
          ),
        )
      : await core.spreadsheets.write(
          title,
          lines.map((line) => line.map((cell) => (typeof cell === 'string' ? guardTextCell(cell) : cell))),
        );
  const name = `${title} ${dateIn(core.clock.now(), core.clock.timeZone())}.${format}`;
  const file = await core.files.put(name, format === 'csv' ? 'text/csv' : XLSX, bytes);
  yield { kind: 'done', result: { fileRef: file.ref, rows: lines.length - 1 } };
}

/** A cell of a table of words: numbers as they are read where the file is opened. */
function inWords(cell: string | number, language: Language): string {
  if (typeof cell === 'string') return cell;
  return language === 'en' ? String(cell) : String(cell).replace('.', ',');
}

interface Writing {
  readonly say: (key: string, values?: Record<string, string | number>) => string;
  readonly snapshot: Pick<Snapshot, 'from' | 'to'>;
  readonly timeZone: string;
}

function windowName(seconds: number): 'hour' | 'day' | 'other' {
  return seconds === GRAIN_S.hour ? 'hour' : seconds === GRAIN_S.day ? 'day' : 'other';
}

function lineOf(row: Row, { say, snapshot: span, timeZone }: Writing): (string | number)[] {
  const unknown = say('volumefile:notKnown');
  const count = (value: number | null): string | number => value ?? unknown;
  const percent = (share: number | null): string | number => (share === null ? unknown : Math.round(share * 1000) / 10);
  const at = (iso: string | null, otherwise?: number): string =>
    iso === null ? (otherwise === undefined ? unknown : dateTimeIn(otherwise, timeZone)) : dateTimeIn(Date.parse(iso), timeZone);
  const { account, figures, limit, provenance } = row;
  return [
    account.login,
    account.domain,
    account.clientName,
    account.hostName,
    account.packName,
    say(`statuses:state.${row.state}`),
    count(figures.sent),
    count(figures.delivered),
    count(figures.deferred),
    count(figures.failed),
    percent(row.failedShare),
    count(figures.recipients),
    count(figures.bytes),
    limit === null ? unknown : say(`volumefile:limit.${windowName(limit.seconds)}`, { count: limit.count, seconds: limit.seconds }),
    percent(row.limitShare),
    at(row.lastSentAt),
    provenance === null ? unknown : say(`volumefile:source.${provenance.origin}`),
    provenance === null ? unknown : say(`usage:definition.${provenance.definition}`),
    // Packs have days of their own.
    at(provenance?.from ?? null, span.from),
    at(provenance?.to ?? null, span.to),
    percent(provenance?.covered ?? 0),
    at(provenance?.readAt ?? null),
  ];
}

import { existsSync } from 'node:fs';
import { access, constants, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { DATABASE_FILE } from '../../../boot/data-folder.ts';
import { fail } from '../../../contract/fail.ts';
import type { LogRequest } from '../../../ports/logs.ts';
import { AppError } from '../../../shared/app-error.ts';
import { instantIn } from '../../../shared/calendar.ts';
import type { LogAccount } from '../../../shared/logs.ts';
import { isTimeZone } from '../../../shared/time-zone.ts';
import { UsageError } from '../failure.ts';
import { bootHeadless, type CommonOptions, dataFolderOf, type Terminal } from '../session.ts';

/** Options of every verb that reads logs. */
export interface LogCommand extends CommonOptions {
  readonly format: 'auto' | 'exim' | 'postfix';
  readonly accounts?: string;
  readonly zone?: string;
  readonly year?: string;
}

const MINUTES = { m: 1, h: 60 } as const;
const SHORTEST = 15;
const LONGEST = 7 * 24 * 60;

/** What is to be read. Throws `UsageError` and `time_zone_unknown` before anything large is read. */
export async function requestOf(files: readonly string[], options: LogCommand, terminal: Terminal): Promise<LogRequest> {
  const zone = options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!isTimeZone(zone)) throw fail('time_zone_unknown', { zone });
  const year = options.year === undefined ? null : Number(options.year);
  if (year !== null && !(Number.isInteger(year) && year >= 1990 && year <= 2100)) {
    throw new UsageError(terminal.say('cli:log.badYear', { value: options.year ?? '' }));
  }
  for (const file of files) await readable(file, terminal);
  const found = files.map((file) => ({ name: basename(file), path: resolve(file) }));
  return { files: found, format: options.format, zone, year, accounts: await accountsOf(options, terminal) };
}

async function readable(file: string, terminal: Terminal): Promise<void> {
  try {
    await access(file, constants.R_OK);
  } catch (error) {
    throw new UsageError(terminal.say('cli:cannotRead', { file }), { cause: error });
  }
  if ((await stat(file)).isDirectory()) throw new UsageError(terminal.say('cli:log.isFolder', { file }));
}

/** Whom messages may belong to: the map, else the clients of the data folder where there is one, else nobody in particular. */
async function accountsOf(options: LogCommand, terminal: Terminal): Promise<LogAccount[]> {
  if (options.accounts !== undefined) return await mapIn(options.accounts, terminal);
  const folder = dataFolderOf(options);
  if (options.data === undefined && !existsSync(join(folder, DATABASE_FILE))) return [];
  try {
    const booted = await bootHeadless(folder, 'cli');
    try {
      return await booted.app.logAccounts();
    } finally {
      await booted.close();
    }
  } catch (error) {
    // A folder that nobody named does not stand in the way: the log is read all the same.
    if (options.data !== undefined || !(error instanceof AppError)) throw error;
    terminal.note(terminal.say('cli:log.withoutClients', { folder }));
    return [];
  }
}

const Names = z.array(z.string());
const AccountsMap = z.record(z.string(), z.object({ uid: z.number().int().nullish(), domains: Names.default([]), mailboxes: Names.default([]) }));

async function mapIn(file: string, terminal: Terminal): Promise<LogAccount[]> {
  const map = AccountsMap.safeParse(await jsonIn(file, terminal));
  if (!map.success) throw new UsageError(terminal.say('cli:log.badAccounts', { file }), { cause: map.error });
  const lower = (names: readonly string[]): string[] => names.map((name) => name.trim().toLowerCase());
  return Object.entries(map.data).map(([account, { uid = null, domains, mailboxes }]) => ({
    account,
    uid,
    domains: lower(domains),
    mailboxes: lower(mailboxes),
  }));
}

async function jsonIn(file: string, terminal: Terminal): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(terminal.say('cli:cannotRead', { file }), { cause: error });
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(terminal.say('cli:badJson', { name: file }), { cause: error });
  }
}

/** Seconds to look back: `24h`, `90m`. */
export function windowOf(text: string, terminal: Terminal): number {
  const [, count, unit] = /^(\d{1,5})(h|m)$/.exec(text) ?? [];
  const minutes = Number(count) * (unit === 'h' ? MINUTES.h : MINUTES.m);
  if (!(minutes >= SHORTEST && minutes <= LONGEST)) throw new UsageError(terminal.say('cli:log.badWindow', { value: text }));
  return minutes * 60;
}

/** Epoch seconds of an instant as it is written; without a zone it is one of the log. */
export function momentOf(text: string, zone: string, terminal: Terminal): number {
  const [, day, time, seconds = ':00', offset] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/i.exec(text) ?? [];
  const at = day === undefined || time === undefined ? Number.NaN : instantOf({ day, time: `${time}${seconds}`, offset }, zone);
  if (Number.isNaN(at)) throw new UsageError(terminal.say('cli:log.badMoment', { value: text }));
  return Math.floor(at / 1000);
}

function instantOf({ day, time, offset }: { readonly day: string; readonly time: string; readonly offset: string | undefined }, zone: string): number {
  if (Number.isNaN(Date.parse(`${day}T${time}Z`))) return Number.NaN;
  if (offset === undefined) return instantIn(day, time, zone);
  return Date.parse(`${day}T${time}${offset.toUpperCase().replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')}`);
}

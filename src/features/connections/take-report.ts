import type { PanelReport, PanelUsage, ReportRow } from '../../connectors/connector.ts';
import { fail } from '../../contract/fail.ts';
import type { WriteDb } from '../../db/db.ts';
import { addDays, dateIn, startOfDay } from '../../shared/calendar.ts';
import { clip, singleLine } from '../../shared/text.ts';
import { judgeAlerts } from '../alerts/index.ts';
import type { Core } from '../core.ts';
import { readAuthor } from '../settings/index.ts';
import { findHosted, noteObserved, takeAccounts } from '../statuses/index.ts';
import { endUsage, takeUsage } from '../usage/index.ts';
import { accountFinder, type FindAccount } from './find-account.repo.ts';
import { shownAgain, shownInReport } from './report-account.rules.ts';

/** A report that was read, until it is taken over or others push it out. */
export interface ReadIn {
  readonly id: string;
  readonly packId: string;
  readonly sha256: string;
  readonly name: string;
  readonly report: PanelReport;
  /** IANA zone of the days of the pack. */
  readonly zone: string;
  /** No panel is read for this pack: who is in a report is all that is known of its accounts. */
  readonly alone: boolean;
}

export interface Span {
  readonly from: number | null;
  readonly to: number | null;
}

interface Taking {
  readonly core: Core;
  readonly tx: WriteDb;
  readonly readIn: ReadIn;
  readonly at: number;
}

export interface TakenReport {
  readonly rows: number;
  readonly flips: number;
  readonly alerts: number;
}

const NOTHING: TakenReport = { rows: 0, flips: 0, alerts: 0 };
const HOUR_MS = 3_600_000;
/** What a report says of longer ago is not what holds now. */
const LATELY_MS = 24 * HOUR_MS;
const TEXT = 4000;

/**
 * Takes over what a report says, all or nothing; the same report taken twice changes nothing. Figures are of one day of the pack's zone, or one hour: others
 * could not be told apart from those that are read. Throws `report_window_missing`.
 */
export async function takeReport(core: Core, readIn: ReadIn, span: Span): Promise<TakenReport> {
  return await core.db.write(async (tx) => {
    const { packId, sha256, name, report } = readIn;
    const known = await tx.selectFrom('report').where('pack_id', '=', packId).where('sha256', '=', sha256).select('sha256').executeTakeFirst();
    if (known !== undefined) return NOTHING;
    const taking: Taking = { core, tx, readIn, at: core.clock.now() };
    const window = report.kind === 'panel_table' ? windowOf(readIn, span) : null;
    const taken = window === null ? await takeWords(taking) : await takeFigures(taking, window);
    const author = await readAuthor(core, tx);
    await tx
      .insertInto('report')
      .values({ pack_id: packId, sha256, name, kind: report.kind, from_at: window?.start ?? null, to_at: window?.end ?? null, author, taken_at: taking.at })
      .execute();
    const { opened } = await judgeAlerts(core, tx, { packId, at: taking.at });
    return { ...taken, alerts: opened };
  });
}

interface Window {
  readonly grain: 'hour' | 'day';
  readonly start: number;
  readonly end: number;
}

function windowOf({ report, zone }: ReadIn, span: Span): Window {
  const start = span.from ?? report.from;
  const end = span.to ?? report.to;
  if (start === null || end === null) throw fail('report_window_missing', {});
  if (end - start === HOUR_MS && start % HOUR_MS === 0) return { grain: 'hour', start, end };
  const day = dateIn(start, zone);
  if (start !== startOfDay(day, zone) || end !== startOfDay(addDays(day, 1), zone)) throw fail('report_window_missing', {});
  return { grain: 'day', start, end };
}

async function takeFigures(taking: Taking, { grain, start, end }: Window): Promise<TakenReport> {
  const { core, tx, readIn, at } = taking;
  const { packId, report, alone } = readIn;
  const rows = report.rows.filter(({ problem }) => problem === null);
  const find = alone ? await withUnknown(taking, rows) : await accountFinder(tx, packId);
  const figures: PanelUsage[] = [];
  for (const row of rows) {
    const id = find(row);
    if (id !== null) figures.push(figuresOf(row, (await findHosted(tx, id)).login));
  }
  const of = { packId, grain, start, definition: 'report', origin: 'report', at } as const;
  await takeUsage(core, tx, { ...of, rows: figures });
  // Who is not in a report may have been left out of it: that he sent nothing is not said.
  await endUsage(core, tx, { ...of, complete: end <= at, silentIsZero: false });
  return { ...NOTHING, rows: figures.length };
}

/** Accounts of a pack no panel is read for are those its reports name. */
async function withUnknown({ core, tx, readIn, at }: Taking, rows: readonly ReportRow[]): Promise<FindAccount> {
  const { packId } = readIn;
  const find = await accountFinder(tx, packId);
  const accounts = rows.filter((row) => find(row) === null).map(shownInReport);
  if (accounts.length === 0) return find;
  await takeAccounts(core, tx, { packId, accounts, at, after: null, origin: 'report' });
  return await accountFinder(tx, packId);
}

function figuresOf({ sent, delivered, deferred, failed, limit, text }: ReportRow, login: string): PanelUsage {
  return { login, domain: '', sent, delivered, deferred, failed, recipients: null, bytes: null, limitReached: clip(singleLine(text), TEXT), limit };
}

/** Warnings, refused messages and suspensions: kept in their own words, with what they say of an account. */
async function takeWords(taking: Taking): Promise<TakenReport> {
  const { core, tx, readIn, at } = taking;
  const { packId, report, alone } = readIn;
  const find = alone
    ? await withUnknown(
        taking,
        report.rows.filter(({ problem }) => problem === null),
      )
    : await accountFinder(tx, packId);
  let [rows, flips] = [0, 0];
  for (const row of report.rows) {
    const id = row.problem === null ? find(row) : null;
    if (id === null) continue;
    rows++;
    if (row.limit !== null) await noteObserved(tx, id, { ...row.limit, old: row.at !== null && at - row.at >= LATELY_MS });
    if (row.suspended === null) continue;
    const account = shownAgain(await findHosted(tx, id), row);
    flips += (await takeAccounts(core, tx, { packId, accounts: [account], at: Math.min(row.at ?? at, at), after: null, origin: 'report' })).flips;
  }
  if (report.kind !== 'suspension_mail') await keepWarning(taking);
  return { ...NOTHING, rows, flips };
}

/** A warning of the panel is one whether it was read or put in. */
async function keepWarning({ tx, readIn, at }: Taking): Promise<void> {
  const { packId, sha256, report, name } = readIn;
  const happened = report.rows.flatMap((row) => row.at ?? []);
  const row = {
    pack_id: packId,
    warning_id: `report:${sha256}`,
    at: happened.length === 0 ? at : Math.min(at, Math.max(...happened)),
    subject: name,
    text: clip(report.excerpt, TEXT),
  };
  await tx
    .insertInto('panel_warning')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

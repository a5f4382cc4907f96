import type { PanelReport, PanelUsage, ReportRow } from '../../connectors/connector.ts';
import { fail } from '../../contract/fail.ts';
import type { WriteDb } from '../../db/db.ts';
import { addDays, startOfDay } from '../../shared/calendar.ts';
import { clip, singleLine } from '../../shared/text.ts';
import { judgeAlerts } from '../alerts/index.ts';
import type { Core } from '../core.ts';
import { findHosted, noteLimit, takeAccounts } from '../statuses/index.ts';
import { endUsage, takeBack, takeUsage, zoneOf } from '../usage/index.ts';
import { accountFinder, type FindAccount } from './find-account.repo.ts';
import { shownAgain, shownInReport } from './report-account.rules.ts';
import { noteTaken, type ReportWanted, type TakenBefore, takenBefore } from './taken-report.repo.ts';
import { keepWarning } from './warnings.repo.ts';

/** A report that was read, until it is taken over or others push it out. */
export interface ReadIn {
  readonly id: string;
  readonly packId: string;
  readonly sha256: string;
  readonly name: string;
  /** What it says it is about: the subject of a mail, else its first line. */
  readonly subject: string;
  readonly report: PanelReport;
  /** What the host wants: his number of the matter, and the day of an answer. */
  readonly wanted: ReportWanted;
  /** No panel is read for this pack: who is in a report is all that is known of its accounts. */
  readonly alone: boolean;
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
  /** When it was taken over before, where that is not done again. Epoch milliseconds. */
  readonly already: number | null;
}

const NOTHING: TakenReport = { rows: 0, flips: 0, alerts: 0, already: null };
const TEXT = 4000;

/**
 * Takes over what a report says, all or nothing. Figures are of one day of the pack's zone each: their own, else `day`; taken again they are the same, and with
 * another day they are moved to it. Words are taken once. Throws `report_window_missing`.
 */
export async function takeReport(core: Core, readIn: ReadIn, day: string | null): Promise<TakenReport> {
  return await core.db.write(async (tx) => {
    const { report } = readIn;
    const taking: Taking = { core, tx, readIn, at: core.clock.now() };
    const before = await takenBefore(tx, readIn);
    if (before !== undefined && report.kind !== 'panel_table') return { ...NOTHING, already: before.takenAt };
    const taken = report.kind === 'panel_table' ? await takeFigures(taking, { day, before: before?.from ?? null }) : await takeWords(taking);
    if (taken.rows === 0) return taken;
    const { opened } = await judgeAlerts(core, tx, { packId: readIn.packId, at: taking.at });
    return { ...taken, alerts: opened };
  });
}

interface Chosen {
  readonly day: string | null;
  /** The beginning of the day these figures were taken to be of before; null = they were not taken. */
  readonly before: number | null;
}

async function takeFigures(taking: Taking, { day, before }: Chosen): Promise<TakenReport> {
  const { core, tx, readIn, at } = taking;
  const { packId, report, alone } = readIn;
  const rows = report.rows.filter(({ problem }) => problem === null);
  if (day === null && needsDay(report)) throw fail('report_window_missing', {});
  const find = alone ? await withUnknown(taking, rows) : await accountFinder(tx, packId);
  const named = rows.flatMap((row) => {
    const account = find(row);
    return account === null ? [] : [{ account, row, on: row.day ?? day ?? '' }];
  });
  if (named.length === 0) return NOTHING;
  const zone = await zoneOf(core, tx, packId);
  // Where a day was chosen, that is the one that may have been wrong.
  const chosen = named.filter(({ row }) => row.day === null);
  const span = spanOf(
    (chosen.length === 0 ? named : chosen).map(({ on }) => on),
    zone,
  );
  if (before !== null && before !== span.from) await takeBack(tx, { packId, start: before, hostedIds: chosen.map(({ account }) => account.id) });
  for (const [on, some] of byDay(named)) {
    const { from: start, to: end } = spanOf([on], zone);
    const of = { packId, grain: 'day', start, definition: 'report', origin: 'report', at } as const;
    await takeUsage(core, tx, { ...of, rows: some.map(({ row, account }) => figuresOf(row, account.login)) });
    // Who is not in a report may have been left out of it: that he sent nothing is not said.
    await endUsage(core, tx, { ...of, complete: end <= at, silentIsZero: false });
  }
  await note(taking, span);
  return { ...NOTHING, rows: named.length };
}

function byDay<T extends { readonly on: string }>(named: readonly T[]): Map<string, T[]> {
  const days = new Map<string, T[]>();
  for (const each of named) {
    const day = days.get(each.on);
    if (day === undefined) days.set(each.on, [each]);
    else day.push(each);
  }
  return days;
}

/** From the beginning of the first of some days to the end of the last, as instants. */
function spanOf(days: readonly string[], zone: string): { readonly from: number; readonly to: number } {
  const first = days.reduce((one, other) => (other < one ? other : one));
  const last = days.reduce((one, other) => (other > one ? other : one));
  return { from: startOfDay(first, zone), to: startOfDay(addDays(last, 1), zone) };
}

async function note({ core, tx, readIn, at }: Taking, span: Pick<TakenBefore, 'from' | 'to'>): Promise<void> {
  const { packId, sha256, name, report, wanted } = readIn;
  await noteTaken(core, tx, { packId, sha256, name, kind: report.kind, takenAt: at, ...wanted, ...span });
}

/** Whether somebody must say which day the figures of a report are of. */
export function needsDay({ kind, rows }: PanelReport): boolean {
  return kind === 'panel_table' && rows.some(({ problem, day }) => problem === null && day === null);
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

/** What a report says of an account that is known here. */
interface NamedRow {
  readonly id: number;
  readonly row: ReportRow;
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
  const named = report.rows.flatMap((row): NamedRow[] => {
    const account = row.problem === null ? find(row) : null;
    return account === null ? [] : [{ id: account.id, row }];
  });
  if (named.length === 0) return NOTHING;
  let flips = 0;
  for (const { id, row } of named) {
    if (row.limit !== null) await noteLimit(tx, id, { ...row.limit, at: Math.min(row.at ?? at, at) });
    if (row.suspended === null) continue;
    const account = shownAgain(await findHosted(tx, id), row);
    flips += (await takeAccounts(core, tx, { packId, accounts: [account], at: Math.min(row.at ?? at, at), after: null, origin: 'report' })).flips;
  }
  if (report.kind !== 'suspension_mail') await keepReport(taking, named);
  await note(taking, { from: null, to: null });
  return { ...NOTHING, rows: named.length, flips };
}

/** A warning of the panel is one whether it was read or put in. Of several accounts at once, it is one of the pack. */
async function keepReport({ tx, readIn, at }: Taking, named: readonly NamedRow[]): Promise<void> {
  const { packId, sha256, report, subject } = readIn;
  const happened = report.rows.flatMap((row) => row.at ?? []);
  const [first, ...others] = new Set(named.map(({ id }) => id));
  await keepWarning(tx, {
    pack_id: packId,
    warning_id: `report:${sha256}`,
    at: happened.length === 0 ? at : Math.min(at, Math.max(...happened)),
    subject,
    text: clip(report.excerpt, TEXT),
    hosted_id: first === undefined || others.length > 0 ? null : first,
    sent: named.length === 1 ? (named[0]?.row.sent ?? null) : null,
  });
}

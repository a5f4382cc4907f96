import type { z } from 'zod';
import type { ReadReport, ReportRow } from '../../connectors/connector.ts';
import { readReport } from '../../connectors/registry.ts';
import type { ReportPreview } from '../../contract/connections.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { HostedId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import { dateIn } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import { clip, singleLine } from '../../shared/text.ts';
import { zoneOf } from '../usage/index.ts';
import { findConnection, hasPack } from './connection.repo.ts';
import { accountFinder, type FindAccount } from './find-account.repo.ts';
import type { Desk } from './panels.ts';
import { type PutIn, readPutIn } from './report-source.ts';
import { needsDay, type ReadIn, takeReport } from './take-report.ts';
import { type TakenBefore, takenBefore } from './taken-report.repo.ts';

type Part = Handlers<Contract['connections']>;
type View = z.input<typeof ReportPreview>;
type Read = Part['readReport'];
type Take = Part['takeReport'];

const KEPT = 8;
const TEXT = 500;
const EXCERPT = 2000;
const SUBJECT = 200;
/** More lines of a table than these nobody looks through. */
const SHOWN = 200;

/** Reports that are put in: shown first, taken over when asked. */
export interface Reports {
  read(input: Parameters<Read>[0], signal: AbortSignal | undefined): ReturnType<Read>;
  take(input: Parameters<Take>[0]): ReturnType<Take>;
}

/** What a mail of the host wants: his number of the matter ('' = none), and the day of an answer (null = none), by what stands in it and when it was written, else by `at`. */
export type ReadWanted = (putIn: PutIn, frame: { readonly zone: string; readonly at: number }) => { readonly ticket: string; readonly answerBy: string | null };

interface Readers {
  readonly read?: ReadReport | undefined;
  readonly wanted?: ReadWanted | undefined;
}

/** `read` in place of what the connectors know of reports; without `wanted` nobody reads what a host wants. */
export function createReports(desk: Desk, { read = readReport, wanted = () => ({ ticket: '', answerBy: null }) }: Readers = {}): Reports {
  const { core } = desk;
  const kept = new Map<string, ReadIn>();
  return {
    read: async ({ packId, source }, signal) => {
      if (!(await hasPack(core.db.read, packId))) throw fail('pack_not_found', {});
      const found = await readIn(desk, { packId, putIn: await readPutIn(core, source, signal), read, wanted });
      kept.set(found.id, found);
      const oldest = kept.keys().next().value;
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      const find = await accountFinder(core.db.read, packId);
      return preview(found, { find, before: await takenBefore(core.db.read, found), zone: await zoneOf(core, core.db.read, packId) });
    },
    take: async ({ id, day }) => {
      const found = kept.get(id);
      if (found === undefined) throw fail('report_not_found', {});
      const { already, ...taken } = await takeReport(core, found, day ?? null);
      core.changed('connections', 'usage', 'statuses', 'alerts');
      return { ...taken, already: already === null ? null : toIso(already) };
    },
  };
}

interface Reading {
  readonly packId: string;
  readonly putIn: PutIn;
  readonly read: ReadReport;
  readonly wanted: ReadWanted;
}

async function readIn({ core }: Desk, { packId, putIn, read, wanted }: Reading): Promise<ReadIn> {
  const connection = await findConnection(core.db.read, packId);
  const zone = await zoneOf(core, core.db.read, packId);
  const { sha256, ...source } = putIn;
  const report = read({ ...source, kind: connection?.kind ?? null, zone, now: core.clock.now() });
  if (report === null) throw fail('report_unknown', {});
  const subject = clip(singleLine(putIn.mail?.subject || firstLine(report.excerpt)), SUBJECT);
  const { ticket, answerBy } = wanted(putIn, { zone, at: core.clock.now() });
  return {
    id: core.ids.next(),
    packId,
    sha256,
    wanted: { ticket, answerBy },
    name: clip(singleLine(putIn.name), 200),
    subject,
    report,
    alone: connection === undefined,
  };
}

function firstLine(text: string): string {
  return text.split('\n').find((line) => line.trim() !== '') ?? '';
}

interface Known {
  readonly find: FindAccount;
  readonly before: TakenBefore | undefined;
  readonly zone: string;
}

function preview({ id, name, report, alone }: ReadIn, { find, before, zone }: Known): View {
  const [first, last] = [report.days[0], report.days.at(-1)];
  const usable = report.rows.filter((row) => row.problem === null && (alone || find(row) !== null)).length;
  return {
    id,
    name,
    kind: report.kind,
    days: first === undefined || last === undefined ? null : { first, last },
    needsDay: needsDay(report),
    takenOver: before === undefined ? null : { at: toIso(before.takenAt), day: dayTaken(before, zone) },
    total: report.rows.length,
    usable,
    rows: report.rows.slice(0, SHOWN).map((row) => rowView(row, find(row)?.id ?? null, alone)),
    excerpt: clip(report.excerpt, EXCERPT),
  };
}

/** The day a report was taken to be of; null = there is none, or there are several. */
function dayTaken({ from, to }: TakenBefore, zone: string): string | null {
  if (from === null || to === null) return null;
  const day = dateIn(from, zone);
  return day === dateIn(to - 1, zone) ? day : null;
}

function rowView(row: ReportRow, found: number | null, alone: boolean): View['rows'][number] {
  const { line, sent, delivered, deferred, failed } = row;
  return {
    line,
    login: singleLine(row.login),
    domain: singleLine(row.domain),
    hostedId: found === null ? null : HostedId.parse(found),
    ...{ sent, delivered, deferred, failed },
    limit: row.limit?.count ?? null,
    text: clip(singleLine(row.text), TEXT),
    problem: row.problem ?? (found === null && !alone ? 'unknown_account' : null),
  };
}

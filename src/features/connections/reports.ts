import type { z } from 'zod';
import type { ReadReport, ReportRow } from '../../connectors/connector.ts';
import { readReport } from '../../connectors/registry.ts';
import type { ReportPreview } from '../../contract/connections.ts';
import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { HostedId } from '../../contract/ids.ts';
import type { Contract } from '../../contract/index.ts';
import { toIso } from '../../shared/dates.ts';
import { clip, singleLine } from '../../shared/text.ts';
import { findConnection, hasPack } from './connection.repo.ts';
import { accountFinder, type FindAccount } from './find-account.repo.ts';
import type { Desk } from './panels.ts';
import { type PutIn, readPutIn } from './report-source.ts';
import { type ReadIn, takeReport } from './take-report.ts';

type Part = Handlers<Contract['connections']>;
type View = z.input<typeof ReportPreview>;
type Read = Part['readReport'];
type Take = Part['takeReport'];

const KEPT = 8;
const TEXT = 500;
const EXCERPT = 2000;

/** Reports that are put in: shown first, taken over when asked. */
export interface Reports {
  read(input: Parameters<Read>[0], signal: AbortSignal | undefined): ReturnType<Read>;
  take(input: Parameters<Take>[0]): ReturnType<Take>;
}

/** `read` in place of what the connectors know of reports. */
export function createReports(desk: Desk, read: ReadReport = readReport): Reports {
  const { core } = desk;
  const kept = new Map<string, ReadIn>();
  return {
    read: async ({ packId, source }, signal) => {
      if (!(await hasPack(core.db.read, packId))) throw fail('pack_not_found', {});
      const found = await readIn(desk, { packId, putIn: await readPutIn(core, source, signal), read });
      kept.set(found.id, found);
      const oldest = kept.keys().next().value;
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return preview(found, await accountFinder(core.db.read, packId));
    },
    take: async ({ id, from, to }) => {
      const found = kept.get(id);
      if (found === undefined) throw fail('report_not_found', {});
      const result = await takeReport(core, found, { from: from === undefined ? null : Date.parse(from), to: to === undefined ? null : Date.parse(to) });
      core.changed('connections', 'usage', 'statuses', 'alerts');
      return result;
    },
  };
}

async function readIn({ core }: Desk, { packId, putIn, read }: { readonly packId: string; readonly putIn: PutIn; readonly read: ReadReport }): Promise<ReadIn> {
  const connection = await findConnection(core.db.read, packId);
  const zone = connection?.zone ?? core.clock.timeZone();
  const { sha256, ...source } = putIn;
  const report = read({ ...source, kind: connection?.kind ?? null, zone, now: core.clock.now() });
  if (report === null) throw fail('report_unknown', {});
  return { id: core.ids.next(), packId, sha256, name: clip(singleLine(putIn.name), 200), report, zone, alone: connection === undefined };
}

function preview({ id, name, report, alone }: ReadIn, find: FindAccount): View {
  return {
    id,
    name,
    kind: report.kind,
    from: report.from === null ? null : toIso(report.from),
    to: report.to === null ? null : toIso(report.to),
    total: report.rows.length,
    rows: report.rows.map((row) => rowView(row, find(row), alone)),
    excerpt: clip(report.excerpt, EXCERPT),
  };
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

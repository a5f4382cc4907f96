import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { dateIn, longDate } from '../../shared/calendar.ts';
import { csvOf, guardTextCell, listSeparator } from '../../shared/cells.ts';
import { safeFileName } from '../../shared/text.ts';

import type { Core } from '../core.ts';
import { readSettings } from '../settings/index.ts';
import { nameOfClient, nameOfHost, proofsById, proofsOfClient } from './report.repo.ts';
import { type Report, type ReportedAccount, reportBlocks, reportTable, reportTitle } from './report.rules.ts';
import { accountNames } from './scope.ts';
import { dayOf, type StoodOn, stoodOn } from './told-on.ts';

type Write = Handlers<Contract['evidence']>['report'];
type Input = Parameters<Write>[0];

/** Accounts read between two signs of progress. */
const SLICE = 500;

const MIME = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const satisfies Record<Input['format'], string>;

/** Writes who had been told at the end of a day (today where none is named). Throws `client_not_found`, `host_not_found`. */
export async function* evidenceReport(core: Core, input: Input, signal: AbortSignal | undefined): ReturnType<Write> {
  const subject = await subjectOf(core, input.scope);
  const day = dayOf(core, input.on ?? dateIn(core.clock.now(), core.clock.timeZone()));
  const stood = await stoodOn(core.db.read, 'everything' in input.scope ? {} : input.scope, day);
  const accounts: ReportedAccount[] = [];
  for (let start = 0; start < stood.length; start += SLICE) {
    signal?.throwIfAborted();
    yield { kind: 'progress', phase: 'collecting', done: start, total: stood.length };
    accounts.push(...(await described(core, stood.slice(start, start + SLICE))));
    await core.clock.yield();
  }
  yield { kind: 'progress', phase: 'writing', done: stood.length, total: stood.length };
  signal?.throwIfAborted();
  const proofs = 'clientId' in input.scope ? await proofsOfClient(core.db.read, input.scope.clientId, day) : null;
  const { sender } = await readSettings(core, core.db.read);
  const report: Report = {
    language: input.language,
    timeZone: core.clock.timeZone(),
    on: day.on,
    madeAt: core.clock.now(),
    by: sender.resellerName,
    ...{ subject, accounts, proofs },
  };
  const { ref } = await core.files.put(fileName(core, report, input.format), MIME[input.format], await bytesOf(core, report, input.format));
  yield { kind: 'done', result: { fileRef: ref, accounts: accounts.length } };
}

async function subjectOf(core: Core, scope: Input['scope']): Promise<Report['subject']> {
  if ('everything' in scope) return { kind: 'everything' };
  if ('hostId' in scope) {
    const name = await nameOfHost(core.db.read, scope.hostId);
    if (name === undefined) throw fail('host_not_found', {});
    return { kind: 'host', name };
  }
  const name = await nameOfClient(core.db.read, scope.clientId);
  if (name === undefined) throw fail('client_not_found', {});
  return { kind: 'client', name };
}

async function described(core: Core, stood: readonly StoodOn[]): Promise<ReportedAccount[]> {
  const names = await accountNames(
    core.db.read,
    stood.map(({ accountId }) => accountId),
  );
  const proofs = await proofsById(
    core.db.read,
    stood.flatMap(({ evidenceId }) => evidenceId ?? []),
  );
  return stood.flatMap(({ accountId, evidenceId, inForce, state, recordedLater }) => {
    const name = names.get(accountId);
    return name === undefined ? [] : { ...name, inForce, state, recordedLater, proof: evidenceId === null ? null : (proofs.get(evidenceId) ?? null) };
  });
}

async function bytesOf(core: Core, report: Report, format: Input['format']): Promise<Uint8Array> {
  const { language, on, by, madeAt } = report;
  const title = reportTitle(report, core.texts);
  switch (format) {
    case 'csv':
      return core.codec.encodeUtf8(csvOf(reportTable(report, core.texts), listSeparator(language)));
    case 'xlsx':
      return await core.spreadsheets.write(
        on,
        reportTable(report, core.texts).map((row) => row.map(guardTextCell)),
      );
    case 'pdf': {
      const footer = core.texts.t(language, 'report:footer', { reseller: by, date: longDate(on, language) });
      return await core.pdf.render({ language, title, author: by, footer, createdAtMs: madeAt, blocks: reportBlocks(report, core.texts) });
    }
  }
}

function fileName(core: Core, { language, on, subject }: Report, format: Input['format']): string {
  const plain =
    subject.kind === 'client'
      ? core.texts.t(language, 'report:fileClient', { client: subject.name, date: on })
      : core.texts.t(language, 'report:file', { date: on });
  return `${safeFileName(plain)}.${format}`;
}

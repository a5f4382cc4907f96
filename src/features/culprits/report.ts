import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { dateIn } from '../../shared/calendar.ts';
import { safeFileName } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { readSettings } from '../settings/index.ts';
import { reportBlocks, reportFooter, reportTitle } from './report-blocks.ts';
import { findVerdict } from './verdicts.repo.ts';

type Report = Handlers<Contract['culprits']>['report'];

/** Writes a verdict as a document for the host, in the time zone of the data. Throws `verdict_not_found`. */
export async function* writeReport(core: Core, { id, language, done }: Parameters<Report>[0], signal: AbortSignal | undefined): ReturnType<Report> {
  const verdict = await findVerdict(core.db.read, id);
  yield { kind: 'progress', phase: 'writing', done: 0, total: 1 };
  signal?.throwIfAborted();
  const { sender } = await readSettings(core, core.db.read);
  const report = { verdict, language, done, by: sender.resellerName };
  const day = dateIn(Date.parse(verdict.at), verdict.zone);
  const bytes = await core.pdf.render({
    language,
    title: reportTitle(report, core.texts),
    author: report.by,
    footer: reportFooter(report, core.texts),
    createdAtMs: Date.parse(verdict.madeAt),
    blocks: reportBlocks(report, core.texts),
  });
  signal?.throwIfAborted();
  const name = `${safeFileName(core.texts.t(language, 'culprits:report.file', { date: day }))}.pdf`;
  const { ref } = await core.files.put(name, 'application/pdf', bytes);
  yield { kind: 'done', result: { fileRef: ref, name } };
}

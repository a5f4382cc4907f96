import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { safeFileName } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { reportBlocks, reportFooter, reportTitle } from './blocks.rules.ts';
import { gatherReport } from './gather.ts';

type Own = Pick<Handlers<Contract['incidents']>, 'report'>;

/** The report of a case. */
export function incidentReportHandlers(core: Core): Own {
  return { report: (asked) => writeReport(core, asked) };
}

/** Writes a case as a document, as it stands now. Throws `incident_not_found`. */
async function writeReport(core: Core, asked: Parameters<Own['report']>[0]): ReturnType<Own['report']> {
  const { language } = asked;
  const report = await gatherReport(core, asked);
  const bytes = await core.pdf.render({
    language,
    title: reportTitle(report, core.texts),
    author: report.by,
    footer: reportFooter(report, core.texts),
    createdAtMs: report.madeAt,
    blocks: reportBlocks(report, core.texts),
  });
  const name = `${safeFileName(core.texts.t(language, asked.form === 'host' ? 'casereport:file' : 'casereport:fileOwn', { reference: report.incident.reference }))}.pdf`;
  const { ref } = await core.files.put(name, 'application/pdf', bytes);
  return { fileRef: ref, name };
}

import type { PanelReport, ReportSource } from '../../src/connectors/connector.ts';
import { readReport } from '../../src/connectors/reports/index.ts';

/** When the mails of these tests were written. */
export const WRITTEN_AT = Date.UTC(2026, 10, 20, 9, 0);

/** A text that was pasted, at a panel whose days are those of Moscow. */
export function pasted(text: string, changes: Partial<ReportSource> = {}): ReportSource {
  return { name: '', text, cells: null, mail: null, kind: null, zone: 'Europe/Moscow', now: Date.UTC(2026, 10, 20, 12), ...changes };
}

/** A mail of the host. */
export function mailed(subject: string, text: string, changes: Partial<NonNullable<ReportSource['mail']>> = {}): ReportSource {
  return pasted(text, { mail: { subject, from: 'support@host.example', at: WRITTEN_AT, parts: [], ...changes } });
}

/** What is read of it; it must be something. */
export function readPutIn(from: ReportSource): PanelReport {
  const report = readReport(from);
  if (report === null) throw new Error('nothing was read');
  return report;
}

import { nodemailerFormat } from '../../src/adapters/mail-format.ts';
import { spreadsheets } from '../../src/adapters/spreadsheet.ts';
import type { PanelReport, ReportRow, ReportSource } from '../../src/connectors/connector.ts';
import { openDesk } from '../../src/features/connections/panels.ts';
import { createReports } from '../../src/features/connections/reports.ts';
import { shown } from './fake-panel.ts';
import { bench, CALL, last } from './support.ts';

export const ON = '2026-11-20';
/** Its beginning in Paris. */
export const BEGIN = Date.parse('2026-11-19T23:00:00.000Z');

export function row(line: number, changes: Partial<ReportRow>): ReportRow {
  const unsaid = { sent: null, delivered: null, deferred: null, failed: null, limit: null, day: null, at: null, suspended: null, text: '', problem: null };
  return { line, login: '', domain: '', ...unsaid, ...changes };
}

/** A bench that finds `report` in whatever is put in, and what it was given. */
export async function reading(report: PanelReport | null, { connected = true } = {}) {
  const made = bench({ mail: nodemailerFormat, spreadsheets });
  const packId = await made.addPack();
  if (connected) {
    await made.connect(packId);
    made.panel.accounts = [[shown('anna', { otherDomains: ['anna2.example'] }), shown('boris')]];
    await last(made.of.pull({ packId }, CALL));
  }
  const sources: ReportSource[] = [];
  const reports = createReports(openDesk(made.opened.core, made.panel.kinds()), {
    read: (source) => {
      sources.push(source);
      return report;
    },
  });
  const read = (text: string) => reports.read({ packId, source: { text } }, undefined);
  const put = async (name: string, bytes: Uint8Array) => {
    const { ref } = await made.opened.core.files.put(name, 'application/octet-stream', bytes);
    return await reports.read({ packId, source: { fileRef: ref } }, undefined);
  };
  return { ...made, packId, reports, sources, read, put };
}

export const table: PanelReport = {
  kind: 'panel_table',
  days: [],
  rows: [
    row(2, { login: 'anna', sent: 120, delivered: 100, failed: 20 }),
    row(3, { domain: 'boris.example', sent: 0 }),
    row(4, { login: 'nobody', sent: 5 }),
    row(5, { problem: 'not_a_number', login: 'boris' }),
  ],
  excerpt: 'Domain,Sent',
};

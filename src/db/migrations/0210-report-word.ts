import type { Migration } from '../migration.ts';

/** Number of the host's ticket and the day by which he wants an answer, as a mail of his names them that was taken over as a report: '' and NULL = it names none. */
export const reportWord: Migration = {
  version: 210,
  name: 'report-word',
  sql: [`ALTER TABLE report ADD COLUMN ticket TEXT NOT NULL DEFAULT ''`, `ALTER TABLE report ADD COLUMN answer_by TEXT`],
};

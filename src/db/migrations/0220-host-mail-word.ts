import type { Migration } from '../migration.ts';

/** Number of the host's ticket and the day by which he wants an answer, as each mail of his names them that is kept with a case: '' and NULL = it names none. */
export const hostMailWord: Migration = {
  version: 220,
  name: 'host-mail-word',
  sql: [`ALTER TABLE incident_mail ADD COLUMN ticket TEXT NOT NULL DEFAULT ''`, `ALTER TABLE incident_mail ADD COLUMN answer_by TEXT`],
};

import type { Migration } from '../migration.ts';

/** What the host's own mail said of a case when it was opened: the number of his ticket (empty = none), and the day by which he wants an answer. */
export const hostWord: Migration = {
  version: 160,
  name: 'host-word',
  sql: [`ALTER TABLE incident ADD COLUMN ticket TEXT NOT NULL DEFAULT ''`, `ALTER TABLE incident ADD COLUMN answer_by TEXT`],
};

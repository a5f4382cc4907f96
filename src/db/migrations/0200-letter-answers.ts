import type { Migration } from '../migration.ts';

/** What a host or list answered before its last answer, in order: JSON of `{ answer, at }`, where `at` = when it was written down. */
export const letterAnswers: Migration = {
  version: 200,
  name: 'letter-answers',
  sql: [`ALTER TABLE letter ADD COLUMN answers_before TEXT NOT NULL DEFAULT '[]'`],
};

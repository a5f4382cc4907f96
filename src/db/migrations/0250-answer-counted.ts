import type { Migration } from '../migration.ts';

/**
 * Whether the day by which a mail wants an answer was counted from the one it was put in, as the end of a term in a text without a date. Of mails that are kept already nobody
 * knows more than that they bear none.
 */
export const answerCounted: Migration = {
  version: 250,
  name: 'answer-counted',
  sql: [
    'ALTER TABLE incident_mail ADD COLUMN answer_counted INTEGER NOT NULL DEFAULT 0',
    'UPDATE incident_mail SET answer_counted = 1 WHERE written_at IS NULL AND answer_by IS NOT NULL',
  ],
};

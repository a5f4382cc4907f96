import type { Migration } from '../migration.ts';

/** The day and the way an answer came that was typed in: `channel` '' = not said. */
export const answerCame: Migration = {
  version: 170,
  name: 'answer-came',
  sql: [`ALTER TABLE explanation_answer ADD COLUMN came_on TEXT`, `ALTER TABLE explanation_answer ADD COLUMN channel TEXT NOT NULL DEFAULT ''`],
};

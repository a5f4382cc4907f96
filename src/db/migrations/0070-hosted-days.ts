import type { Migration } from '../migration.ts';

/**
 * The zone the days of a pack are cut in, whatever becomes of its connection: NULL until its first figures. And the most a counter showed on its day, which
 * tells a reading that went wrong from a counter that was set back.
 */
export const hostedDays: Migration = {
  version: 70,
  name: 'hosted-days',
  sql: [
    `ALTER TABLE pack ADD COLUMN zone TEXT`,
    `UPDATE pack SET zone = (SELECT zone FROM connection WHERE connection.pack_id = pack.id)`,
    `ALTER TABLE usage_counter ADD COLUMN high INTEGER NOT NULL DEFAULT 0`,
  ],
};

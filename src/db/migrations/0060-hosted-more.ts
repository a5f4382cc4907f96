import type { Migration } from '../migration.ts';

/** Whom a warning of a panel names and how many messages it speaks of, as they were read when it came. NULL = neither could be. */
export const hostedMore: Migration = {
  version: 60,
  name: 'hosted-more',
  sql: [`ALTER TABLE panel_warning ADD COLUMN hosted_id INTEGER REFERENCES hosted_account (id)`, `ALTER TABLE panel_warning ADD COLUMN sent INTEGER`],
};

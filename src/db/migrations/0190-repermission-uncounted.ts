import type { Migration } from '../migration.ts';

/** A plan was made with zeros in every group: nobody had counted them. The day of figures that somebody did enter is not known. */
export const repermissionUncounted: Migration = {
  version: 190,
  name: 'repermission-uncounted',
  sql: [
    `UPDATE repermission SET plan = json_set(plan, '$.countedOn', NULL)`,
    `UPDATE repermission SET plan = json_set(plan, '$.before', NULL)
      WHERE plan ->> '$.before.a' = 0 AND plan ->> '$.before.b' = 0 AND plan ->> '$.before.c' = 0 AND plan ->> '$.before.d' = 0`,
  ],
};

import type { Migration } from '../migration.ts';

/** From now on `text` holds typed words only: what the program tells is kept as a sentence (`StoryTold`, JSON) for whoever reads it, in his language. */
export const story: Migration = {
  version: 150,
  name: 'story',
  sql: [
    `ALTER TABLE incident_entry ADD COLUMN told TEXT`,
    `UPDATE incident_entry SET told = json_object('key', 'next', 'values', json_object('on', text)), text = '' WHERE what = 'next' AND text GLOB '????-??-??'`,
    // Written as `name: role`, or `name: –` of whoever was taken out.
    ...['caused', 'suspected', 'innocent'].map(
      (role) =>
        `UPDATE incident_entry
         SET told = json_object('key', 'concerned', 'values', json_object('name', substr(text, 1, length(text) - length(': ${role}')), 'role', '${role}')), text = ''
         WHERE what = 'concerned' AND text LIKE '%: ${role}'`,
    ),
    `UPDATE incident_entry SET told = json_object('key', 'concerned_out', 'values', json_object('name', substr(text, 1, length(text) - 3))), text = ''
     WHERE what = 'concerned' AND text LIKE '%: –'`,
  ],
};

import type { Migration } from '../migration.ts';

/** What the alarm said that a case was opened from, as it stood then: JSON, NULL = it was opened from none. Of cases opened before, as it stands now. */
export const alertFrozen: Migration = {
  version: 240,
  name: 'alert-frozen',
  sql: [
    'ALTER TABLE incident ADD COLUMN alert_frozen TEXT',
    `UPDATE incident SET alert_frozen = (
       SELECT json_object('hostedId', hosted_id, 'kind', kind, 'facts', json(facts), 'at', changed_at) FROM alert WHERE alert.id = incident.alert_id
     )`,
  ],
};

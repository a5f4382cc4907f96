import type { Migration } from '../migration.ts';

/** Who holds a listed address is said in the words that the watch of addresses has: 'reseller' in place of 'us'. */
export const holderWord: Migration = {
  version: 230,
  name: 'holder-word',
  sql: [`UPDATE incident SET subject = json_set(subject, '$.holder', 'reseller') WHERE subject ->> '$.holder' = 'us'`],
};

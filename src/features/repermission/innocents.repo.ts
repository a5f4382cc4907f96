import { z } from 'zod';
import type { ReadDb } from '../../db/db.ts';
import type { Case } from '../incidents/index.ts';
import { among } from '../statuses/index.ts';

const Domains = z.array(z.string());

/** Names and domains of whoever caused it or is suspected: nothing of them may stand in a letter to somebody else. */
export async function namesOfSuspects(db: ReadDb, { concerned }: Case): Promise<string[]> {
  const suspects = concerned.filter(({ role }) => role !== 'innocent');
  const hosted = await db
    .selectFrom('hosted_account')
    .where('id', 'in', among(suspects.flatMap(({ hostedId }) => (hostedId === null ? [] : [hostedId]))))
    .select(['domain', 'other_domains'])
    .execute();
  const own = await db
    .selectFrom('account')
    .where('client_id', 'in', among(suspects.flatMap(({ clientId }) => (clientId === null ? [] : [clientId]))))
    .select(['main_domain as domain', 'other_domains'])
    .execute();
  const domains = [...hosted, ...own].flatMap(({ domain, other_domains }) => [domain, ...Domains.parse(JSON.parse(other_domains))]);
  return [...suspects.map(({ name }) => name), ...domains].filter((name) => name !== '');
}

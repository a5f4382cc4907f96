import { statusesHandlers } from '../../src/features/statuses/index.ts';
import type { TestCore } from '../support/core.ts';

export const CALL = { signal: undefined };
export const CLIENT = '019aa000-0000-7000-8000-000000000001';
export const ACCOUNTS = ['019aa000-0000-7000-8000-000000000011', '019aa000-0000-7000-8000-000000000012'] as const;

type ListQuery = Parameters<ReturnType<typeof statusesHandlers>['list']>[0];
type HistoryQuery = Parameters<ReturnType<typeof statusesHandlers>['history']>[0];

/** The first hundred of a list, and of the changes. */
export function shownBy({ core }: TestCore) {
  const handlers = statusesHandlers(core);
  return {
    list: (given: Partial<ListQuery> = {}) => handlers.list({ offset: 0, limit: 100, search: '', states: [], reasonClasses: [], ...given }, CALL),
    history: (given: Partial<HistoryQuery> = {}) => handlers.history({ offset: 0, limit: 100, ...given }, CALL),
  };
}

interface OwnAccount {
  readonly id: string;
  readonly login: string;
  readonly domain: string;
}

/** A client of a pack with some accounts. */
export async function insertClient({ core }: TestCore, packId: string, accounts: readonly OwnAccount[]): Promise<void> {
  await core.db.write(async (tx) => {
    const names = {
      name: 'Lefèvre',
      company: '',
      language: 'fr',
      note: '',
      email: '',
      email_key: '',
      main_domain: '',
      sort_key: 'lefevre',
      search_key: 'lefevre',
    };
    await tx
      .insertInto('client')
      .values({ id: CLIENT, number: '1', ...names, batch_id: null, created_at: 1, changed_at: 1 })
      .execute();
    for (const { id, login, domain } of accounts) {
      const kept = { client_id: CLIENT, pack_id: packId, login, main_domain: domain, domain_key: domain, other_domains: '[]', plan: '', ordered_on: null };
      await tx
        .insertInto('account')
        .values({ id, ...kept, status: 'active', created_at: 1 })
        .execute();
    }
  });
}

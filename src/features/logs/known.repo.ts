import { z } from 'zod';
import type { ReadDb } from '../../db/db.ts';
import type { LogAccount } from '../../shared/logs.ts';

/** An account of the data folder, as messages are recognised by it. */
export interface KnownAccount extends LogAccount {
  readonly hostedId: number | null;
  readonly accountId: string | null;
}

const Names = z.array(z.string());

/**
 * The accounts of a pack, or of every pack: those the panel shows, and those of clients that no panel shows. A name that two packs have stands for neither
 * alone: such accounts are called by their domain.
 */
export async function knownAccounts(db: ReadDb, packId: string | null): Promise<KnownAccount[]> {
  const shown = await shownByPanel(db, packId);
  const linked = new Set(shown.flatMap(({ accountId }) => accountId ?? []));
  const ours = (await ofClients(db, packId)).filter(({ accountId }) => accountId !== null && !linked.has(accountId));
  return withOwnNames([...shown, ...ours]);
}

async function shownByPanel(db: ReadDb, packId: string | null): Promise<KnownAccount[]> {
  const rows = await db
    .selectFrom('hosted_account')
    .where('ended_at', 'is', null)
    .$if(packId !== null, (query) => query.where('pack_id', '=', packId ?? ''))
    .orderBy('id')
    .select(['id', 'login', 'domain', 'other_domains', 'birth', 'account_id'])
    .execute();
  return rows.map((row) => ({
    account: row.login || row.domain,
    uid: uidIn(row.birth),
    domains: domainsOf(row.domain, row.other_domains),
    mailboxes: [],
    hostedId: row.id,
    accountId: row.account_id,
  }));
}

async function ofClients(db: ReadDb, packId: string | null): Promise<KnownAccount[]> {
  const rows = await db
    .selectFrom('account')
    .where('status', '<>', 'closed')
    .$if(packId !== null, (query) => query.where('pack_id', '=', packId ?? ''))
    .orderBy('created_at')
    .orderBy('id')
    .select(['id', 'login', 'main_domain', 'other_domains'])
    .execute();
  return rows
    .filter((row) => row.login !== '' || row.main_domain !== '')
    .map((row) => ({
      account: row.login || row.main_domain,
      uid: null,
      domains: domainsOf(row.main_domain, row.other_domains),
      mailboxes: [],
      hostedId: null,
      accountId: row.id,
    }));
}

function domainsOf(main: string, others: string): string[] {
  const all = [main, ...Names.parse(JSON.parse(others))].map((domain) => domain.trim().toLowerCase());
  return [...new Set(all.filter((domain) => domain !== ''))];
}

/** Some panels tell accounts apart by the number of their system user. */
function uidIn(birth: string): number | null {
  const uid = /\buid:(\d{1,9})\b/.exec(birth)?.[1];
  return uid === undefined ? null : Number(uid);
}

function withOwnNames(accounts: readonly KnownAccount[]): KnownAccount[] {
  const times = new Map<string, number>();
  for (const { account } of accounts) times.set(account, (times.get(account) ?? 0) + 1);
  const taken = new Set<string>();
  return accounts.flatMap((known) => {
    const name = times.get(known.account) === 1 ? known.account : (known.domains[0] ?? known.account);
    if (taken.has(name)) return [];
    taken.add(name);
    return [{ ...known, account: name }];
  });
}

/** Where the names of accounts of a log lead. */
export function recognised(known: readonly KnownAccount[]): (account: string) => KnownAccount | null {
  const byName = new Map(known.map((each) => [each.account, each]));
  const byDomain = new Map(known.flatMap((each) => each.domains.map((domain): [string, KnownAccount] => [domain, each])));
  return (account) => byName.get(account) ?? byDomain.get(account.toLowerCase()) ?? null;
}

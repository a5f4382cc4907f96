import { z } from 'zod';
import type { HostMail } from '../../contract/host-mails.ts';
import { ClientId, HostedId, PackId } from '../../contract/ids.ts';
import type { ReadDb } from '../../db/db.ts';
import { accountFinder } from '../connections/index.ts';
import { hostedByIds } from '../statuses/index.ts';

/** What a mail names. */
export interface Named {
  readonly logins: readonly string[];
  readonly domains: readonly string[];
  /** Reasons by the words, in small letters, beside which they stand. */
  readonly reasons: ReadonlyMap<string, string>;
}

/** An account that a mail names. `words`: all that name it there. */
export type NamedAccount = Omit<HostMail['concerned'][number], 'subject'> & { readonly words: readonly string[] };

type By = Pick<NamedAccount, 'by' | 'word'>;

/** Accounts of packs that a mail names, each once, with the word that names it: those a panel showed, then those that the client list alone knows. */
export async function accountsNamed(db: ReadDb, packIds: readonly string[], { logins, domains, reasons }: Named): Promise<NamedAccount[]> {
  const words: By[] = [...logins.map((word) => ({ by: 'login' as const, word })), ...domains.map((word) => ({ by: 'domain' as const, word }))];
  const shown = await shownNamed(db, packIds, { words, reasons });
  const listed = await listedNamed(db, packIds, words);
  return [...shown, ...listed.map((account) => ({ ...account, reason: reasons.get(account.word.toLowerCase()) ?? '' }))];
}

const Domains = z.array(z.string());

/** Accounts that no panel showed, by the client list. */
async function listedNamed(db: ReadDb, packIds: readonly string[], words: readonly By[]): Promise<Omit<NamedAccount, 'reason'>[]> {
  if (words.length === 0) return [];
  const rows = await db
    .selectFrom('account')
    .innerJoin('client', 'client.id', 'account.client_id')
    .leftJoin('hosted_account', 'hosted_account.account_id', 'account.id')
    .where('hosted_account.id', 'is', null)
    .where('account.pack_id', 'in', [...packIds])
    .where('account.status', '<>', 'closed')
    .select(['client.id', 'client.name', 'account.pack_id', 'account.login', 'account.main_domain', 'account.other_domains'])
    .execute();
  return rows.flatMap(({ id, name, pack_id, login, main_domain, other_domains }) => {
    const own = { login: [login], domain: [main_domain, ...Domains.parse(JSON.parse(other_domains))] };
    const all = words.filter(({ by, word }) => own[by].some((each) => each !== '' && each.toLowerCase() === word.toLowerCase()));
    const [named] = all;
    if (named === undefined) return [];
    return [{ hostedId: null, packId: PackId.parse(pack_id), clientId: ClientId.parse(id), name, ...named, words: all.map(({ word }) => word) }];
  });
}

type Words = Pick<Named, 'reasons'> & { readonly words: readonly By[] };

async function shownNamed(db: ReadDb, packIds: readonly string[], { words, reasons }: Words): Promise<NamedAccount[]> {
  const found = new Map<number, Pick<NamedAccount, 'by' | 'word' | 'reason' | 'words'>>();
  for (const packId of packIds) {
    const find = await accountFinder(db, packId);
    for (const { by, word } of words) {
      const account = find({ login: by === 'login' ? word : '', domain: by === 'domain' ? word : '' });
      if (account === null) continue;
      const known = found.get(account.id) ?? { by, word, reason: '', words: [] };
      found.set(account.id, { ...known, reason: known.reason || (reasons.get(word.toLowerCase()) ?? ''), words: [...known.words, word] });
    }
  }
  const rows = await hostedByIds(db, [...found.keys()]);
  return rows.flatMap((row) => {
    const named = found.get(row.id);
    if (named === undefined) return [];
    const name = row.clientName ?? (row.domain || row.login);
    return [
      {
        hostedId: HostedId.parse(row.id),
        packId: PackId.parse(row.pack_id),
        clientId: row.clientId === null ? null : ClientId.parse(row.clientId),
        name,
        ...named,
      },
    ];
  });
}

/** An address that is watched, and whose it is. */
export interface WatchedAddress {
  readonly ip: string;
  readonly packId: string | null;
  readonly holder: string;
}

/** Those of some addresses that are watched. */
export async function watchedAmong(db: ReadDb, ips: readonly string[]): Promise<WatchedAddress[]> {
  if (ips.length === 0) return [];
  const rows = await db
    .selectFrom('watched_ip')
    .where('ip', 'in', [...ips])
    .where('valid_to', 'is', null)
    .select(['ip', 'pack_id as packId', 'holder'])
    .execute();
  return rows;
}

/** Packs in which is looked: the one that was chosen, else all. Empty = the chosen one is not there. */
export async function packsOf(db: ReadDb, packId: string | undefined): Promise<string[]> {
  const rows = await db
    .selectFrom('pack')
    .$if(packId !== undefined, (query) => query.where('id', '=', packId ?? ''))
    .select('id')
    .execute();
  return rows.map(({ id }) => id);
}

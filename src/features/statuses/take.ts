import { type Selectable, sql } from 'kysely';
import type { PanelAccount } from '../../connectors/connector.ts';
import type { WriteDb } from '../../db/db.ts';
import type { HostedAccountTable } from '../../db/schema-hosted.ts';
import type { Core } from '../core.ts';
import type { AccountsRead, AccountsTaken } from '../hooks.ts';
import { type Facts, factsOf, withObserved } from './facts.rules.ts';
import { insertFlip } from './flip.repo.ts';
import { among } from './hosted.repo.ts';
import { type AccountState, stateOf } from './state.rules.ts';
import { type Turn, turnOf } from './turn.rules.ts';

type Stored = Selectable<HostedAccountTable>;
type Page = Omit<AccountsRead, 'accounts'>;

interface Shown {
  readonly page: Page;
  readonly account: PanelAccount;
  readonly facts: Facts;
}

/** Nobody said yet in what state an account is. */
const UNSAID: AccountState = { state: 'unknown', reason: '', reasonClass: 'not_given', lifter: 'unknown', hostSince: null };

/**
 * Writes down a page of accounts: new ones, what changed, and changes of state. The same page taken twice changes nothing. An account of the same login that
 * was made anew is another account: the earlier one ends and keeps its history.
 */
export async function takeAccounts(_core: Core, tx: WriteDb, { accounts, ...page }: AccountsRead): Promise<AccountsTaken> {
  const shown = new Map(accounts.map((account) => ({ page, account, facts: factsOf(account) })).map((each) => [each.facts.login, each]));
  const stored = await storedOf(tx, page.packId, [...shown.keys()]);
  const taken = { added: 0, changed: 0, flips: 0 };
  const said: number[] = [];
  const unsaid: number[] = [];
  for (const [login, each] of shown) {
    const known = stored.get(login);
    if (known === undefined || isAnother(known, each.facts)) {
      if (known !== undefined) await tx.updateTable('hosted_account').set({ ended_at: page.at }).where('id', '=', known.id).execute();
      await add(tx, each);
      taken.added += 1;
      continue;
    }
    const turn = turnAt(each, known);
    (turn.said ? said : unsaid).push(known.id);
    if (await update(tx, { ...each, known, turn })) taken.changed += 1;
    if (turn.flip && turn.next?.state !== turn.from) taken.flips += 1;
  }
  await markSeen(tx, said, { at: page.at, said: true });
  await markSeen(tx, unsaid, { at: page.at, said: false });
  return { seen: accounts.length, ...taken };
}

/** A report of something older than what is known says nothing of now. */
function turnAt({ page, account }: Shown, known: Stored): Turn {
  const turn = turnOf(account, known);
  const old = page.origin === 'report' && known.state_seen_at !== null && page.at < known.state_seen_at;
  return old ? { ...turn, said: false, next: null, flip: false } : turn;
}

function isAnother(known: Stored, { birth }: Facts): boolean {
  return known.birth !== '' && birth !== '' && known.birth !== birth;
}

async function storedOf(tx: WriteDb, packId: string, logins: readonly string[]): Promise<Map<string, Stored>> {
  const rows = await tx
    .selectFrom('hosted_account')
    .selectAll()
    .where('pack_id', '=', packId)
    .where('ended_at', 'is', null)
    .where('login', 'in', among(logins))
    .execute();
  return new Map(rows.map((row) => [row.login, row]));
}

/** The newest that was seen stays: reports may be of the past. `said`: what state they are in was told, too. */
async function markSeen(tx: WriteDb, ids: readonly number[], { at, said }: { readonly at: number; readonly said: boolean }): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('hosted_account')
    .set({ last_seen_at: sql`max(last_seen_at, ${at})`, missing_since: null, missing_reads: 0, missed_at: null })
    .$if(said, (query) => query.set({ state_seen_at: sql`max(ifnull(state_seen_at, 0), ${at})` }))
    .where('id', 'in', among(ids))
    .execute();
}

function stateColumns({ state, reason, reasonClass, lifter, hostSince }: AccountState) {
  return { state, reason, reason_class: reasonClass, lifter, state_host_since: hostSince };
}

async function add(tx: WriteDb, { page, account, facts }: Shown): Promise<void> {
  const said = stateOf(account);
  const { packId, at, after, origin } = page;
  const { id } = await tx
    .insertInto('hosted_account')
    .values({
      ...facts,
      ...stateColumns(said ?? UNSAID),
      pack_id: packId,
      state_after: after,
      state_at: at,
      state_origin: origin,
      state_seen_at: said === null ? null : at,
      first_seen_at: at,
      last_seen_at: at,
      missing_since: null,
      ended_at: null,
      account_id: null,
      last_sent_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  // Of most accounts there is nothing to tell when they are first seen.
  if (said !== null && said.state !== 'active') await insertFlip(tx, { ...said, packId, hostedId: id, from: null, after, at, origin });
}

/** Writes what differs and returns whether anything did. */
async function update(tx: WriteDb, { page, facts, known, turn }: Shown & { readonly known: Stored; readonly turn: Turn }): Promise<boolean> {
  const shown = { ...facts, limits: withObserved(facts.limits, known.limits), birth: facts.birth === '' ? known.birth : facts.birth };
  const differs = FACTS.some((column) => shown[column] !== known[column]);
  const after = known.state_seen_at ?? known.last_seen_at;
  const flipped = turn.flip ? { state_after: after, state_at: page.at, state_origin: page.origin } : {};
  if (!differs && turn.next === null) return false;
  await tx
    .updateTable('hosted_account')
    .set({ ...shown, ...(turn.next === null ? {} : { ...stateColumns(turn.next), ...flipped }) })
    .where('id', '=', known.id)
    .execute();
  if (turn.flip && turn.next !== null) {
    await insertFlip(tx, { ...turn.next, packId: page.packId, hostedId: known.id, from: turn.from, after, at: page.at, origin: page.origin });
  }
  return true;
}

const FACTS = [
  'birth',
  'domain',
  'other_domains',
  'emails',
  'owner',
  'plan',
  'own',
  'host_created_at',
  'limits',
  'unlimited',
  'search_key',
] as const satisfies readonly (keyof Facts)[];

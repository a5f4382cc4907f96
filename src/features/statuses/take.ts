import type { Selectable } from 'kysely';
import type { PanelAccount } from '../../connectors/connector.ts';
import type { WriteDb } from '../../db/db.ts';
import type { HostedAccountTable } from '../../db/schema-hosted.ts';
import type { Core } from '../core.ts';
import type { AccountsRead, AccountsTaken } from '../hooks.ts';
import { type Facts, factsOf, isAnotherBirth, isIdentity } from './facts.rules.ts';
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
  const stored = await renamed(tx, page, { shown: [...shown.values()], stored: await storedOf(tx, page.packId, [...shown.keys()]) });
  const taken = { added: 0, changed: 0, flips: 0 };
  const said: number[] = [];
  const unsaid: number[] = [];
  for (const [login, each] of shown) {
    const known = stored.get(login);
    if (known === undefined || isAnotherBirth(known.birth, each.facts.birth)) {
      if (known !== undefined) await tx.updateTable('hosted_account').set({ ended_at: page.at }).where('id', '=', known.id).execute();
      await add(tx, each);
      taken.added += 1;
      continue;
    }
    const turn = turnAt(each, known);
    (turn.said ? said : unsaid).push(known.id);
    if (await update(tx, { ...each, facts: factsOf(each.account, known), known, turn })) taken.changed += 1;
    if (turn.flip && turn.next?.state !== turn.from) taken.flips += 1;
  }
  await markSeen(tx, said, { page, said: true });
  await markSeen(tx, unsaid, { page, said: false });
  return { seen: accounts.length, ...taken };
}

/** A report of something older than what is known says nothing of now. */
function turnAt({ page, account }: Shown, known: Stored): Turn {
  const turn = turnOf(account, known);
  const old = page.origin === 'report' && known.state_seen_at !== null && page.at < known.state_seen_at;
  return old ? { ...turn, said: false, next: null, flip: false } : turn;
}

/**
 * What is stored, by the login it is shown with now. Some panels tell accounts apart by what stays and name them after something that does not: when the first
 * of several goes, the next takes its login, and is who it was.
 */
async function renamed(
  tx: WriteDb,
  { packId, at }: Page,
  { shown, stored }: { readonly shown: readonly Shown[]; readonly stored: Map<string, Stored> },
): Promise<Map<string, Stored>> {
  const births = new Map(shown.filter(({ facts }) => isIdentity(facts.birth)).map(({ facts }) => [facts.birth, facts.login]));
  if (births.size === 0) return stored;
  const rows = await presentIn(tx, packId)
    .where('birth', 'in', among([...births.keys()]))
    .execute();
  const moved = rows.filter(({ birth, login }) => births.get(birth) !== login);
  // Two may have changed places: nobody has a login of these until everybody has his.
  for (const { id } of moved)
    await tx
      .updateTable('hosted_account')
      .set({ login: `\n${id}` })
      .where('id', '=', id)
      .execute();
  for (const { id } of moved) for (const [login, row] of stored) if (row.id === id) stored.delete(login);
  for (const row of moved) {
    const login = births.get(row.birth) ?? row.login;
    const holder = stored.get(login);
    if (holder !== undefined) await tx.updateTable('hosted_account').set({ ended_at: at }).where('id', '=', holder.id).execute();
    await tx.updateTable('hosted_account').set({ login }).where('id', '=', row.id).execute();
    stored.set(login, { ...row, login });
  }
  return stored;
}

function presentIn(tx: WriteDb, packId: string) {
  return tx.selectFrom('hosted_account').selectAll().where('pack_id', '=', packId).where('ended_at', 'is', null);
}

async function storedOf(tx: WriteDb, packId: string, logins: readonly string[]): Promise<Map<string, Stored>> {
  const rows = await presentIn(tx, packId).where('login', 'in', among(logins)).execute();
  return new Map(rows.map((row) => [row.login, row]));
}

/**
 * A list is of now, whatever the clock said before. A report may be of the past: of one that was seen since, it says nothing. `said`: what state they are in was
 * told, too.
 */
async function markSeen(tx: WriteDb, ids: readonly number[], { page: { at, origin }, said }: { readonly page: Page; readonly said: boolean }): Promise<void> {
  if (ids.length === 0) return;
  const seen = tx.updateTable('hosted_account').where('id', 'in', among(ids));
  await seen
    .$if(origin === 'report', (query) => query.where('last_seen_at', '<', at))
    .set({ last_seen_at: at, missing_since: null, missing_reads: 0, missed_at: null })
    .execute();
  if (!said) return;
  await seen
    .$if(origin === 'report', (query) => query.where((eb) => eb.or([eb('state_seen_at', 'is', null), eb('state_seen_at', '<', at)])))
    .set({ state_seen_at: at })
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
  const differs = FACTS.some((column) => facts[column] !== known[column]);
  const after = known.state_seen_at ?? known.last_seen_at;
  const flipped = turn.flip ? { state_after: after, state_at: page.at, state_origin: page.origin } : {};
  if (!differs && turn.next === null) return false;
  await tx
    .updateTable('hosted_account')
    .set({ ...facts, ...(turn.next === null ? {} : { ...stateColumns(turn.next), ...flipped }) })
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
  'sort_key',
  'search_key',
] as const satisfies readonly (keyof Facts)[];

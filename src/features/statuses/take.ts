import type { PanelAccount } from '../../connectors/connector.ts';
import type { WriteDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import type { AccountsRead, AccountsTaken } from '../hooks.ts';
import { type Facts, factsOf, isAnotherBirth, isIdentity } from './facts.rules.ts';
import { insertFlip } from './flip.repo.ts';
import { type AccountState, stateOf } from './state.rules.ts';
import {
  endAccount,
  insertAccount,
  markSeen,
  markStateSeen,
  putFacts,
  putLogin,
  putState,
  putWords,
  type Stored,
  storedByBirth,
  storedByLogin,
} from './take.repo.ts';
import { type Turn, turnOf } from './turn.rules.ts';

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
  const stored = await renamed(tx, page, { shown: [...shown.values()], stored: await storedByLogin(tx, page.packId, [...shown.keys()]) });
  const taken = { added: 0, changed: 0, flips: 0 };
  const said: number[] = [];
  const unsaid: number[] = [];
  for (const [login, each] of shown) {
    const known = stored.get(login);
    if (known === undefined || isAnotherBirth(known.birth, each.facts.birth)) {
      if (known !== undefined) await endAccount(tx, known.id, page.at);
      await add(tx, each);
      taken.added += 1;
      continue;
    }
    const turn = turnAt(each, known);
    (turn.said ? said : unsaid).push(known.id);
    if (await update(tx, { ...each, facts: factsOf(each.account, { kept: known, at: page.at }), known, turn })) taken.changed += 1;
    if (turn.flip && turn.next?.state !== turn.from) taken.flips += 1;
  }
  await markSeen(tx, [...said, ...unsaid], page);
  await markStateSeen(tx, said, page);
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
  const moved = (await storedByBirth(tx, packId, [...births.keys()])).filter(({ birth, login }) => births.get(birth) !== login);
  const ids = new Set(moved.map(({ id }) => id));
  // Two may have changed places: nobody has a login of these until everybody has his.
  for (const id of ids) await putLogin(tx, id, `\n${id}`);
  for (const [login, { id }] of stored) if (ids.has(id)) stored.delete(login);
  for (const row of moved) {
    const login = births.get(row.birth) ?? row.login;
    const holder = stored.get(login);
    if (holder !== undefined) await endAccount(tx, holder.id, at);
    await putLogin(tx, row.id, login);
    stored.set(login, { ...row, login });
  }
  return stored;
}

async function add(tx: WriteDb, { page, account, facts }: Shown): Promise<void> {
  const said = stateOf(account);
  const { packId, at, after, origin } = page;
  const state = { ...(said ?? UNSAID), at, after, origin };
  const id = await insertAccount(tx, { packId, facts, state, stateSeenAt: said === null ? null : at });
  // Of most accounts there is nothing to tell when they are first seen.
  if (said !== null && said.state !== 'active') await insertFlip(tx, { ...said, packId, hostedId: id, from: null, after, at, origin });
}

/** Writes what differs and returns whether anything did. */
async function update(tx: WriteDb, { page, facts, known, turn }: Shown & { readonly known: Stored; readonly turn: Turn }): Promise<boolean> {
  const differs = FACTS.some((column) => facts[column] !== known[column]);
  const after = known.state_seen_at ?? known.last_seen_at;
  if (!differs && turn.next === null) return false;
  if (differs) await putFacts(tx, known.id, facts);
  if (turn.next !== null && !turn.flip) await putWords(tx, known.id, turn.next);
  if (turn.next !== null && turn.flip) {
    await putState(tx, known.id, { ...turn.next, after, at: page.at, origin: page.origin });
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

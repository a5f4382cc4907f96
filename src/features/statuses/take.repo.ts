import type { Selectable } from 'kysely';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import type { HostedAccountTable } from '../../db/schema-hosted.ts';
import type { AccountsRead } from '../hooks.ts';
import type { Facts } from './facts.rules.ts';
import { among } from './hosted.repo.ts';
import type { AccountState } from './state.rules.ts';

export type Stored = Selectable<HostedAccountTable>;

function presentIn(db: ReadDb, packId: string) {
  return db.selectFrom('hosted_account').selectAll().where('pack_id', '=', packId).where('ended_at', 'is', null);
}

/** Accounts of a pack that are not over, by their login. */
export async function storedByLogin(db: ReadDb, packId: string, logins: readonly string[]): Promise<Map<string, Stored>> {
  const rows = await presentIn(db, packId).where('login', 'in', among(logins)).execute();
  return new Map(rows.map((row) => [row.login, row]));
}

export async function storedByBirth(db: ReadDb, packId: string, births: readonly string[]): Promise<Stored[]> {
  return await presentIn(db, packId).where('birth', 'in', among(births)).execute();
}

/** Another account of the same login has come: this one is over, with its history. */
export async function endAccount(tx: WriteDb, id: number, at: number): Promise<void> {
  await tx.updateTable('hosted_account').set({ ended_at: at }).where('id', '=', id).execute();
}

export async function putLogin(tx: WriteDb, id: number, login: string): Promise<void> {
  await tx.updateTable('hosted_account').set({ login }).where('id', '=', id).execute();
}

export async function putFacts(tx: WriteDb, id: number, facts: Facts): Promise<void> {
  await tx.updateTable('hosted_account').set(facts).where('id', '=', id).execute();
}

type Page = Pick<AccountsRead, 'at' | 'origin'>;

/** A list is of now, whatever the clock said before. A report may be of the past: of one that was seen since, it says nothing. */
export async function markSeen(tx: WriteDb, ids: readonly number[], { at, origin }: Page): Promise<void> {
  await tx
    .updateTable('hosted_account')
    .where('id', 'in', among(ids))
    .$if(origin === 'report', (query) => query.where('last_seen_at', '<', at))
    .set({ last_seen_at: at, missing_since: null, missing_reads: 0, missed_at: null })
    .execute();
}

/** The same for those of whom it was told in what state they are. */
export async function markStateSeen(tx: WriteDb, ids: readonly number[], { at, origin }: Page): Promise<void> {
  await tx
    .updateTable('hosted_account')
    .where('id', 'in', among(ids))
    .$if(origin === 'report', (query) => query.where((eb) => eb.or([eb('state_seen_at', 'is', null), eb('state_seen_at', '<', at)])))
    .set({ state_seen_at: at })
    .execute();
}

/** A state with when it began: after `after`, by `at`. */
export interface NewState extends AccountState {
  readonly after: number | null;
  readonly at: number;
  readonly origin: AccountsRead['origin'];
}

function stateColumns({ state, reason, reasonClass, lifter, hostSince }: AccountState) {
  return { state, reason, reason_class: reasonClass, lifter, state_host_since: hostSince };
}

function newColumns({ after, at, origin, ...said }: NewState) {
  return { ...stateColumns(said), state_after: after, state_at: at, state_origin: origin };
}

/** Another state, or the same one begun again. */
export async function putState(tx: WriteDb, id: number, state: NewState): Promise<void> {
  await tx.updateTable('hosted_account').set(newColumns(state)).where('id', '=', id).execute();
}

/** The same state, of which more is known now. */
export async function putWords(tx: WriteDb, id: number, state: AccountState): Promise<void> {
  await tx.updateTable('hosted_account').set(stateColumns(state)).where('id', '=', id).execute();
}

/** An account that is seen for the first time, when its state was (`stateSeenAt` null = it was not told). Returns its id. */
export async function insertAccount(
  tx: WriteDb,
  { packId, facts, state, stateSeenAt }: { readonly packId: string; readonly facts: Facts; readonly state: NewState; readonly stateSeenAt: number | null },
): Promise<number> {
  const seen = { first_seen_at: state.at, last_seen_at: state.at, state_seen_at: stateSeenAt };
  const { id } = await tx
    .insertInto('hosted_account')
    .values({ ...facts, ...newColumns(state), ...seen, pack_id: packId, missing_since: null, ended_at: null, account_id: null, last_sent_at: null })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

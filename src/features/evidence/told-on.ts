import { type Expression, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { RUNGS, type ToldOnRow, type ToldOnState } from '../../contract/evidence.ts';
import type { ReadDb } from '../../db/db.ts';
import { addDays, startOfDay } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import { type Day, packVersions } from '../clients/index.ts';
import type { Core } from '../core.ts';
import { COUNTING, fallen, type Judged, rungRank, standing } from './counting.repo.ts';
import { accountNames, inScope, type Scope } from './scope.ts';

/** An account as it stood on the day, with the proof that decides. */
export interface StoodOn {
  readonly accountId: string;
  readonly inForce: number | null;
  readonly state: ToldOnState;
  readonly evidenceId: string | null;
  /** The proof that decides was written down after that day. */
  readonly recordedLater: boolean;
}

export type StateCounts = Record<ToldOnState, number>;

/** The day as the zone of this computer has it. */
export function dayOf(core: Core, on: string): Day {
  return { on, end: startOfDay(addDays(on, 1), core.clock.timeZone()) };
}

/**
 * Every account that existed at the end of a day, by client, with what its client had been told by then. What happened by then counts, whenever
 * it was written down; what fell since does not. Of several proofs the decisive one is of the round in force, written down by then, the strongest.
 */
export async function stoodOn(db: ReadDb, scope: Scope, day: Day): Promise<StoodOn[]> {
  const rows = await db
    .with('fallen', () => fallen(db))
    .with(
      (cte) => cte('current').materialized(),
      () => packVersions(db, day),
    )
    .selectFrom('current')
    .innerJoin('account', 'account.pack_id', 'current.packId')
    .innerJoin('client', 'client.id', 'account.client_id')
    .where((eb) => eb.and([existedOn(day), ...inScope(scope, { host: 'current.hostId', pack: 'current.packId', client: 'account.client_id' })]))
    .select(['account.id as accountId', 'current.number as inForce'])
    .select((eb) => decisiveProof(db, day, { account: eb.ref('account.id'), host: eb.ref('current.hostId'), round: eb.ref('current.round') }).as('proof'))
    // Sorted at the end: following the index of clients would reach every account by a jump of its own.
    .orderBy(sql`+client.sort_key`)
    .orderBy('client.id')
    .orderBy('account.main_domain')
    .orderBy('account.id')
    .execute();
  return rows.map(({ accountId, inForce, proof }) => ({ accountId, inForce, ...judged(inForce, proof) }));
}

/** It had been ordered (or, where no order date is known, recorded), and was not closed yet. */
function existedOn({ on, end }: Day) {
  return sql<SqlBool>`(CASE WHEN account.ordered_on IS NULL THEN account.created_at < ${end} ELSE account.ordered_on <= ${on} END
    AND (account.status <> 'closed' OR account.closed_at >= ${end}))`;
}

type Place = Judged & { readonly round: Expression<number | null> };

/** The decisive proof, as text that sorts by weight: of the round or later, written down by then, rung, id. */
function decisiveProof(db: ReadDb, { end }: Day, { account, host, round }: Place) {
  return standing(db, { account, host })
    .innerJoin('evidence', 'evidence.id', 'proof.evidence_id')
    .where('proof.happened_at', '<', end)
    .where('proof.rung', 'in', COUNTING)
    .select(
      sql<string | null>`max((version.number >= ${round}) || (evidence.recorded_at < ${end}) || ${rungRank(sql.ref('proof.rung'))} || evidence.id)`.as('proof'),
    );
}

function judged(inForce: number | null, proof: string | null): Omit<StoodOn, 'accountId' | 'inForce'> {
  const nothing = { evidenceId: null, recordedLater: false };
  if (inForce === null) return { state: 'no_policy', ...nothing };
  if (proof === null) return { state: 'not_told', ...nothing };
  return { state: proof.startsWith('1') ? 'told' : 'older', evidenceId: proof.slice(3), recordedLater: proof.charAt(1) === '0' };
}

export function countStates(accounts: readonly StoodOn[]): StateCounts {
  const counts: StateCounts = { told: 0, older: 0, not_told: 0, no_policy: 0 };
  for (const { state } of accounts) counts[state] += 1;
  return counts;
}

/** The rows of some of these accounts, with names and proofs. */
export async function toldOnRows(db: ReadDb, accounts: readonly StoodOn[]): Promise<z.input<typeof ToldOnRow>[]> {
  const names = await accountNames(
    db,
    accounts.map(({ accountId }) => accountId),
  );
  const proofs = await proofsById(
    db,
    accounts.flatMap(({ evidenceId }) => evidenceId ?? []),
  );
  return accounts.flatMap((account) => {
    const name = names.get(account.accountId);
    if (name === undefined) return [];
    const { inForce, state, recordedLater } = account;
    return { ...name, inForce, state, recordedLater, best: account.evidenceId === null ? null : (proofs.get(account.evidenceId) ?? null) };
  });
}

async function proofsById(db: ReadDb, ids: readonly string[]): Promise<Map<string, NonNullable<z.input<typeof ToldOnRow>['best']>>> {
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('policy_version', 'policy_version.id', 'evidence.version_id')
    .where('evidence.id', 'in', ids)
    .select(['evidence.id', 'evidence.rung', 'policy_version.number', 'evidence.happened_at', 'evidence.recorded_at'])
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        evidenceId: row.id,
        rung: RUNGS.find((rung) => rung === row.rung) ?? 'practised',
        versionNumber: row.number,
        happenedAt: toIso(row.happened_at),
        recordedAt: toIso(row.recorded_at),
      },
    ]),
  );
}

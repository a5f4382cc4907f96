import type { Rung, ToldOnState } from '../../contract/evidence.ts';
import { dateIn } from '../../shared/calendar.ts';
import type { Core } from '../core.ts';
import { accountNames, proofsById, type StoodOn, stoodOn } from '../evidence/index.ts';

/** An account of somebody concerned, with what its client had been told when it happened. */
export interface ToldAccount {
  readonly clientName: string;
  readonly domain: string;
  readonly state: ToldOnState;
  readonly proof: { readonly version: number; readonly rung: Rung; readonly at: number } | null;
}

/** How many accounts of the pack there were, and whose clients had been told. */
export interface ToldCount {
  readonly accounts: number;
  readonly told: number;
}

/** What clients had been told at an instant: those of the case one by one, all others as a number. */
export async function toldThen(
  core: Core,
  { packId, at, clientIds }: { readonly packId: string; readonly at: number; readonly clientIds: readonly string[] },
): Promise<{ accounts: ToldAccount[]; pack: ToldCount }> {
  const db = core.db.read;
  const all = await stoodOn(db, { packId }, { on: dateIn(at, core.clock.timeZone()), end: at });
  const names = await accountNames(
    db,
    all.map(({ accountId }) => accountId),
  );
  const theirs = all.filter(({ accountId }) => clientIds.includes(names.get(accountId)?.clientId ?? ''));
  const proofs = await proofsById(
    db,
    theirs.flatMap(({ evidenceId }) => evidenceId ?? []),
  );
  const accounts = theirs.map(({ accountId, state, evidenceId }: StoodOn): ToldAccount => {
    const proof = evidenceId === null ? undefined : proofs.get(evidenceId);
    const { clientName = '', mainDomain = '' } = names.get(accountId) ?? {};
    return {
      clientName,
      domain: mainDomain,
      state,
      proof: proof === undefined ? null : { version: proof.versionNumber, rung: proof.rung, at: proof.happenedAt },
    };
  });
  return { accounts, pack: { accounts: all.length, told: all.filter(({ state }) => state === 'told').length } };
}

import type { z } from 'zod';
import type { Difference } from '../../contract/connections.ts';
import { fail } from '../../contract/fail.ts';
import { AccountId, ClientId } from '../../contract/ids.ts';
import type { ReadDb } from '../../db/db.ts';
import type { Core } from '../core.ts';
import { type HostedRow, hostedByIds, hostedView } from '../statuses/index.ts';
import { changesOf } from './changes.repo.ts';
import { hasPack } from './connection.repo.ts';
import { countDifferences, type DifferenceFilter, type DifferenceRow, listDifferences } from './differences.repo.ts';
import { addressesOf, type Match, matchesOf } from './match.repo.ts';

type View = z.input<typeof Difference>;

/** What a difference says, shortened. */
export function markOf({ hasher }: Pick<Core, 'hasher'>, { kind, saying }: Pick<DifferenceRow, 'kind' | 'saying'>): string {
  return hasher.sha256(`${kind}\n${saying}`).slice(0, 32);
}

/** What hosts show otherwise than it is kept here, by the name of the account. Throws `pack_not_found`. */
export async function differences(core: Core, filter: DifferenceFilter & { readonly offset: number; readonly limit: number }) {
  const db = core.db.read;
  if (filter.packId !== undefined && !(await hasPack(db, filter.packId))) throw fail('pack_not_found', {});
  const { total, rows } = await listDifferences(db, filter);
  return { total, rows: await views(core, db, rows), counts: await countDifferences(db, filter) };
}

async function views(core: Core, db: ReadDb, rows: readonly DifferenceRow[]): Promise<View[]> {
  const hosted = new Map(
    (
      await hostedByIds(
        db,
        rows.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  const ofNobody = rows.flatMap(({ id, kind }) => (kind === 'new' || kind === 'recreated' ? (hosted.get(id) ?? []) : []));
  const matches = await matchesOf(db, ofNobody);
  const changes = await changesOf(
    db,
    rows.flatMap(({ id, kind }) => (kind === 'changed' ? [id] : [])),
  );
  return rows.flatMap((row) => {
    const account = hosted.get(row.id);
    if (account === undefined) return [];
    const match = matches.get(row.id) ?? null;
    return [
      {
        hosted: hostedView(account),
        mark: markOf(core, row),
        kind: row.kind,
        changes: changes.get(row.id) ?? [],
        match: matchView(match),
        lacks: lacksAddress(row, account, match) ? 'email' : null,
      },
    ];
  });
}

/** A client is made of an address at least: without one nobody could be told anything. */
function lacksAddress({ kind }: DifferenceRow, account: HostedRow, match: Match | null): boolean {
  return (kind === 'new' || kind === 'recreated') && match === null && addressesOf(account).length === 0;
}

function matchView(match: Match | null): View['match'] {
  if (match === null) return null;
  const { clientId, accountId, name, by } = match;
  return { clientId: ClientId.parse(clientId), accountId: accountId === null ? null : AccountId.parse(accountId), name, by };
}

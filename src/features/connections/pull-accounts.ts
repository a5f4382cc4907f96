import type { PanelAccount } from '../../connectors/connector.ts';
import type { OpenPanel } from '../hooks.ts';
import { endOfList, judgePack, takeAccounts } from '../statuses/index.ts';
import type { Asking, Tally } from './ask.ts';
import type { ConnectionChange } from './connection.repo.ts';

/** So many accounts are written at once, whatever the panel calls a page. */
const SLICE = 500;

export interface AccountsTally extends Tally {
  added: number;
  changed: number;
  missing: number;
  flips: number;
}

/** Takes over the list of accounts, page by page. Only a list that was read to its end says who is missing, and whether the pack as a whole fell. */
export async function pullAccounts(
  asking: Asking,
  { connector }: OpenPanel,
  told: { readonly tally: AccountsTally; readonly report: () => void },
): Promise<ConnectionChange> {
  const { desk, stored, signal } = asking;
  const { core } = desk;
  const begunAt = core.clock.now();
  for await (const page of connector.accounts(signal)) {
    for (const accounts of slices(page)) await takePage(asking, accounts, told.tally);
    told.report();
    signal.throwIfAborted();
  }
  signal.throwIfAborted();
  await core.db.write(async (tx) => {
    const at = core.clock.now();
    const { missing } = await endOfList(core, tx, { packId: stored.packId, begunAt, at });
    told.tally.missing = missing;
    const { flipped } = await judgePack(core, tx, { packId: stored.packId, at, loginRefused: false, resellerSuspended: null });
    if (flipped) told.tally.flips++;
  });
  core.changed('statuses');
  // Whoever plans by clients need not do so again for every list.
  if (told.tally.added + told.tally.flips > 0) core.changed('clients');
  // What changed while it was read is between this list and the next.
  return { accountsAt: begunAt };
}

async function takePage({ desk: { core }, stored }: Asking, accounts: readonly PanelAccount[], tally: AccountsTally): Promise<void> {
  const read = { packId: stored.packId, accounts, at: core.clock.now(), after: stored.accountsAt, origin: 'panel' } as const;
  const { seen, added, changed, flips } = await core.db.write((tx) => takeAccounts(core, tx, read));
  tally.rows += seen;
  tally.added += added;
  tally.changed += changed;
  tally.flips += flips;
}

function* slices<T>(page: readonly T[]): Generator<readonly T[], void, void> {
  for (let start = 0; start < page.length; start += SLICE) yield page.slice(start, start + SLICE);
}

import type { z } from 'zod';
import type { Connection } from '../../contract/connections.ts';
import { AppError } from '../../shared/app-error.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import type { KeptTrouble, StoredConnection } from './connection.repo.ts';
import { secretName } from './panels.ts';
import { countPresent } from './summary.repo.ts';
import { undecidedByPack } from './undecided.ts';

type View = z.input<typeof Connection>;

const instant = (at: number | null): string | null => (at === null ? null : toIso(at));

/** A trouble for the contract. */
export function troubleView(trouble: KeptTrouble | null): View['trouble'] {
  return trouble === null ? null : { code: trouble.code, params: { ...trouble.params }, since: toIso(trouble.since) };
}

/** A store that cannot be asked now is reported as empty: storing again tells the user why. */
async function secretState(core: Core, packId: string): Promise<View['secret']> {
  try {
    return await core.secrets.state(secretName(packId));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    core.logger.error('secret_store_unavailable', error);
    return 'not_set';
  }
}

/** Connections for the contract; a secret is never in them. */
export async function connectionViews(core: Core, all: readonly StoredConnection[]): Promise<View[]> {
  const [present, undecided] = [await countPresent(core.db.read), await undecidedByPack(core.db)];
  const now = core.clock.now();
  return await Promise.all(
    all.map(async (stored) => ({
      packId: stored.packId,
      packName: stored.packName,
      hostId: stored.hostId,
      hostName: stored.hostName,
      kind: stored.kind,
      address: stored.address,
      login: stored.login,
      secret: await secretState(core, stored.packId),
      pin: stored.pin,
      zone: stored.zone,
      schedule: { accountsMinutes: stored.accountsMinutes, usageMinutes: stored.usageMinutes, paused: stored.paused },
      state: stored.state,
      trouble: troubleView(stored.trouble),
      capabilities: [...stored.capabilities],
      version: stored.version,
      probedAt: instant(stored.probedAt),
      accountsAt: instant(stored.accountsAt),
      usageAt: instant(stored.usageAt),
      // What was never asked, or is late, is next now.
      nextAt: stored.paused || stored.nextAt === null ? null : toIso(Math.max(stored.nextAt, now)),
      accounts: present.get(stored.packId) ?? 0,
      undecided: undecided.get(stored.packId) ?? 0,
    })),
  );
}

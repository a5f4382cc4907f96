import type { PanelAccount, PanelUsage } from '../../src/connectors/connector.ts';
import { PackId } from '../../src/contract/ids.ts';
import { hostsHandlers } from '../../src/features/hosts/index.ts';
import { endOfList, takeAccounts } from '../../src/features/statuses/index.ts';
import type { TestCore } from './core.ts';

/** An account as a panel shows it, active and open where nothing else is given. */
export function panelAccount(login: string, given: Partial<PanelAccount> = {}): PanelAccount {
  return {
    login,
    birth: `${login} 1`,
    domain: `${login}.example`,
    otherDomains: [],
    emails: [`owner@${login}.example`],
    owner: 'reseller',
    plan: 'Small',
    createdAt: null,
    own: false,
    suspended: false,
    locked: false,
    outgoingMail: 'open',
    reason: '',
    suspendedAt: null,
    lifter: 'unknown',
    limits: [],
    unlimited: null,
    ...given,
  };
}

/** Figures of an account, or of one of its domains, of which all was delivered. */
export function panelUsage(login: string, sent: number | null, given: Partial<PanelUsage> = {}): PanelUsage {
  return {
    login,
    domain: '',
    sent,
    delivered: sent,
    deferred: sent === null ? null : 0,
    failed: sent === null ? null : 0,
    recipients: null,
    bytes: null,
    limitReached: '',
    limit: null,
    ...given,
  };
}

/** A host with one pack. */
export async function makePack({ core }: TestCore, name = 'Northhost'): Promise<PackId> {
  const { packs } = await hostsHandlers(core).create({ presetId: 'neutral', name, packName: `${name} 50` }, { signal: undefined });
  const [pack] = packs;
  if (pack === undefined) throw new Error('A host without a pack');
  return PackId.parse(pack.id);
}

/** Reads a complete list, as a connection does. */
export async function readList({ core }: TestCore, packId: string, accounts: readonly PanelAccount[]) {
  const at = core.clock.now();
  const { after } = await core.db.read
    .selectFrom('hosted_account')
    .where('pack_id', '=', packId)
    .select((eb) => eb.fn.max('last_seen_at').as('after'))
    .executeTakeFirstOrThrow();
  return await core.db.write(async (tx) => {
    const taken = await takeAccounts(core, tx, { packId, accounts, at, after, origin: 'panel' });
    return { ...taken, ...(await endOfList(core, tx, { packId, begunAt: at, at })) };
  });
}

import { z } from 'zod';
import { ACKNOWLEDGED, Rung } from '../../contract/evidence.ts';
import type { ReadDb } from '../../db/db.ts';
import { toIso } from '../../shared/dates.ts';

const Domains = z.array(z.string());

/** An account a proof may cover. */
export interface CoveredAccount {
  readonly id: string;
  readonly mainDomain: string;
  readonly otherDomains: readonly string[];
  readonly status: string;
}

/** The accounts of a client at a host, or in one pack of it, in the order they were made. */
export async function coveredAccounts(
  db: ReadDb,
  { clientId, hostId, packId }: { readonly clientId: string; readonly hostId: string; readonly packId?: string },
): Promise<CoveredAccount[]> {
  const rows = await db
    .selectFrom('account')
    .innerJoin('pack', 'pack.id', 'account.pack_id')
    .select(['account.id', 'account.main_domain', 'account.other_domains', 'account.status'])
    .where('account.client_id', '=', clientId)
    .where('pack.host_id', '=', hostId)
    .$if(packId !== undefined, (query) => query.where('pack.id', '=', packId ?? ''))
    .orderBy('account.created_at')
    .orderBy('account.id')
    .execute();
  return rows.map((row) => ({ id: row.id, mainDomain: row.main_domain, otherDomains: Domains.parse(JSON.parse(row.other_domains)), status: row.status }));
}

/** Domains of accounts, main ones first, each once. */
export function domainsOf(accounts: readonly CoveredAccount[]): string[] {
  const all = [...accounts.map(({ mainDomain }) => mainDomain), ...accounts.flatMap(({ otherDomains }) => otherDomains)];
  return [...new Set(all)].filter((domain) => domain !== '');
}

/** The newest notice version of each host, and the round it belongs to: the newest material version up to it. */
async function standing(db: ReadDb, hostId: string) {
  const versions = await db
    .selectFrom('policy_version')
    .select(['id', 'number', 'material'])
    .where('host_id', '=', hostId)
    .where('kind', '=', 'notice')
    .orderBy('number', 'desc')
    .execute();
  const [current] = versions;
  const round = versions.find(({ material }) => material === 1) ?? versions.at(-1);
  return { current: current === undefined ? null : { versionId: current.id, number: current.number }, round: round?.number ?? null };
}

interface Acknowledged {
  readonly versionNumber: number;
  readonly rung: Rung;
  readonly at: string;
}

/** What each account of a client acknowledged last: the newest version, then the strongest proof, then the oldest of its kind. */
async function acknowledgedBy(db: ReadDb, accountIds: readonly string[]): Promise<Map<string, Acknowledged>> {
  const rows = await db
    .selectFrom('evidence_account as covered')
    .innerJoin('policy_version', 'policy_version.id', 'covered.version_id')
    .leftJoin('evidence_revoked', 'evidence_revoked.evidence_id', 'covered.evidence_id')
    .select(['covered.account_id', 'covered.rung', 'covered.happened_at', 'policy_version.number'])
    .where('covered.account_id', 'in', [...accountIds])
    .where('covered.rung', 'in', [...ACKNOWLEDGED])
    .where('policy_version.kind', '=', 'notice')
    .where('evidence_revoked.evidence_id', 'is', null)
    .execute();
  const strength = (rung: Rung): number => Rung.options.indexOf(rung);
  const best = new Map<string, Acknowledged>();
  for (const row of rows.toSorted((a, b) => a.happened_at - b.happened_at)) {
    const rung = Rung.parse(row.rung);
    const known = best.get(row.account_id);
    const better = known === undefined || row.number > known.versionNumber || (row.number === known.versionNumber && strength(rung) > strength(known.rung));
    if (better) best.set(row.account_id, { versionNumber: row.number, rung, at: toIso(row.happened_at) });
  }
  return best;
}

/** The token of the newest notice that still stands. */
async function newestToken(db: ReadDb, clientId: string, hostId: string): Promise<string | null> {
  const notice = await db
    .selectFrom('notice')
    .select('token')
    .where('client_id', '=', clientId)
    .where('host_id', '=', hostId)
    .where('withdrawn_at', 'is', null)
    .where('token', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return notice?.token ?? null;
}

/** Per host of a client, what was acknowledged and what stands now. Active accounts only. Null when there is no such client. */
export async function acknowledgementsOf(db: ReadDb, clientId: string) {
  const client = await db.selectFrom('client').select('id').where('id', '=', clientId).executeTakeFirst();
  if (client === undefined) return null;
  const hosts = await db
    .selectFrom('account')
    .innerJoin('pack', 'pack.id', 'account.pack_id')
    .innerJoin('host', 'host.id', 'pack.host_id')
    .select(['host.id', 'host.name'])
    .distinct()
    .where('account.client_id', '=', clientId)
    .where('account.status', '=', 'active')
    .orderBy('host.name')
    .orderBy('host.id')
    .execute();
  const answer = [];
  for (const host of hosts) {
    const accounts = (await coveredAccounts(db, { clientId, hostId: host.id })).filter(({ status }) => status === 'active');
    const best = await acknowledgedBy(
      db,
      accounts.map(({ id }) => id),
    );
    const { current, round } = await standing(db, host.id);
    answer.push({
      hostId: host.id,
      hostName: host.name,
      current,
      round,
      accounts: accounts.map(({ id, mainDomain }) => ({ accountId: id, mainDomain, ...stateOf(best.get(id), round) })),
      token: await newestToken(db, clientId, host.id),
    });
  }
  return answer;
}

function stateOf(acknowledged: Acknowledged | undefined, round: number | null) {
  const state =
    acknowledged === undefined ? ('none' as const) : round === null || acknowledged.versionNumber >= round ? ('current' as const) : ('older' as const);
  return { state, acknowledged: acknowledged ?? null };
}

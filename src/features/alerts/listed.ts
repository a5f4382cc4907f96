import type { AlertLevel } from '../../contract/alerts.ts';
import { toIso } from '../../shared/dates.ts';
import { type ListedSubject, listedOfPack } from '../blocklists/index.ts';
import type { Sign } from './episode.rules.ts';
import type { Ground } from './ground.ts';

/** How many lists are named. */
const NAMED = 3;

/** Addresses of the pack, and domains of its accounts, that are on block lists: one sign each, whatever the number of lists. */
export async function listedSigns({ db, pack, hosted, today }: Ground): Promise<Sign[]> {
  const byDomain = new Map([...hosted.values()].map(({ domain, id }) => [domain, id]));
  return (await listedOfPack(db, { packId: pack.packId, today })).map((listed) => signOf(listed, listed.isIp ? null : (byDomain.get(listed.subject) ?? null)));
}

function signOf({ subject, isIp, lists, since }: ListedSubject, hostedId: number | null): Sign {
  const names = lists.slice(0, NAMED).map(({ name }) => name);
  const facts = { subject, count: lists.length, lists: names.join(', '), since: toIso(since) };
  return { kind: 'listed', hostedId, subject, level: levelOf(lists, isIp), peak: lists.length, facts };
}

/** A minor list while mail flows is to know, no more; an address on one that many receivers follow stops the mail of everybody who shares it. */
function levelOf(lists: ListedSubject['lists'], isIp: boolean): AlertLevel {
  const weights = lists.map(({ weight }) => weight);
  if (weights.includes('high')) return isIp ? 'act' : 'warn';
  return weights.includes('medium') ? 'warn' : 'info';
}

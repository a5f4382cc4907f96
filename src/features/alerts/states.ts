import { toIso } from '../../shared/dates.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import { STOPPED } from '../../shared/panels.ts';
import { clip, singleLine } from '../../shared/text.ts';
import type { OpenEpisode, Sign } from './episode.rules.ts';
import type { PackStopped } from './flips.repo.ts';
import type { Ground } from './ground.ts';
import type { HostedFacts } from './pack.repo.ts';
import { heavier, RANK } from './spike.rules.ts';
import { stateLevel } from './state.rules.ts';

const REASON = 300;

/** A stopped pack; what is said of its accounts one by one is in it. */
export function packSign({ hosted }: Ground, { after, at, because, reason }: PackStopped): Sign {
  // The same who count when it is judged whether the pack stopped.
  const present = [...hosted.values()].filter(({ own, missing, state }) => !own && !missing && state !== 'unknown');
  const facts = {
    accounts: present.filter(({ state }) => STOPPED.includes(state)).length,
    total: present.length,
    since: toIso(at),
    after: after === null ? null : toIso(after),
    because,
    reason: clip(singleLine(reason), REASON),
  };
  return { kind: 'pack_suspended', hostedId: null, subject: '', level: 'act', peak: hosted.size, facts };
}

/** Accounts that are stopped, held or locked, as far as the panel still shows them. */
export function stateSigns({ hosted, at }: Ground): Sign[] {
  return [...hosted.values()].flatMap((account) => (account.missing ? [] : (stateSign(account, at) ?? [])));
}

function stateSign(account: HostedFacts, at: number): Sign | null {
  const { id, state, stateAfter: after, stateAt: since, stateHostSince: hostSince, reasonClass, lifter } = account;
  const level = stateLevel({ state, after, since, hostSince, reasonClass, lifter }, at);
  if (level === null) return null;
  const facts = {
    state,
    since: toIso(since),
    after: after === null ? null : toIso(after),
    hostSince: hostSince === null ? null : toIso(hostSince),
    reason: clip(singleLine(account.reason), REASON),
    reasonClass,
    lifter,
  };
  return { kind: 'state', hostedId: id, subject: '', level, peak: 0, facts };
}

/** No good answer of a panel for long, or a login that is refused: nobody tries that again by himself. */
export function connectionSign({ pack, settings, at }: Ground): Sign | null {
  const { connection } = pack;
  if (connection === null || connection.paused || connection.troubleSince === null) return null;
  const refused = connection.state === 'refused';
  if (!refused && (connection.state !== 'failing' || at - connection.troubleSince < settings.lostMinutes * MINUTE_MS)) return null;
  const facts = {
    form: refused ? 'refused' : 'failing',
    code: connection.troubleCode ?? '',
    since: toIso(connection.troubleSince),
    lastAt: connection.lastAt === null ? null : toIso(connection.lastAt),
  };
  return { kind: 'connection_lost', hostedId: null, subject: '', level: 'warn', peak: 0, facts };
}

/** How many accounts are named. */
const NAMED = 3;

/** Two or more accounts with bad signs: hosts that look away from one stop the whole pack. */
export function severalSign({ hosted }: Ground, episodes: readonly Pick<OpenEpisode, 'kind' | 'hostedId' | 'level'>[]): Sign | null {
  const bad = new Map<number, 'warn' | 'act'>();
  for (const { kind, hostedId, level } of episodes) {
    if (hostedId === null || level === 'info' || !BAD.includes(kind)) continue;
    bad.set(hostedId, heavier(level, bad.get(hostedId) ?? 'warn'));
  }
  if (bad.size < 2) return null;
  const sorted = [...bad].sort(([a, x], [b, y]) => RANK[y] - RANK[x] || a - b);
  const names = sorted.slice(0, NAMED).map(([id]) => hosted.get(id)?.domain || hosted.get(id)?.login || '');
  const heavy = sorted.filter(([, level]) => level === 'act').length;
  const facts = { accounts: bad.size, names: names.join(', '), more: Math.max(0, bad.size - NAMED) };
  return { kind: 'several_bad', hostedId: null, subject: '', level: heavy >= 2 ? 'act' : 'warn', peak: bad.size, facts };
}

const BAD: readonly OpenEpisode['kind'][] = ['spike', 'failures', 'state', 'warned'];

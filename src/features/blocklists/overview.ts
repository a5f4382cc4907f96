import type { BlocklistOverview, ListAnswer, ListState } from '../../contract/blocklists.ts';
import type { LIST_STATES, ListStateName } from '../../shared/blocklists.ts';
import { toIso } from '../../shared/dates.ts';
import type { Core } from '../core.ts';
import { readStates } from './answers.repo.ts';
import { readIps } from './ips.repo.ts';
import { isAsked, readLists } from './lists.ts';
import { lastRun, lastWholeRun } from './runs.repo.ts';
import { readSettings } from './settings.repo.ts';
import { domainsOfClients } from './subjects.repo.ts';
import { dueAt } from './watch.rules.ts';

/** What stands on the page of block lists, but for the domains one by one. */
export async function readOverview(core: Core, running: boolean): Promise<BlocklistOverview> {
  const db = core.db.read;
  const settings = await readSettings(core.logger, db);
  const [lists, ips, run, whole, domains, states] = await Promise.all([
    readLists(db),
    readIps(db),
    lastRun(db),
    lastWholeRun(db),
    domainsOfClients(db),
    readStates(db),
  ]);
  const asked = lists.filter((list) => isAsked(list, settings));
  const shown = new Set(asked.map(({ id }) => id));
  const told = ips.map((ip) => ({ ...ip, answers: ip.answers.filter((answer) => isShown(answer, shown)) }));
  const { agreed, servers, timeoutSeconds, watch, everyHours } = settings;
  return {
    agreed: agreed === null ? null : { at: toIso(agreed.at), author: agreed.author },
    settings: { servers, timeoutSeconds, domains: settings.domains, watch, everyHours },
    running,
    lastRun: run,
    nextAt: agreed !== null && watch ? toIso(Math.max(core.clock.now(), dueAt(whole, everyHours))) : null,
    lists: asked.map(({ id, name, weight, subjects }) => ({ id, name, weight, subjects: [...subjects] })),
    ips: told,
    counts: {
      ips: countsOf(told.filter(({ validTo }) => validTo === null).flatMap((ip) => ip.answers.map(({ state }) => state))),
      domains: countsOf(domains.flatMap(({ domain }) => states.get(domain) ?? [])),
    },
    domains: domains.length,
  };
}

/** What lists said that are asked no more is shown while it says that an address is listed. */
function isShown({ listId, state }: ListAnswer, asked: ReadonlySet<string>): boolean {
  return asked.has(listId) || state === 'listed';
}

function countsOf(states: readonly ListState[]): Record<ListStateName, number> {
  const counts = { listed: 0, not_listed: 0, refused: 0, no_answer: 0 };
  for (const state of states) counts[state] += 1;
  return counts satisfies Record<(typeof LIST_STATES)[number], number>;
}

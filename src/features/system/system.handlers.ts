import { fail } from '../../contract/fail.ts';
import type { Call, Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import type { Topic } from '../../contract/system.ts';
import { dateIn } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { countBlockedClients } from '../clients/index.ts';
import { connectionsSummary } from '../connections/index.ts';
import type { Core } from '../core.ts';
import { isSenderComplete } from '../settings/index.ts';
import { fillDemo } from './demo/fill-demo.ts';
import { examine } from './doctor.ts';
import type { Neighbours } from './neighbours.ts';
import { countRepliesToRead, countReturned, isEmptyWorkspace, schemaVersion, sentSince } from './system.repo.ts';

/** What the shell knows and the core does not. */
export interface ShellFacts {
  readonly shell: 'electron' | 'headless' | 'cli' | 'test';
  readonly version: string;
  readonly platform: string;
  readonly runtime: string;
  readonly dataFolder: string;
}

export interface Surroundings {
  readonly shell: ShellFacts;
  readonly neighbours: Neighbours;
  /** The same features on another core: with another clock, history can be lived through in seconds. */
  readonly rebuild: (core: Core) => Neighbours;
  /** Topics of each burst of changes, until the signal aborts. */
  readonly listen: (signal: AbortSignal | undefined) => AsyncGenerator<{ topics: Topic[] }, void, void>;
}

const WEEK_DAYS = 7;
/** Pauses that are looked through for one of everybody. */
const HOLDS = 500;
/** Accounts without proof that are named. */
const LONGEST_GAPS = 3;
/** Open cases that are looked through for those that are due, and how many of them are named. */
const CASES = 500;
const FIRST_CASES = 5;

/** What the coming week brings of reminders. */
async function remindersToday({ reminders }: Neighbours, call: Call) {
  const { days, catchUp } = await reminders.calendar({ days: WEEK_DAYS }, call);
  const { rows } = await reminders.holds({ offset: 0, limit: HOLDS, active: true }, call);
  return { week: days.reduce((sum, day) => sum + day.reminders, 0), catchUp, pausedAll: rows.some(({ scope }) => scope === 'all') };
}

/** What came back in the past week, and whom nothing may be sent to. */
async function bouncesToday({ db, clock }: Core) {
  const now = clock.now();
  return { week: await countReturned(db.read, now - WEEK_DAYS * DAY_MS), clientsBlocked: await countBlockedClients(db.read, now) };
}

/** The cases that ask for something today, those that are due longest first. */
async function incidentsToday({ clock }: Core, { incidents }: Neighbours, call: Call) {
  const { rows, counts } = await incidents.list({ show: 'open', offset: 0, limit: CASES }, call);
  const day = dateIn(clock.now(), clock.timeZone());
  const due = rows.filter(({ next }) => next !== null && next.on <= day);
  return { open: counts.open, due: due.length, stale: counts.stale, first: due.slice(0, FIRST_CASES) };
}

async function today(core: Core, neighbours: Neighbours, call: Call) {
  const { hosts, clients, policies, notices, outbox, evidence, settings } = neighbours;
  const [hostList, clientPage, versions, coverage, due, summary, { sender }, sentSinceYesterday, repliesToRead, gaps] = await Promise.all([
    hosts.list({}, call),
    clients.list({ offset: 0, limit: 1, sort: 'name', descending: false, filter: { search: '', told: [], languages: [] } }, call),
    policies.list({ kind: 'notice' }, call),
    evidence.coverage({}, call),
    notices.due({ offset: 0, limit: 1, search: '' }, call),
    outbox.summary({}, call),
    settings.get({}, call),
    sentSince(core.db.read, core.clock.now() - DAY_MS),
    countRepliesToRead(core.db.read),
    evidence.gaps({ offset: 0, limit: LONGEST_GAPS, search: '' }, call),
  ]);
  const withPolicy = new Set(versions.map((version) => version.hostId));
  return {
    hosts: hostList.length,
    clients: clientPage.total,
    publishedVersions: versions.length,
    hostsWithoutPolicy: hostList.filter(({ id }) => !withPolicy.has(id)).map(({ id, name }) => ({ id, name })),
    coverage,
    noticesReady: due.ready,
    noticesBlocked: due.blocked,
    outbox: summary,
    sentSinceYesterday,
    senderComplete: isSenderComplete(sender),
    repliesToRead,
    reminders: await remindersToday(neighbours, call),
    bounces: await bouncesToday(core),
    alerts: await neighbours.alerts.summary({}, call),
    incidents: await incidentsToday(core, neighbours, call),
    dossiersDue: (await neighbours.dossiers.list({}, call)).filter(({ due }) => due !== 'none'),
    connections: await connectionsSummary(core.db),
    gaps: { total: gaps.total, longest: gaps.rows },
  };
}

async function backup(core: Core) {
  const day = toIso(core.clock.now()).slice(0, 10);
  const { ref, sizeBytes } = await core.files.putFrom(`sendward-${day}.db`, 'application/vnd.sqlite3', (path) => core.db.backup(path));
  return { fileRef: ref, sizeBytes };
}

/** About the program and its data folder as a whole. */
export function systemHandlers(core: Core, { shell, neighbours, rebuild, listen }: Surroundings): Handlers<Contract['system']> {
  return {
    info: async () => ({
      ...shell,
      databaseVersion: await schemaVersion(core.db.read),
      now: toIso(core.clock.now()),
      timeZone: core.clock.timeZone(),
    }),
    today: (_input, call) => today(core, neighbours, call),
    changes: (_input, { signal }) => listen(signal),
    fillDemo: async function* ({ language }, call) {
      if (!(await isEmptyWorkspace(core.db.read))) throw fail('workspace_not_empty', {});
      yield* fillDemo({ core, rebuild, language, call });
    },
    backup: () => backup(core),
    doctor: async () => ({ checks: await examine(core) }),
  };
}

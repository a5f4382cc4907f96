import type { CheckRun } from '../../contract/blocklists.ts';
import type { Progress } from '../../contract/common.ts';
import { fail } from '../../contract/fail.ts';
import type { DnsResolver } from '../../ports/dns.ts';
import { AppError } from '../../shared/app-error.ts';
import type { ListWhy } from '../../shared/blocklists.ts';
import { dateIn } from '../../shared/calendar.ts';
import type { Core } from '../core.ts';
import { unchecked } from './answer.rules.ts';
import { type Answered, writeAnswers, writeTest } from './answers.repo.ts';
import { askList, type OpenList, testList } from './ask.ts';
import { type Pace, runLane } from './lane.ts';
import { openLists } from './open-lists.ts';
import type { Subject } from './question.rules.ts';
import { writeRun } from './runs.repo.ts';
import { choiceIn, readSettings, type StoredSettings } from './settings.repo.ts';
import { addressesInUse, domainsOfClients } from './subjects.repo.ts';
import { Tally } from './tally.ts';

/** What is asked, by whom. */
export interface Order {
  readonly by: 'hand' | 'watch';
  /** Only these; undefined = everything. */
  readonly subjects?: readonly string[] | undefined;
  readonly listId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A check under way. */
interface Session {
  readonly core: Core;
  readonly pace: Pace;
  readonly dns: DnsResolver;
  /** Ends everything that is under way. */
  readonly leave: AbortController;
  readonly signal: AbortSignal;
  readonly tally: Tally;
  readonly startedAt: number;
}

/** Failures in a row after which a list is left alone for the rest of a check. */
const PATIENCE = 8;

/**
 * Asks every list about every subject: its test points first, and nothing more of a list that fails them. What was answered is kept, list by list, whatever
 * happens to the rest. Throws `blocklists_not_agreed`, `secret_store_unavailable`, `cancelled`.
 */
export async function* check(core: Core, pace: Pace, order: Order): AsyncGenerator<Progress | { kind: 'done'; result: CheckRun }, void, void> {
  const settings = await readSettings(core.logger, core.db.read);
  if (settings.agreed === null) throw fail('blocklists_not_agreed', {});
  const jobs = await jobsOf(core, settings, order);
  const session = openSession(core, pace, { settings, total: jobs.reduce((sum, { subjects }) => sum + subjects.length, 0) });
  const { tally, leave } = session;
  const cancel = (): void => leave.abort();
  order.signal?.addEventListener('abort', cancel);
  if (order.signal?.aborted === true) cancel();
  const work = tally.watch(runLists(session, jobs));
  let outcome: CheckRun['outcome'] = 'cancelled';
  try {
    for await (const done of tally.steps()) yield { kind: 'progress', phase: 'lists', done, total: tally.total };
    await work;
    outcome = 'done';
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'cancelled')) outcome = 'failed';
    throw error;
  } finally {
    order.signal?.removeEventListener('abort', cancel);
    leave.abort();
    await work.catch(() => {});
    await closeSession(session, { jobs, order, outcome });
  }
  yield { kind: 'done', result: tally.told() };
}

function openSession(core: Core, pace: Pace, { settings, total }: { readonly settings: StoredSettings; readonly total: number }): Session {
  const dns = core.dns.open(choiceIn(settings));
  const leave = new AbortController();
  return { core, pace, dns, leave, signal: leave.signal, tally: new Tally(total), startedAt: core.clock.now() };
}

interface End {
  readonly jobs: readonly Job[];
  readonly order: Order;
  readonly outcome: CheckRun['outcome'];
}

async function closeSession({ core, dns, tally, startedAt }: Session, { jobs, order, outcome }: End): Promise<void> {
  dns.close();
  const everything = order.subjects === undefined && order.listId === undefined;
  const subjects = new Set(jobs.flatMap((job) => job.subjects.map(({ text }) => text))).size;
  const run = tally.run({ startedAt, endedAt: core.clock.now(), by: order.by, outcome, subjects, lists: jobs.length });
  await core.db.write((tx) => writeRun(tx, run, everything));
}

interface Job {
  readonly open: OpenList;
  readonly subjects: readonly Subject[];
}

async function jobsOf(core: Core, settings: StoredSettings, { subjects, listId }: Order): Promise<Job[]> {
  const db = core.db.read;
  const [addresses, domains] = await Promise.all([
    addressesInUse(db, dateIn(core.clock.now(), core.clock.timeZone())),
    settings.domains ? domainsOfClients(db) : [],
  ]);
  const wanted = subjects === undefined ? null : new Set(subjects);
  const all: Subject[] = [...addresses.map(({ kind, text }) => ({ kind, text })), ...domains.map(({ domain }) => ({ kind: 'domain' as const, text: domain }))];
  const asked = all.filter(({ text }) => wanted?.has(text) ?? true);
  const jobs: Job[] = [];
  for (const open of await openLists(core, settings, listId)) {
    const fitting = asked.filter(({ kind }) => open.list.subjects.includes(kind));
    if (fitting.length > 0) jobs.push({ open, subjects: fitting });
  }
  return jobs;
}

/** All lists at once; the first that fails ends the others, and is told when they have written down what they know. */
async function runLists(session: Session, jobs: readonly Job[]): Promise<void> {
  const ends = jobs.map(async (job) => {
    try {
      await runList(session, job);
    } catch (error) {
      session.leave.abort();
      throw error;
    }
  });
  await Promise.allSettled(ends);
  await Promise.all(ends);
}

async function runList(session: Session, { open, subjects }: Job): Promise<void> {
  const { core, tally } = session;
  const listId = open.list.id;
  const test = await testList(open, session);
  const answers: Answered[] = [];
  try {
    if (test.why === null) answers.push(...(await askAll(session, { open, subjects }, answers)));
    else answers.push(...givenUp(session, { open, subjects }, test.why));
  } finally {
    const changes = await core.db.write(async (tx) => {
      await writeTest(tx, { listId, at: core.clock.now(), ...test });
      return await writeAnswers(tx, { listId, answers, pause: () => core.clock.yield() });
    });
    tally.add(answers, changes);
    core.changed('blocklists');
  }
}

/** Puts what is answered into `into`, and returns what was given up. */
async function askAll(session: Session, { open, subjects }: Job, into: Answered[]): Promise<Answered[]> {
  const { core, pace, tally } = session;
  let failures = 0;
  let refusal: ListWhy | null = null;
  const work = async (subject: Subject): Promise<'on' | 'stop'> => {
    const heard = await askList(open, subject, session);
    into.push({ ...heard, subject: subject.text, listId: open.list.id, at: core.clock.now() });
    tally.step();
    failures = heard.why === null ? 0 : failures + 1;
    // Who says that it is too much, or that it does not answer us, is not asked again now.
    if (heard.why === 'too_many' || heard.why === 'public_resolver') refusal = heard.why;
    return refusal !== null || failures >= PATIENCE ? 'stop' : 'on';
  };
  const left = await runLane(core.clock, pace, { items: subjects, work });
  return givenUp(session, { open, subjects: left }, refusal ?? 'gave_up');
}

/** Questions that are not asked, nor waited for any more. */
function givenUp({ core, tally }: Session, { open, subjects }: Job, why: ListWhy): Answered[] {
  tally.step(subjects.length);
  const at = core.clock.now();
  return subjects.map(({ text }) => ({ ...unchecked(why), subject: text, listId: open.list.id, raw: [], reason: '', question: '', at }));
}

import { fail } from '../../contract/fail.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { Contract } from '../../contract/index.ts';
import { type Repermission, RepermissionPlan } from '../../contract/repermission.ts';
import type { StoryTold } from '../../contract/story.ts';
import type { WriteDb } from '../../db/db.ts';
import { addDays, dateIn, longDate } from '../../shared/calendar.ts';
import { NOBODY } from '../../shared/repermission.ts';
import type { Core } from '../core.ts';
import { findHost } from '../hosts/index.ts';
import { type Case, findCase, markStep, reachedNobody, requireConcerned, tellStory } from '../incidents/index.ts';
import { findLetter, insertLetter, type PreparedLetter, prepareLetter } from '../letters/index.ts';
import { findRecipient } from '../notices/index.ts';
import type { Outbox } from '../outbox/index.ts';
import { readAuthor, readSettings } from '../settings/index.ts';
import { filesOf, insertFile, setRemoved } from './files.repo.ts';
import { deleteStored, findStored, insertStored, type RepermissionChange, type StoredRepermission, storedOfCase, updateStored } from './repermission.repo.ts';
import { takeFile } from './take-file.ts';
import { viewOf } from './view.ts';

type Own = Handlers<Contract['repermission']>;

/** Days a client has for it: as long as its step. */
const REPORT_DAYS = 14;

const today = ({ clock }: Core): string => dateIn(clock.now(), clock.timeZone());

/**
 * Keeps a first plan, which writes to nobody but those given. Returns its id. Throws `incident_not_found`, `incident_closed`, `client_not_found`,
 * `repermission_no_client`, `repermission_exists`, and what `requireConcerned` and `changed` throw.
 */
export async function createPlan(core: Core, { incidentId, clientId, plan: given = {} }: Parameters<Own['create']>[0]): Promise<string> {
  const found = await findCase(core, core.db.read, incidentId);
  if (found.stored.closedAt !== null) throw fail('incident_closed', {});
  const whose = clientId ?? causedBy(found);
  if (whose === null) throw fail('repermission_no_client', {});
  const { client } = await findRecipient(core, { clientId: whose, hostId: found.stored.hostId });
  requireConcerned(found, client);
  const { terms } = await findHost(core.db.read, found.stored.hostId);
  const id = core.ids.next();
  const plan = changed(firstPlan(terms.lawCountry, addDays(today(core), REPORT_DAYS)), given, today(core));
  await core.db.write(async (tx) => {
    const stored: StoredRepermission = {
      ...{ id, incidentId, plan },
      clientId: client.id,
      clientName: client.name,
      result: { yes: 0, no: 0, counts: null, toldOn: null },
      ...{ letterId: null, startedOn: null, overOn: null },
    };
    await insertStored(tx, { ...stored, createdAt: core.clock.now() });
    await tellStory(core, tx, { id: incidentId, what: 'note', step: 'repermission', told: { key: 'repermission_created', values: { client: client.name } } });
  });
  core.changed('incidents');
  return id;
}

function causedBy({ concerned }: Case): string | null {
  const people = concerned.filter(({ clientId }) => clientId !== null);
  return (people.find(({ role }) => role === 'caused') ?? people.find(({ role }) => role === 'suspected'))?.clientId ?? null;
}

function firstPlan(lawCountry: RepermissionPlan['lawCountry'], reportBy: string): RepermissionPlan {
  return RepermissionPlan.parse({
    ...{ before: null, countedOn: null },
    ...{ writesTo: [], asked: 0, keepsRest: false, from: 'unknown', rate: null, offerInside: false, rounds: 1 },
    ...{ lawCountry, lawSays: 'unknown', startsOn: null, answersUntil: null, reportBy },
  });
}

/** What an act changes, and the line it leaves in the story; null = none. */
interface Act {
  readonly change: RepermissionChange;
  readonly line: StoryTold | null;
}

/** Does something to a plan that is not over, in one transaction. Throws `repermission_not_found`, `repermission_over`, `incident_closed`, and what `work` throws. */
async function act(core: Core, id: string, work: (tx: WriteDb, stored: StoredRepermission) => Promise<Act>): Promise<void> {
  await core.db.write(async (tx) => {
    const stored = await findStored(tx, id);
    if (stored.overOn !== null) throw fail('repermission_over', {});
    await requireOpen(core, tx, stored.incidentId);
    const { change, line } = await work(tx, stored);
    if (Object.keys(change).length > 0) await updateStored(tx, id, change);
    if (line === null) return;
    const told: StoryTold = { key: line.key, values: { client: stored.clientName, ...line.values } };
    await tellStory(core, tx, { id: stored.incidentId, what: 'note', step: 'repermission', told });
  });
  core.changed('incidents');
}

async function requireOpen(core: Core, tx: WriteDb, incidentId: string): Promise<void> {
  if ((await findCase(core, tx, incidentId)).stored.closedAt !== null) throw fail('incident_closed', {});
}

/** What makes a plan spam itself. */
const stopsOf = ({ warnings }: Repermission): Repermission['warnings'] => warnings.filter(({ severity }) => severity === 'stop');

/** A plan with what changes of it. Throws `repermission_counts`, `repermission_days`, `day_not_ahead`, `date_in_future`. */
function changed(kept: RepermissionPlan, plan: Parameters<Own['change']>[0]['plan'], now: string): RepermissionPlan {
  const { before, ...rest } = { ...kept, ...plan };
  const countedOn = plan.countedOn === undefined && plan.before !== undefined ? now : rest.countedOn;
  const next = RepermissionPlan.parse({ ...rest, before, countedOn: before === null ? null : countedOn });
  const { asked, writesTo, reportBy, startsOn, answersUntil } = next;
  if (reportBy !== kept.reportBy && reportBy <= now) throw fail('day_not_ahead', {});
  if (answersUntil !== null && answersUntil !== kept.answersUntil && answersUntil <= now) throw fail('day_not_ahead', {});
  const changes = startsOn !== kept.startsOn || answersUntil !== kept.answersUntil;
  if (changes && startsOn !== null && answersUntil !== null && answersUntil < startsOn) throw fail('repermission_days', {});
  if (next.countedOn !== null && next.countedOn > now) throw fail('date_in_future', {});
  const count = next.before?.b ?? 0;
  if (asked > count || (asked > 0 && !writesTo.includes('b'))) throw fail('repermission_counts', { asked, count });
  return next;
}

/** Changes what is planned. Throws `repermission_uncounted` and `repermission_is_spam` where the client has begun, and what `changed` and `act` throw. */
export async function changePlan(core: Core, { id, plan }: Parameters<Own['change']>[0]): Promise<void> {
  await act(core, id, async (tx, stored) => {
    const next = changed(stored.plan, plan, today(core));
    const { asked } = next;
    if (stored.result.yes + stored.result.no > asked) throw fail('repermission_counts', { asked, count: stored.result.yes + stored.result.no });
    if (stored.startedOn !== null) await requireNoNewStop(core, tx, { stored, next });
    return { change: { plan: next }, line: null };
  });
}

/** What was begun may be put right bit by bit, and never made spam. */
async function requireNoNewStop(core: Core, tx: WriteDb, { stored, next }: { readonly stored: StoredRepermission; readonly next: RepermissionPlan }) {
  if (next.before === null) throw fail('repermission_uncounted', {});
  const before = stopsOf(await viewOf(core, tx, stored)).map(({ code }) => code);
  const added = stopsOf(await viewOf(core, tx, { ...stored, plan: next })).filter(({ code }) => !before.includes(code));
  if (added.length > 0) throw fail('repermission_is_spam', { count: added.length });
}

/** Throws a plan away. Throws `repermission_told` where the client knows of it or a proof is kept, and what `act` throws. */
export async function discardPlan(core: Core, id: string): Promise<void> {
  await act(core, id, async (tx, stored) => {
    const isKept = stored.startedOn !== null || (await wasTold(core, tx, stored)) || (await filesOf(tx, id)).length > 0;
    if (isKept) throw fail('repermission_told', {});
    await deleteStored(tx, id);
    const told: StoryTold = { key: 'repermission_discarded', values: { client: stored.clientName } };
    if (!(await waitsForNothing(core, tx, stored.incidentId))) return { change: {}, line: told };
    await markStep(core, tx, { id: stored.incidentId, step: 'repermission', state: 'open', told });
    return { change: {}, line: null };
  });
}

/** Its step is said to wait, and no plan is left that could be waited for. */
async function waitsForNothing(core: Core, tx: WriteDb, incidentId: string): Promise<boolean> {
  if ((await storedOfCase(tx, incidentId)).length > 0) return false;
  return (await findCase(core, tx, incidentId)).steps.some(({ id, state }) => id === 'repermission' && state === 'waiting');
}

/** His letter is on its way or reached him; one that reached nobody may be written anew. */
async function wasTold(core: Core, tx: WriteDb, { letterId }: StoredRepermission): Promise<boolean> {
  return letterId !== null && !reachedNobody((await findLetter(tx, letterId)).state, (await readSettings(core, tx)).transport);
}

/** The instruction of a plan, ready to leave. Throws `repermission_not_found`, `repermission_over`, `repermission_uncounted`, `day_not_ahead` and those of a letter. */
export async function instructionOf(core: Core, id: string): Promise<{ readonly prepared: PreparedLetter; readonly reportBy: string }> {
  const { incidentId, clientId, clientLanguage: language, plan, overOn } = await viewOf(core, core.db.read, await findStored(core.db.read, id));
  if (overOn !== null) throw fail('repermission_over', {});
  if (plan.before === null) throw fail('repermission_uncounted', {});
  if (plan.reportBy <= today(core)) throw fail('day_not_ahead', {});
  const values = { deadline: longDate(plan.reportBy, language) };
  const prepared = await prepareLetter(core, { incidentId, kind: 'repermission', language, clientId, values, notKnown: [] });
  return { prepared, reportBy: plan.reportBy };
}

/** Sends the client the instruction, once. Throws `incident_closed`, `letter_wrong_state` and what `instructionOf` and `act` throw. */
export async function tellClient(core: Core, enqueue: Outbox['enqueue'], id: string): Promise<void> {
  const { prepared, reportBy } = await instructionOf(core, id);
  await act(core, id, async (tx, stored) => {
    if (await wasTold(core, tx, stored)) throw fail('letter_wrong_state', {});
    return { change: { letterId: await insertLetter(core, tx, { prepared, enqueue, followUpOn: reportBy }) }, line: null };
  });
  core.changed('outbox');
}

/** The client begins. Throws `repermission_uncounted`, `repermission_is_spam`, `date_in_future` and what `act` throws. */
export async function startPlan(core: Core, { id, on = today(core) }: Parameters<Own['start']>[0]): Promise<void> {
  if (on > today(core)) throw fail('date_in_future', {});
  await act(core, id, async (tx, stored) => {
    if (stored.plan.before === null) throw fail('repermission_uncounted', {});
    const { length: count } = stopsOf(await viewOf(core, tx, stored));
    if (count > 0) throw fail('repermission_is_spam', { count });
    return { change: { startedOn: on }, line: { key: 'repermission_started', values: { on } } };
  });
}

/** Writes down what the client tells. Throws `repermission_answers`, `date_in_future` and what `act` throws. */
export async function tellResult(core: Core, { id, result }: Parameters<Own['result']>[0]): Promise<void> {
  if (result.toldOn !== null && result.toldOn > today(core)) throw fail('date_in_future', {});
  await act(core, id, async (_tx, { plan }) => {
    if (result.yes + result.no > plan.asked) throw fail('repermission_answers', { asked: plan.asked, count: result.yes + result.no });
    return {
      change: { result },
      line: { key: 'repermission_result', values: { yes: result.yes, no: result.no, silent: plan.asked - result.yes - result.no } },
    };
  });
}

/** Keeps a proof. Throws those of files and what `act` throws. */
export async function attachFile(core: Core, { id, purpose, fileRef }: Parameters<Own['attach']>[0]): Promise<void> {
  const taken = await takeFile(core, fileRef);
  await act(core, id, async (tx) => {
    const added = { addedAt: core.clock.now(), addedBy: await readAuthor(core, tx) };
    await insertFile(tx, { ...taken, ...added, purpose, id: core.ids.next(), repermissionId: id });
    return { change: {}, line: { key: 'repermission_attached', values: { name: taken.name } } };
  });
  await core.files.remove(fileRef);
}

/** Takes a proof away or brings it back. Throws `repermission_file_not_found` and what `act` throws. */
export async function detachFile(core: Core, { id, fileId, back }: Parameters<Own['detach']>[0]): Promise<void> {
  await act(core, id, async (tx) => {
    const name = await setRemoved(tx, { id, fileId }, back ? null : core.clock.now());
    return { change: {}, line: { key: back ? 'repermission_attached' : 'repermission_detached', values: { name } } };
  });
}

/** Ends it: everybody is accounted for; its step is done once every plan of the case is over. Throws `repermission_not_accounted` and what `act` throws. */
export async function finishPlan(core: Core, id: string): Promise<void> {
  await act(core, id, async (tx, stored) => {
    const { gaps, after, plan } = await viewOf(core, tx, stored);
    if (gaps.length > 0) throw fail('repermission_not_accounted', { count: gaps.length });
    // Whoever was never counted leaves a gap.
    const [{ a, b, c, d }, left] = [plan.before ?? NOBODY, after ?? NOBODY];
    const values = { before: a + b, after: left.a + left.b, removed: a + b - left.a - left.b, listed: a + b + c + d };
    const told: StoryTold = { key: 'repermission_finished', values: { client: stored.clientName, ...values } };
    const others = (await storedOfCase(tx, stored.incidentId)).filter((other) => other.id !== id);
    if (others.some(({ overOn }) => overOn === null)) return { change: { overOn: today(core) }, line: told };
    await markStep(core, tx, { id: stored.incidentId, step: 'repermission', state: 'done', told });
    return { change: { overOn: today(core) }, line: null };
  });
}

/** Takes the end back; its step waits again. Throws `repermission_not_found`, `repermission_running`, `incident_closed`. */
export async function reopenPlan(core: Core, id: string): Promise<void> {
  await core.db.write(async (tx) => {
    const { incidentId, overOn, clientName } = await findStored(tx, id);
    if (overOn === null) throw fail('repermission_running', {});
    await requireOpen(core, tx, incidentId);
    await updateStored(tx, id, { overOn: null });
    const told: StoryTold = { key: 'repermission_reopened', values: { client: clientName } };
    await markStep(core, tx, { id: incidentId, step: 'repermission', state: 'waiting', told, again: true });
  });
  core.changed('incidents');
}

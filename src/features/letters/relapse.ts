import type { AlertFacts } from '../../contract/alerts.ts';
import type { Handlers } from '../../contract/handlers.ts';
import type { StepId } from '../../contract/incidents.ts';
import type { Contract } from '../../contract/index.ts';
import type { StoryTold } from '../../contract/story.ts';
import type { ReadDb, WriteDb } from '../../db/db.ts';
import { alertSentence, alertTimes } from '../../shared/alert-words.ts';
import { dateIn } from '../../shared/calendar.ts';
import { toIso } from '../../shared/dates.ts';
import { parseIp } from '../../shared/ip.ts';
import type { Language } from '../../shared/language.ts';
import { lastSaid, staysOf } from '../blocklists/index.ts';
import type { Core } from '../core.ts';
import { answeredAt, type Case, findCase, grantedAt, markStep, reopenCase, tellStory, untoldOf } from '../incidents/index.ts';
import { readSettings } from '../settings/index.ts';
import { hostedByIds } from '../statuses/index.ts';
import { alertsBetween, cameBack, casesAnsweredSince, panelReadAt, takeNewSigns } from './relapse.repo.ts';
import { FIRST_WINDOW_MS, relapseState, WATCH_MS } from './relapse.rules.ts';
import { sayIn } from './words.ts';

/** What a relapse opens again: host or list has to be asked and to answer anew, and then it is watched anew. */
const AGAIN: readonly StepId[] = ['ask_unblocking', 'ask_delisting', 'await_answer', 'watch_72h', 'watch_7d'];
/** Those whose days count from the answer that is still to come. */
const FROM_ANSWER: readonly StepId[] = ['await_answer', 'watch_72h', 'watch_7d'];

type Own = Handlers<Contract['letters']>['relapse'];
type What = Awaited<ReturnType<Own>>['signs'][number]['what'];

/** Something that speaks for a relapse. `key` tells it from every other. */
interface Sign {
  readonly key: string;
  readonly at: number;
  readonly what: What;
  readonly name: string;
  readonly text: string;
  readonly told: StoryTold;
}

/** What was seen since host or list said yes. Throws `incident_not_found`. */
export async function relapseOf(core: Core, db: ReadDb, incidentId: string): ReturnType<Own> {
  const found = await findCase(core, db, incidentId);
  const since = await sinceWhen(core, db, found);
  const signs = since === null ? [] : await signsSince(core, db, { found, since });
  const lookedAt = since === null ? null : await lookedAtLast(db, found);
  return {
    since: since === null ? null : toIso(since),
    state: relapseState({ since, now: core.clock.now(), lookedAt, signs: signs.length }),
    // What was read before it says nothing of the time since.
    lookedAt: since === null || lookedAt === null || lookedAt < since ? null : toIso(lookedAt),
    signs: signs.map(({ at, what, name, text }) => ({ at: toIso(at), what, name, text })),
  };
}

/** From the answer on; of a case that came back, from the answer that did not hold, until there is a new one. */
async function sinceWhen(core: Core, db: ReadDb, found: Case): Promise<number | null> {
  const answered = await answeredAt(core, db, found);
  if (answered !== null || !(await cameBack(db, found.stored.id))) return answered;
  return await grantedAt(core, db, { incidentId: found.stored.id, after: 0 });
}

interface Since {
  readonly found: Case;
  readonly since: number;
}

async function signsSince(core: Core, db: ReadDb, { found, since }: Since): Promise<Sign[]> {
  const { language } = await readSettings(core, db);
  const signs = [...(await listedSince(core, db, { found, since })), ...(await alertsSince(core, db, { found, since, language: language ?? 'en' }))];
  return signs.sort((a, b) => a.at - b.at);
}

/** Accounts of whoever caused it or is suspected: what others do is no relapse. */
async function accountsOf(db: ReadDb, { concerned }: Case) {
  const ids = concerned.flatMap(({ role, hostedId }) => (role === 'innocent' || hostedId === null ? [] : [hostedId]));
  return await hostedByIds(db, ids);
}

/** The address of the case, and the domains of its accounts. */
async function subjectsOf(db: ReadDb, found: Case): Promise<string[]> {
  const { subject } = found.stored;
  const own = subject.kind === 'listing' ? [subject.listed] : subject.kind === 'blocked_object' && subject.object === 'ip' ? [subject.name] : [];
  const domains = (await accountsOf(db, found)).map(({ domain }) => domain);
  return [...new Set([...own, ...domains])].filter((each) => each !== '');
}

/** Of a listing only its own list counts: what other lists say is no answer to what was asked. Elsewhere no list was asked, so that an old stay means nothing. */
async function listedSince(core: Core, db: ReadDb, { found, since }: Since): Promise<Sign[]> {
  const say = await sayIn(core, db);
  const until = since + WATCH_MS;
  const { subject } = found.stored;
  const list = subject.kind === 'listing' ? subject.list : undefined;
  const signs: Sign[] = [];
  for (const name of await subjectsOf(db, found)) {
    for (const { listId, listName, firstAt, lastAt } of await staysOf(db, { subject: name, list })) {
      const [first, last] = [Date.parse(firstAt), Date.parse(lastAt)];
      const again = first > since && first <= until;
      // Lists forget slowly: an old stay counts only where it outlives the time they take.
      const still = list !== undefined && first <= since && last > since + FIRST_WINDOW_MS;
      if (!again && !still) continue;
      const values = { name, list: listName };
      const text = say(again ? 'sign.listed' : 'sign.still_listed', values);
      const told: StoryTold = { key: again ? 'relapse_listed' : 'relapse_still_listed', values };
      signs.push({ key: `listed ${name} ${listId} ${firstAt}`, at: again ? first : Math.min(last, until), what: 'listed', name, text, told });
    }
  }
  return signs;
}

/** Whether what concerns the pack as a whole concerns the case: one account, script or domain is not what others in the pack do. */
function isOfPack({ stored: { subject } }: Case): boolean {
  if (subject.kind === 'suspension') return subject.scope === 'pack';
  if (subject.kind === 'listing') return parseIp(subject.listed) !== null;
  return subject.kind === 'blocked_object' && subject.object === 'ip';
}

async function alertsSince(core: Core, db: ReadDb, { found, since, language }: Since & { readonly language: Language }): Promise<Sign[]> {
  const { packId, packName } = found.stored;
  const hostedIds = (await accountsOf(db, found)).map(({ id }) => id);
  const times = alertTimes(language, core.clock.timeZone(), core.clock.now());
  const alerts = await alertsBetween(db, { packId, hostedIds, wholePack: isOfPack(found), from: since, to: since + WATCH_MS });
  return alerts.map(({ id, kind, facts, at, isNew, name }) => ({
    key: isNew ? `alert ${id}` : `alert ${id} ${since}`,
    at,
    what: kind === 'state' || kind === 'pack_suspended' ? 'suspended' : 'alert',
    name: name || packName,
    text: alertSentence({ kind, facts }, times, (key, values) => core.texts.t(language, `alerts:why.${key}`, values)),
    told: { key: 'relapse_alert', values: { ...known(facts), kind, whose: name || packName } },
  }));
}

function known(facts: AlertFacts): StoryTold['values'] {
  return Object.fromEntries(Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
}

/** Only who asked that very list knows of it; whatever else happened is seen in the panel. */
async function lookedAtLast(db: ReadDb, { stored: { subject, packId } }: Case): Promise<number | null> {
  return subject.kind === 'listing' ? await lastSaid(db, { subject: subject.listed, list: subject.list }) : await panelReadAt(db, packId);
}

/** Looks at every case that is watched, and writes down what is new: a closed case is opened again, and so is asking and its watch. True when something came back. */
export async function noticeRelapses(core: Core): Promise<boolean> {
  const at = core.clock.now();
  // A day more than is watched: an answer may be written down later than it came.
  const ids = await casesAnsweredSince(core.db.read, at - 2 * WATCH_MS);
  let noticed = false;
  for (const id of ids) {
    const cameBack = await core.db.write((tx) => noticeRelapse(core, tx, { id, at }));
    noticed ||= cameBack;
  }
  if (noticed) core.changed('incidents');
  return noticed;
}

/**
 * Whoever shares the address is hurt once more (rule 000-27), but one letter a case is enough for those who had it: only where somebody has to be told who was not, as one
 * who came into the pack since, is telling open again.
 */
async function tellAgain(core: Core, tx: WriteDb, found: Case): Promise<readonly StepId[]> {
  const wasTold = found.steps.some(({ id, state }) => id === 'tell_innocent' && state === 'done');
  return wasTold && (await untoldOf(core, tx, found)).length > 0 ? ['tell_innocent'] : [];
}

async function noticeRelapse(core: Core, tx: WriteDb, { id, at }: { readonly id: string; readonly at: number }): Promise<boolean> {
  const found = await findCase(core, tx, id);
  const since = await answeredAt(core, tx, found);
  const signs = since === null ? [] : await takeNewSigns(tx, { incidentId: id, signs: await signsSince(core, tx, { found, since }), at });
  if (signs.length === 0) return false;
  for (const { told } of signs) await tellStory(core, tx, { id, what: 'note', told });
  const told: StoryTold = { key: 'relapse', values: {} };
  await reopenCase(core, tx, { id, told });
  const again = [...AGAIN, ...(await tellAgain(core, tx, found))];
  const over = found.steps.filter(({ id: step, state }) => again.includes(step) && state !== 'open');
  const today = dateIn(at, core.clock.timeZone());
  for (const { id: step } of over) await markStep(core, tx, { id, step, state: 'open', told, on: FROM_ANSWER.includes(step) ? null : today, again: true });
  return true;
}

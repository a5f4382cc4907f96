import type { Suspect } from '../../contract/culprits.ts';
import type { Handlers } from '../../contract/handlers.ts';
import { HostId } from '../../contract/ids.ts';
import { type CaseLetterKind, type Concerned, Incident, type StepId } from '../../contract/incidents.ts';
import type { Contract } from '../../contract/index.ts';
import type { CauseKept } from '../../contract/letters.ts';
import { type MergeField, mayUse } from '../../contract/merge-fields.ts';
import type { ReadDb } from '../../db/db.ts';
import { AppError } from '../../shared/app-error.ts';
import { momentsIn, reasonPart } from '../../shared/culprit-words.ts';
import { sidesOf } from '../../shared/culprits.ts';
import { isDatedByMail } from '../../shared/dated-by-mail.ts';
import { toIso } from '../../shared/dates.ts';
import type { Language } from '../../shared/language.ts';
import { singleLine } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { findVerdict } from '../culprits/index.ts';
import { pairKey, toldFacts } from '../reminders/index.ts';
import { readSettings } from '../settings/index.ts';
import { hostedByIds } from '../statuses/index.ts';
import { clockOf } from '../usage/index.ts';
import { earlierOf } from './concerned.repo.ts';
import { causeKept } from './found-values.rules.ts';
import type { Reader } from './happened.rules.ts';
import { partOf } from './innocent-values.rules.ts';
import { answerOf, figuresOf } from './letter-facts.repo.ts';
import { type Found, lastListedFor, limitsFor, ticketFor } from './letter-found.ts';
import { type LetterFacts, type LetterSay, letterValues, type MailPart, type SeenMail } from './letter-values.rules.ts';
import { listedAccounts } from './listed-account.repo.ts';
import { keptMails } from './open-mail.repo.ts';
import { otherNames, peopleBut } from './other-names.repo.ts';
import { type Case, findCase, incidentOf } from './view.ts';

type Own = Handlers<Contract['incidents']>['letterValues'];

/** What a case knows for a letter about `clientId`, or about whoever caused it. Throws `incident_not_found`. */
export async function valuesForLetter(
  core: Core,
  { id, kind, language, clientId }: Parameters<Own>[0] & { readonly clientId?: string | undefined },
): Promise<Awaited<ReturnType<Own>> & { readonly causeKept: CauseKept | null }> {
  const db = core.db.read;
  const found = await findCase(core, db, id);
  const { stored, concerned } = found;
  const about = aboutOf(concerned, clientId);
  const { login, limits, own, domains } = await accountsOf(core, { concerned, about, packId: stored.packId });
  const [ticket, lastListed] = [await ticketFor(db, found), await lastListedFor(db, found)];
  const [clock, now, zone] = [await clockOf(db, stored.packId), core.clock.now(), core.clock.timeZone()];
  const mail = await seenMail(core, { stored, about, language, clock });
  const facts: LetterFacts = {
    kind,
    incident: Incident.parse(await incidentOf(core, db, found)),
    account: login,
    isDatedByMail: isDatedByMail(await keptMails(db, id), stored.occurredAt),
    limits: limits.value,
    lastListedAt: lastListed.value,
    mail,
    told: await toldLast(core, db, { clientId: about?.clientId ?? null, hostId: stored.hostId }),
    answered: about?.clientId == null ? null : await answerOf(db, { incidentId: id, clientId: about.clientId }),
    ticket: ticket.value,
    resellerName: singleLine((await readSettings(core, db)).sender.resellerName),
    innocentDomains: domains,
    reader: readerOf(concerned, { about, domains: own, ...(await namesFor(db, found, { about, kind })) }),
    earlier: about === null ? [] : await earlierOf(db, about, stored.openedAt),
    part: partOf(about?.role ?? null, concerned),
    cameBack: await cameBack(db, found),
    ...{ now, zone, clock: clock ?? zone },
  };
  const values = Object.entries(letterValues(facts, sayIn(core, language))).filter(([field]) => mayUse(kind, field));
  return {
    ...{ hostId: HostId.parse(stored.hostId), clientId: about?.clientId ?? null, values: Object.fromEntries(values) },
    causeKept: causeKept(facts, stored.findings.cause),
    origins: originsOf({ ...figuresFrom(mail), ticket_number: ticket, last_seen: lastListed, account_limit: limits }, kind),
  };
}

/** Where the values come from that the case does not hold itself, of those a letter may use. */
function originsOf(found: Partial<Record<MergeField, Found<unknown>>>, kind: CaseLetterKind): Awaited<ReturnType<Own>>['origins'] {
  return Object.fromEntries(Object.entries(found).flatMap(([field, { origin }]) => (origin === null || !mayUse(kind, field) ? [] : [[field, origin]])));
}

const FIGURES = [
  'window',
  'sent_count',
  'usual_count',
  'recipient_count',
  'failure_count',
  'script_or_mailbox',
  'evidence_found',
] as const satisfies readonly MergeField[];

/** Where the figures come from, and when they were counted. */
function figuresFrom(mail: SeenMail | null): Partial<Record<MergeField, Found<null>>> {
  if (mail === null) return {};
  const origin: Found<null>['origin'] = { from: mail.counted.by === 'panel' ? 'panel' : 'log', at: toIso(mail.counted.at) };
  return Object.fromEntries(FIGURES.map((field) => [field, { value: null, origin }]));
}

function countedBy(kinds: readonly ('log' | 'panel')[]): SeenMail['counted']['by'] {
  if (!kinds.includes('panel')) return 'log';
  return kinds.includes('log') ? 'both' : 'panel';
}

/** Whom a letter is about; somebody who is not concerned has no account in the case. */
function aboutOf(concerned: readonly Concerned[], clientId: string | undefined): Concerned | null {
  if (clientId !== undefined) return concerned.find((one) => one.clientId === clientId) ?? null;
  return concerned.find(({ role }) => role !== 'innocent') ?? null;
}

/** Whether what the case names is the reader's alone, or may be another's. */
function readerOf(
  concerned: readonly Concerned[],
  { about, ...names }: { readonly about: Concerned | null } & Pick<Reader, 'domains' | 'others' | 'people'>,
): Reader {
  const all = concerned.filter(({ role }) => role !== 'innocent').map(({ clientId, hostedId, name }) => clientId ?? hostedId ?? name);
  const { size } = new Set(all);
  return { role: about?.role ?? null, alone: about !== null && about.role !== 'innocent' && size === 1, among: size > 1, ...names };
}

/** How others are called: in the pack and in the case; and everybody, where a client is told what was not written for him. */
async function namesFor(
  db: ReadDb,
  { stored, concerned }: Case,
  { about, kind }: { readonly about: Concerned | null; readonly kind: CaseLetterKind },
): Promise<Pick<Reader, 'others' | 'people'>> {
  const isKept = kind === 'formal_warning' && about !== null;
  const people = isKept ? await peopleBut(db, about.clientId) : { others: [], own: [] };
  if (about === null) return { others: [], people };
  const isHis = ({ clientId, hostedId }: Concerned): boolean =>
    (clientId !== null && clientId === about.clientId) || (hostedId !== null && hostedId === about.hostedId);
  const inCase = concerned.filter((one) => !isHis(one)).map(({ name }) => name);
  return { others: [...(await otherNames(db, stored.packId, about)), ...inCase], people };
}

function sayIn({ texts }: Core, language: Language): LetterSay {
  const say = (key: string, values: Readonly<Record<string, string>> = {}): string => texts.t(language, `letters:${key}`, values);
  return {
    language,
    object: ({ key, name }) => say(`object.${key}`, { name }),
    byMail: (moment) => say('byMail', { moment }),
    byDay: (day) => say('byDay', { day }),
    when: (known, moment) => say(`when.${known}`, { moment }),
    window: (by, values) => say(`window.${by}`, values),
    countedIn: (values) => say('countedIn', values),
    askedNow: texts.t(language, 'explanations:asked.all'),
    trouble: ({ key, name, list }) => say(`trouble.${key}`, { name, list }),
    happened: ({ key, name, list }) => say(`happened.${key}`, { name, list }),
    origin: (key) => say(`origin.${key}`),
    before: (reference, day) => say('before', { reference, day }),
    part: (key) => say(`innocent_notice.part.${key}`),
    standing: (key) => say(`standing.${key}`),
    holder: (key, names) => say(`holder.${key}`, names),
    stopped: (day) => say('stopped', { day }),
    noted: (day, note) => say('noted', { day, note }),
    quote: (text) => say('quote', { text }),
    listed: (what, name) => say(`listed.${what}`, { name }),
    measure: (step, day) => say(`measure.${step}`, { day }),
    answered: (key, values) => say(`answered.${key}`, values),
    limit: (count, window) => say(`per.${window}`, { quantity: texts.t(language, 'notice:value.messages', { count }) }),
  };
}

/** Steps by which host or list is asked, and by which they answer. */
const ASKING: readonly StepId[] = ['ask_unblocking', 'ask_delisting', 'await_answer'];

/** Something was seen again since host or list was last asked, or answered. */
async function cameBack(db: ReadDb, { stored, said }: Case): Promise<boolean> {
  const asked = said.flatMap(({ step, state, changed }) => (ASKING.includes(step) && state !== 'open' ? [changed?.at ?? 0] : []));
  const signs = db
    .selectFrom('relapse_sign')
    .where('incident_id', '=', stored.id)
    .where('noticed_at', '>', Math.max(0, ...asked));
  return (await signs.select('sign').executeTakeFirst()) !== undefined;
}

const NO_LIMITS: Awaited<ReturnType<typeof limitsFor>> = { value: [], origin: null };

interface People {
  readonly concerned: readonly Concerned[];
  readonly about: Concerned | null;
  readonly packId: string;
}

/** Login and limits of whoever it is about, his domains in the case, and the domains of who has nothing to do with it: by the panel, else by the client list. */
async function accountsOf(core: Core, { concerned, about, packId }: People) {
  const db = core.db.read;
  const isHis = ({ clientId, hostedId }: Concerned): boolean => hostedId === about?.hostedId || (clientId !== null && clientId === about?.clientId);
  const idsOf = (people: readonly Concerned[]): number[] => people.flatMap(({ hostedId }) => hostedId ?? []);
  const his = about === null ? [] : await hostedByIds(db, idsOf(concerned.filter(isHis)));
  const own = his.find(({ id }) => id === about?.hostedId);
  const innocent = concerned.filter(({ role }) => role === 'innocent');
  const listed = async (people: readonly Concerned[]) =>
    await listedAccounts(
      db,
      packId,
      people.flatMap(({ hostedId, clientId }) => (hostedId === null && clientId !== null ? [clientId] : [])),
    );
  const onList = about?.hostedId === null ? await listed([about]) : [];
  return {
    // Of several accounts nobody knows which one it is about.
    login: own?.login ?? (onList.length === 1 ? (onList[0]?.login ?? '') : ''),
    limits: own === undefined ? NO_LIMITS : await limitsFor(core, own.id),
    own: [...his, ...onList].map(({ domain }) => domain.toLowerCase()),
    domains: [...(await hostedByIds(db, idsOf(innocent))), ...(await listed(innocent))].map(({ domain, login }) => domain || login),
  };
}

async function toldLast(
  core: Core,
  db: ReadDb,
  { clientId, hostId }: { readonly clientId: string | null; readonly hostId: string },
): Promise<LetterFacts['told']> {
  if (clientId === null) return null;
  const { transport } = await readSettings(core, db);
  return (await toldFacts(db, [clientId], transport === 'practice')).get(pairKey({ clientId, hostId })) ?? null;
}

interface Seen {
  readonly stored: Case['stored'];
  readonly about: Concerned | null;
  readonly language: Language;
  /** Zone of the host's clock; null = none is known. */
  readonly clock: string | null;
}

/** What was counted of his mail: by the verdict of the case where it tells of him, else by an alert about his account; null where nobody counted. */
async function seenMail(core: Core, { stored, about, language, clock }: Seen): Promise<SeenMail | null> {
  if (about === null) return null;
  const { verdictId, alertFrozen, occurredAt } = stored;
  const judged = verdictId === null ? null : await judgedMail(core, { verdictId, about, language, clock });
  if (judged !== null || about.hostedId === null) return judged;
  const counted = await figuresOf(core.db.read, { hostedId: about.hostedId, alertFrozen, occurredAt });
  return counted === null
    ? null
    : { ...counted, counted: { by: 'panel', at: counted.at }, zone: clock ?? core.clock.timeZone(), origin: '', evidence: [], parts: [] };
}

interface Judged {
  readonly verdictId: string;
  readonly about: Concerned;
  readonly language: Language;
  readonly clock: string | null;
}

/** What a verdict says of his mail; null where it does not tell of him, also when it was taken away since. */
async function judgedMail(core: Core, { verdictId, about, language, clock }: Judged): Promise<SeenMail | null> {
  const verdict = await findVerdict(core.db.read, verdictId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'verdict_not_found') return null;
    throw error;
  });
  const suspect = verdict?.suspects.find(({ hostedId, clientId }) =>
    hostedId !== null ? hostedId === about.hostedId : clientId !== null && clientId === about.clientId,
  );
  if (verdict === null || suspect === undefined) return null;
  const zone = clock ?? verdict.zone;
  const moment = momentsIn(language, zone, verdict.at);
  const evidence = sidesOf(suspect).for.map(({ code, facts }) => {
    const { key, values } = reasonPart(code, facts, moment);
    return core.texts.t(language, `culprits:${key}`, values);
  });
  const origin = suspect.traces.find(({ kind }) => kind === 'script' || kind === 'login')?.value ?? '';
  const { recipients, failed } = suspect;
  const [from, to] = [Date.parse(verdict.counted.from), Date.parse(verdict.counted.to)];
  const counted = { by: countedBy(verdict.sources.map(({ kind }) => kind)), at: Date.parse(verdict.madeAt) };
  return { from, to, zone, sent: null, usual: null, recipients, failed, origin, evidence, counted, parts: partsOf(suspect, { from, to }) };
}

/** The parts of what was counted of a suspect; none where they do not add up to its numbers. */
function partsOf({ series, recipients, failed }: Suspect, { from, to }: Readonly<Record<'from' | 'to', number>>): MailPart[] {
  const parts = series.flatMap((part, index) => {
    const [at, next] = [Date.parse(part.at), series[index + 1]];
    const end = next === undefined ? to : Date.parse(next.at);
    if (at < from || end > to || part.recipients === null || part.failed === null) return [];
    return [{ from: at, to: end, recipients: part.recipients, failed: part.failed }];
  });
  const sum = (of: 'recipients' | 'failed'): number => parts.reduce((total, part) => total + part[of], 0);
  return sum('recipients') === recipients && sum('failed') === failed ? parts : [];
}

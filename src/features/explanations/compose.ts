import { ANSWER_QUESTIONS, type AnswerQuestion } from '../../contract/answers.ts';
import type { RoundLetterPurpose } from '../../contract/explanations.ts';
import { fail } from '../../contract/fail.ts';
import { ClientId, IncidentId } from '../../contract/ids.ts';
import type { LetterInput } from '../../contract/letters.ts';
import { FIELDS_OF, mayBeUnknown } from '../../contract/merge-fields.ts';
import { longDate } from '../../shared/calendar.ts';
import type { Language } from '../../shared/language.ts';
import { asQuoted, capital, quotation, singleLine } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { findCase, valuesForLetter } from '../incidents/index.ts';
import { type PreparedLetter, prepareLetter } from '../letters/index.ts';
import { isHeld, workdaysOf } from '../reminders/index.ts';
import { reminderDays } from './days.rules.ts';
import { type RoundView, standing } from './view.ts';
import { type Rewording, rewordFor } from './wording.rules.ts';

/** What the letters of a round are composed from. */
export interface RoundOrder {
  readonly incidentId: string;
  readonly clientId: string;
  readonly language: Language;
  readonly askedAt: number;
  readonly deadlineOn: string;
  readonly asked: readonly AnswerQuestion[];
  readonly round: number;
  /** The round before it; null = it is the first. */
  readonly before: RoundView | null;
  readonly values: LetterInput['values'];
}

/** A letter of a round, ready to leave on its day. */
export interface ReadyLetter {
  readonly purpose: RoundLetterPurpose;
  readonly on: string;
  readonly dueAt: number;
  readonly prepared: PreparedLetter;
}

/** The request of a round. Throws what `prepareLetter` throws. */
export async function composeRequest(core: Core, order: RoundOrder): Promise<ReadyLetter> {
  const { dayOf } = await workdaysOf(core, core.db.read, order.clientId);
  const { round, language, before } = order;
  const prefix = round === 1 ? '' : core.texts.t(language, 'explanations:subject.round', { round });
  const said = before === null ? { note: askedNow(core, order) } : askedAgain(core, order, { before, dayOf });
  return { purpose: 'request', on: dayOf(order.askedAt), dueAt: order.askedAt, prepared: await prepare(core, order, { ...said, prefix }) };
}

/** The reminders of a round that still lie ahead, each sealed as of the time it leaves. Those that a pause or an exception would keep back are left out. */
export async function composeReminders(core: Core, order: Omit<RoundOrder, 'before'>): Promise<ReadyLetter[]> {
  const { texts } = core;
  const { round, language } = order;
  const { dayOf, isOff, opensAt } = await workdaysOf(core, core.db.read, order.clientId);
  const { hostId } = (await findCase(core, core.db.read, order.incidentId)).stored;
  const days = reminderDays({ askedOn: dayOf(order.askedAt), deadlineOn: order.deadlineOn, isOff });
  const reminds = texts.t(language, 'explanations:asked.reminder', { date: longDate(dayOf(order.askedAt), language) });
  const prefix = texts.t(language, round === 1 ? 'explanations:subject.reminder' : 'explanations:subject.reminderRound', { round });
  // It says that nothing has arrived: it thanks for no answer, not even for one to an earlier round.
  const saying = { note: `${reminds}\n${askedNow(core, order)}`, prefix };
  const ready: ReadyLetter[] = [];
  for (const purpose of ['half_time', 'last_day'] as const) {
    const on = days[purpose];
    if (on === null || opensAt(on) <= core.clock.now() || (await isHeld(core, core.db.read, { clientId: order.clientId, hostId, on }))) continue;
    const dueAt = opensAt(on);
    ready.push({ purpose, on, dueAt, prepared: await prepare(asOf(core, dueAt), order, saying) });
  }
  return ready;
}

/** A core whose clock shows another time: a letter is dated when it leaves. */
function asOf(core: Core, at: number): Core {
  const { clock } = core;
  const shifted = {
    now: () => at,
    steady: () => clock.steady(),
    timeZone: () => clock.timeZone(),
    after: (delayMs: number, wake: () => void) => clock.after(delayMs, wake),
    yield: () => clock.yield(),
  };
  return { ...core, clock: shifted };
}

/** Whether the letter asks everything, or the questions it lists. */
function askedNow({ texts }: Core, { language, asked }: Pick<RoundOrder, 'language' | 'asked'>): string {
  return texts.t(language, asked.length === ANSWER_QUESTIONS.length ? 'explanations:asked.all' : 'explanations:asked.some');
}

/** Longest passage that is quoted back to its writer. */
const QUOTED = 160;

/** What became of the round before: what was answered, in short, with what is missing in it; or that nothing was. */
function askedAgain(core: Core, order: RoundOrder, { before, dayOf }: { readonly before: RoundView; readonly dayOf: (at: number) => string }): Said {
  const { language } = order;
  const say = (key: string, values: Readonly<Record<string, string>> = {}): string => core.texts.t(language, `explanations:${key}`, values);
  const day = (at: number): string => longDate(dayOf(at), language);
  const answer = standing(before.answers).at(-1);
  // Nobody is told of questions that he did not get.
  const ask = askedNow(core, order);
  if (answer === undefined && !before.left) return { note: ask };
  if (answer === undefined) return { note: `${say('asked.unanswered', { date: day(before.stored.askedAt) })}\n${ask}` };
  const objections = before.list.objections.filter(({ stands }) => stands);
  // One passage may tell against it in several ways: it is quoted once.
  const against = [...new Set(objections.map(({ passage }) => passage))].map((passage) => {
    const [first = '', ...more] = objections.flatMap((each) => (each.passage === passage ? [say(`against.${each.objection}`)] : []));
    const why = [first, ...more.map(capital)].join('. ');
    return passage === '' ? `${capital(why)}.` : say('asked.quote', { passage: quotation(asQuoted(passage, language), QUOTED), why });
  });
  const points = against.length === 0 ? [say('asked.words', { passage: quotation(asQuoted(answer.ownWords, language), QUOTED) })] : against;
  return { note: say('asked.answered', { date: day(Date.parse(answer.writtenAt ?? answer.takenAt)) }), listed: { points, ask } };
}

/** What a letter says of what it asks, and what is listed below that. */
interface Said {
  readonly note: string;
  readonly listed?: Rewording['listed'];
}

/** Throws `letter_incomplete` also where the reseller's own wording has no place for what is asked. */
async function prepare(core: Core, order: Omit<RoundOrder, 'before'>, { note, listed, prefix }: Said & { readonly prefix: string }): Promise<PreparedLetter> {
  const [incidentId, clientId] = [IncidentId.parse(order.incidentId), ClientId.parse(order.clientId)];
  const { language, deadlineOn, asked } = order;
  const kind = 'explanation_request';
  const values: LetterInput['values'] = { ...order.values, deadline: longDate(deadlineOn, language), asked_now: note };
  const known = (await valuesForLetter(core, { id: incidentId, kind, language, clientId })).values;
  const notKnown = FIELDS_OF[kind].filter((field) => mayBeUnknown(field) && (known[field] ?? '') === '' && (values[field] ?? '') === '');
  const reword = rewordFor({ asked, listed, prefix, point: (question) => core.texts.t(language, `explanations:point.${question}`) });
  const prepared = await prepareLetter(core, { incidentId, kind, clientId, language, values, notKnown, reword });
  const [firstLine = ''] = note.split('\n');
  if (!singleLine(prepared.text).includes(singleLine(firstLine))) {
    throw fail('letter_incomplete', { fields: core.texts.t(language, 'fields:name.asked_now') });
  }
  return prepared;
}

import type { CaseLetterKind, Incident, IncidentSubject, StepId } from '../../contract/incidents.ts';
import type { CauseKept } from '../../contract/letters.ts';
import { parseIp } from '../../shared/ip.ts';
import type { Language } from '../../shared/language.ts';
import type { KeptLimit } from '../../shared/panels.ts';
import { asQuoted, namesAny, quotation, singleLine } from '../../shared/text.ts';
import { readAnswer } from './answer/answer.rules.ts';
import type { Reader } from './happened.rules.ts';
import { mayName } from './other-names.rules.ts';

/** The answer of a client in the newest round of questions that stands. */
export interface Answered {
  /** null = no letter with the questions is known to have reached him: it was practised only, or did not arrive. */
  readonly askedAt: number | null;
  /** null = nothing has arrived. */
  readonly answer: { readonly at: number; readonly words: string } | null;
  /** null = nobody judged it. */
  readonly sufficient: boolean | null;
}

/** What a person says is done at the account, with the day: all that a letter calls a measure by itself (`letters:measure.<step>`). Letters that were sent are none: they may have been practice. */
const MEASURES = ['stop_sending', 'clean_site', 'change_passwords', 'hold_longer'] as const satisfies readonly StepId[];
type Measure = (typeof MEASURES)[number];

/** Limits of an account, of an hour or a day. */
export type AccountLimits = readonly Pick<KeptLimit, 'count' | 'seconds'>[];

/** What was found out, in words of the language. */
export interface SayFound {
  readonly language: Language;
  readonly listed: (what: 'ip' | 'domain', name: string) => string;
  readonly measure: (step: Measure, day: string) => string;
  readonly answered: (key: 'asked' | 'none' | 'words' | 'sufficient' | 'insufficient', values: Readonly<Record<string, string>>) => string;
  readonly limit: (count: number, window: 'hour' | 'day') => string;
  readonly quote: (words: string) => string;
}

interface Told {
  readonly day: (at: number) => string;
  readonly say: SayFound;
}

/** Whether an address is listed or a domain. */
export function listedWhat({ listed }: Extract<IncidentSubject, { kind: 'listing' }>): 'ip' | 'domain' {
  return parseIp(listed) === null ? 'domain' : 'ip';
}

/** What is listed, by its kind and name; empty where nothing is. */
export function listedObject(subject: IncidentSubject, { listed }: SayFound): string {
  return subject.kind === 'listing' ? listed(listedWhat(subject), subject.listed) : '';
}

/** Measures that the steps tell of, the first one first. */
export function measureLines(steps: Incident['steps'], day: Told['day'], { measure }: SayFound): string[] {
  const done = MEASURES.flatMap((id) => {
    const step = steps.find((each) => each.id === id && each.state === 'done');
    return step?.changed == null ? [] : [{ id, at: Date.parse(step.changed.at) }];
  });
  return done.sort((a, b) => a.at - b.at).map(({ id, at }) => measure(id, day(at)));
}

/** An answer quoted to somebody else is a few sentences of it. */
const QUOTED = 600;

/** Why the host acted, in his own words and language. Where several may have caused it they may speak of somebody else, and others they may name: nothing is told. */
export function hostReason(subject: IncidentSubject, { among, others }: Pick<Reader, 'among' | 'others'>, { quote, language }: SayFound): string {
  const words = 'reason' in subject && !among && !namesAny(subject.reason, others) ? quotation(asQuoted(subject.reason, language), QUOTED) : '';
  return words === '' ? '' : quote(words);
}

/** A letter and who reads it. */
interface Noticed {
  readonly kind: CaseLetterKind;
  readonly reader: Pick<Reader, 'role' | 'among' | 'others' | 'people'>;
}

/**
 * Why the cause as it is noted is not told to a client: in a formal notice he is told of what he alone caused, and in words that name no other. They were not written for
 * him. Null = it is told, or none is noted.
 */
export function causeKept({ kind, reader: { role, among, others, people } }: Noticed, cause: string): CauseKept | null {
  if (cause === '' || kind !== 'formal_warning') return null;
  if (role !== 'caused' || among) return 'not_his';
  return namesAny(cause, [...others, ...people.others]) || mayName(cause, people) ? 'names_another' : null;
}

/** The beginning of an answer, and where it is cut what it says is done now: that is what a host reads it for. */
function inShort(words: string): string {
  const begin = quotation(words, QUOTED);
  const measures = readAnswer(words, READING).questions.find(({ question, mark }) => question === 'measures' && mark !== 'open')?.passage ?? '';
  const told = quotation(measures, QUOTED);
  const line = singleLine(words);
  if (begin === line || told === '' || begin.includes(told)) return begin;
  return line.endsWith(told) ? `${begin} ${told}` : `${begin} ${told} …`;
}

/** Of what is done now neither files nor the day say anything. */
const READING = { files: false, limitMonths: 1, today: '' };

/** What the client explained and how it was judged; empty where he was not asked. */
export function answerWords(answered: Answered | null, { day, say }: Told): string {
  if (answered === null) return '';
  const { askedAt, answer, sufficient } = answered;
  const asked = askedAt === null ? [] : [say.answered('asked', { day: day(askedAt) })];
  if (answer === null) return [...asked, say.answered('none', {})].join(' ');
  const words = say.answered('words', { day: day(answer.at), text: inShort(asQuoted(answer.words, say.language)) });
  const judged = sufficient === null ? [] : [say.answered(sufficient ? 'sufficient' : 'insufficient', {})];
  return [...asked, words, ...judged].join(' ');
}

const WINDOWS = [
  { seconds: 3600, window: 'hour' },
  { seconds: 86_400, window: 'day' },
] as const;

/** The least that the panel lets an account send in an hour and in a day; empty = not known. */
export function limitWords(limits: AccountLimits, { limit }: SayFound): string {
  const least = WINDOWS.flatMap(({ seconds, window }) => {
    const counts = limits.filter((each) => each.seconds === seconds).map(({ count }) => count);
    return counts.length === 0 ? [] : [limit(Math.min(...counts), window)];
  });
  return least.join(', ');
}

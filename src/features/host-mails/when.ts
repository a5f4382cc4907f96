import { readReport } from '../../connectors/registry.ts';
import type { Core } from '../core.ts';
import { clockOf } from '../usage/index.ts';
import { clockIn } from './clock.rules.ts';
import { momentIn, type NamedMoment } from './date.rules.ts';
import { type Decision, decide } from './decide.rules.ts';
import type { HostWords } from './forwarded.rules.ts';
import type { OpenedMail } from './put-in.ts';
import { type Sentence, sentencesOf } from './sentences.rules.ts';
import type { ReadSentence } from './topic.rules.ts';

/** So much of a mail is read. */
export const LEGIBLE = 20_000;

/** What a mail says, and which of its sentences says it. */
export interface Judged {
  readonly sentences: readonly Sentence[];
  readonly decision: Decision;
}

export function judge(core: Core, { words, machine }: Pick<OpenedMail, 'words' | 'machine'>): Judged {
  const sentences = sentencesOf(words.subject, words.text);
  const decision = decide(sentences, reader(core, words));
  return { sentences, decision: machine === null || decision.topic === 'limit_reached' ? decision : { topic: machine, sentence: null, says: [], also: [] } };
}

/** Reads one sentence with the reader of reports, which knows how hosts say that they stopped something. */
function reader(core: Core, words: HostWords): ReadSentence {
  const now = core.clock.now();
  return ({ text, isSubject }: Sentence) => {
    const mail = { subject: isSubject ? text : '', from: words.from, at: words.at, parts: [] };
    const [row] = readReport({ name: '', text: isSubject ? '' : text, cells: null, mail, kind: null, zone: core.clock.timeZone(), now })?.rows ?? [];
    if (row === undefined) return null;
    return row.suspended === 'account' ? 'suspended_account' : row.suspended === 'mail' ? 'blocked_account' : row.limit === null ? null : 'limit_reached';
  };
}

/** By whose clock hours without a zone are read, and its zone. */
export interface ReadBy {
  readonly of: 'host' | 'writer' | 'here';
  readonly zone: string;
}

/** The clock that letters tell the same hours by; where nobody knows it, that of whoever wrote the mail, else that of this computer. */
export async function readBy(core: Core, { clock }: Pick<HostWords, 'clock'>, packId: string | null): Promise<ReadBy> {
  const host = packId === null ? null : await clockOf(core.db.read, packId);
  if (host !== null) return { of: 'host', zone: host };
  return clock === null ? { of: 'here', zone: core.clock.timeZone() } : { of: 'writer', zone: clock };
}

/** A moment a mail names. `by` = whose clock its hour is told by; `words` = its zone stands behind it. */
export interface SaidMoment extends Pick<NamedMoment, 'at' | 'words'> {
  readonly by: ReadBy['of'] | 'words';
}

/** When a mail says it happened: in the sentence that tells of it, with its day or by the hour alone, else anywhere. `by` = for days and hours without a zone. */
export function momentSaid(core: Core, { words, sentences, decision, by }: Judged & { readonly words: HostWords; readonly by: ReadBy }): SaidMoment | null {
  const frame = { zone: by.zone, at: words.at ?? core.clock.now() };
  const named = momentIn(decision.sentence?.text ?? '', frame);
  if (named !== null) return saidBy(named, by.of);
  // An hour needs the day of the mail, and is told by the clock of whoever wrote it.
  const hour = words.at === null ? null : hourSaid(core, { words, sentences, decision }, { zone: words.clock ?? by.zone, at: words.at });
  if (hour !== null) return saidBy(hour, words.clock === null ? by.of : 'writer');
  const anywhere = momentIn(`${words.subject}\n${words.text.slice(0, LEGIBLE)}`, frame);
  return anywhere === null ? null : saidBy(anywhere, by.of);
}

const saidBy = ({ at, words, isZoned }: NamedMoment, of: ReadBy['of']): SaidMoment => ({ at, words, by: isZoned ? 'words' : of });

function hourSaid(
  core: Core,
  { words, sentences, decision }: Judged & { readonly words: HostWords },
  frame: Parameters<typeof clockIn>[1],
): NamedMoment | null {
  const read = reader(core, words);
  const first = decision.sentence === null ? [] : [decision.sentence];
  for (const sentence of [...first, ...sentences]) {
    const hour = clockIn(sentence.text, frame);
    // Of other hours, such as those of a telephone, nothing happened at.
    if (hour !== null && decide([sentence], read).topic === decision.topic) return hour;
  }
  return null;
}

import { readReport } from '../../connectors/registry.ts';
import type { Core } from '../core.ts';
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
  return { sentences, decision: machine === null || decision.topic === 'limit_reached' ? decision : { topic: machine, sentence: null, also: [] } };
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

/** When a mail says it happened: in the sentence that tells of it, with its day or by the hour alone, else anywhere. `zone` = of days and hours without one. */
export function momentSaid(
  core: Core,
  { words, sentences, decision, zone }: Judged & { readonly words: HostWords; readonly zone: string },
): NamedMoment | null {
  const frame = { zone, at: words.at ?? core.clock.now() };
  const whole = `${words.subject}\n${words.text.slice(0, LEGIBLE)}`;
  const named = momentIn(decision.sentence?.text ?? '', frame);
  // An hour needs the day of the mail, and is told by the clock of whoever wrote it.
  const hour = named !== null || words.at === null ? null : hourSaid(core, { words, sentences, decision }, { zone: words.clock ?? zone, at: words.at });
  return named ?? hour ?? momentIn(whole, frame);
}

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

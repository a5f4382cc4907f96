import { answerDayIn, ticketIn } from './answer.rules.ts';
import type { DateFrame } from './date.rules.ts';
import type { HostWords } from './forwarded.rules.ts';
import { sentencesOf } from './sentences.rules.ts';

/** Under which number the host keeps the matter ('' = none is named), by which day it wants an answer (null = none is named), and the sentence that says so. */
export interface Wanted {
  readonly ticket: string;
  readonly answerBy: string | null;
  /** That day was counted from the one it is read on: it is the end of a term, and nothing says when that began. */
  readonly answerCounted: boolean;
  readonly sentence: string;
}

/** What a mail of the host wants, of its subject line and its text. */
export function wantedIn({ subject, text, isUndated, at }: Pick<HostWords, 'subject' | 'text' | 'isUndated' | 'at'>, frame: DateFrame): Wanted {
  const sentences = sentencesOf(subject, text);
  const dayIn = (withoutTerms: boolean) =>
    sentences.flatMap((sentence) => {
      const day = answerDayIn(sentence.text, frame, withoutTerms);
      return day === null ? [] : [{ day, sentence: sentence.text }];
    })[0];
  const found = dayIn(isUndated);
  const answerBy = found?.day ?? null;
  const answerCounted = at === null && answerBy !== (dayIn(true)?.day ?? null);
  return { ticket: ticketIn(`${subject}\n${text}`), answerBy, answerCounted, sentence: found?.sentence ?? '' };
}

import { answerDayIn, ticketIn } from './answer.rules.ts';
import type { DateFrame } from './date.rules.ts';
import type { HostWords } from './forwarded.rules.ts';
import { sentencesOf } from './sentences.rules.ts';

/** Under which number the host keeps the matter ('' = none is named), by which day it wants an answer (null = none is named), and the sentence that says so. */
export interface Wanted {
  readonly ticket: string;
  readonly answerBy: string | null;
  readonly sentence: string;
}

/** What a mail of the host wants, of its subject line and its text. */
export function wantedIn({ subject, text, isUndated }: Pick<HostWords, 'subject' | 'text' | 'isUndated'>, frame: DateFrame): Wanted {
  const [found] = sentencesOf(subject, text).flatMap((sentence) => {
    const day = answerDayIn(sentence.text, frame, isUndated);
    return day === null ? [] : [{ day, sentence: sentence.text }];
  });
  return { ticket: ticketIn(`${subject}\n${text}`), answerBy: found?.day ?? null, sentence: found?.sentence ?? '' };
}

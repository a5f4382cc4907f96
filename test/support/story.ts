import { createTexts } from '../../src/adapters/texts.ts';
import type { IncidentEntry } from '../../src/contract/incidents.ts';
import { alertSentence, alertTimes, toldAlert } from '../../src/shared/alert-words.ts';
import { longDate } from '../../src/shared/calendar.ts';
import type { Language } from '../../src/shared/language.ts';
import { storySentence } from '../../src/shared/story-words.ts';

const texts = createTexts();

/** The story of a case as somebody reads it in a language: what the program tells, then typed words, line by line. */
export function storyText(story: readonly Pick<IncidentEntry, 'told' | 'text'>[], language: Language = 'en'): string {
  const times = alertTimes(language, 'UTC', 0);
  const lines = story.flatMap(({ told, text }) => [
    told === null
      ? ''
      : storySentence(told, {
          sentence: (key, values) => texts.t(language, `story:${key}`, values),
          day: (on) => longDate(on, language),
          role: (role) => texts.t(language, `incidents:role.${role}`),
          channel: (channel) => texts.t(language, `story:channel.${channel}`),
          alert: (values) => toldAlert(values, (alert) => alertSentence(alert, times, (key, filled) => texts.t(language, `alerts:why.${key}`, filled))),
        }),
    text,
  ]);
  return lines.filter((line) => line !== '').join('\n');
}

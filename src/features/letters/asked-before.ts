import type { CaseLetterKind } from '../../contract/incidents.ts';
import { longDate } from '../../shared/calendar.ts';
import type { Language } from '../../shared/language.ts';
import { asQuoted, quotation } from '../../shared/text.ts';
import type { Core } from '../core.ts';
import { lettersOf } from './letters.repo.ts';

/** Longest answer that is quoted back to whoever gave it. */
const QUOTED = 300;

interface Asking {
  readonly incidentId: string;
  readonly kind: CaseLetterKind;
  readonly language: Language;
}

/** That the same was handed in before, and what came of it, so that whoever is asked again takes it for no copy; empty = it was not. */
export async function askedBefore({ db, texts }: Core, { incidentId, kind, language }: Asking): Promise<string> {
  const last = (await lettersOf(db.read, incidentId)).find((letter) => letter.kind === kind && letter.given !== null);
  if (last?.given == null) return '';
  const say = (key: string, values: Readonly<Record<string, string>> = {}): string => texts.t(language, `letters:asked_before.${key}`, values);
  const asked = say('asked', { day: longDate(last.given.on, language) });
  if (last.answer === null) return `${asked} ${say('none')}`;
  const { on, text, outcome } = last.answer;
  // A yes that is left out reads as a refusal, or as a copy of what was granted.
  const [words, wordless] = outcome === 'granted' ? ['grantedWords', 'granted'] : ['words', 'wordless'];
  return `${asked} ${say(text === '' ? wordless : words, { day: longDate(on, language), text: quotation(asQuoted(text, language), QUOTED) })}`;
}

import type { Language } from '../../../src/shared/language.ts';
import { PEOPLE } from './ready-workspace.ts';

/** Who caused a case in a language, whom it only hurt, and by which word each is found. */
export const CAST = {
  en: { cause: PEOPLE.english, causeBy: 'smith', other: PEOPLE.french, otherBy: 'boulangerie' },
  fr: { cause: PEOPLE.french, causeBy: 'boulangerie', other: PEOPLE.english, otherBy: 'smith' },
  ru: { cause: PEOPLE.russian, causeBy: 'romashka', other: PEOPLE.english, otherBy: 'smith' },
} as const satisfies Readonly<Record<Language, unknown>>;

/** Words that nearly every letter of a language has and none of another. */
export const TONGUE: Readonly<Record<Language, RegExp>> = { en: /\bthe\b/i, fr: /\b(?:vous|votre|vos)\b/i, ru: /[а-я]{3}/i };

export const FOUND = {
  en: { cause: 'A bought list was written to.', fix: 'The mailing was stopped.', prevention: 'Only who signed up is written to.' },
  fr: { cause: 'Une liste achetée a été utilisée.', fix: 'L’envoi a été arrêté.', prevention: 'Seuls les inscrits reçoivent des messages.' },
  ru: { cause: 'Рассылка шла по купленной базе.', fix: 'Рассылка остановлена.', prevention: 'Пишут только тем, кто подписался.' },
} as const satisfies Readonly<Record<Language, unknown>>;

export const REASON = { en: 'Not in this case', fr: 'Pas dans ce cas', ru: 'В этом деле не нужно' } as const satisfies Readonly<Record<Language, string>>;

/** What rule 002 quotes as an answer that is not enough, told anew. */
export const POOR = 'The list is 13 years old, with clients and prospects who signed up for a gift. They can unsubscribe at any time. We have nothing to add.';
export const GOOD = [
  'We sent our newsletter of November on 12 November 2026 at 10:00 to 1200 recipients.',
  'The addresses come from the form on our own site, where each person signed up between January 2025 and October 2026.',
  'They were never bought, rented or shared with anybody.',
  'Consent is proved: we keep date, time and IP address of each confirmation, double opt-in, and enclose the export.',
  'Our last contact with each of them was the newsletter of October 2026, within the last two months.',
  'Every message has an unsubscribe link that works without logging in, and those who unsubscribe are removed at once.',
  'We remove addresses that bounce after the first hard bounce.',
  'We use the program Mailer 4 on our own computer.',
  'Only our secretary has access, and the passwords were changed yesterday.',
  'From now on we send at most 200 messages an hour, and only to those who confirmed.',
].join('\n');

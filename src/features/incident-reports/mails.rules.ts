import type { CaseReport, Words } from './report.ts';

/** Under what the host finds the matter again: its number, and its own mail. A pasted text has no head to be found by, and is only named to the reseller. */
export function mailFacts({ incident: { ticket, answerBy }, mails, form }: CaseReport, words: Words): string[][] {
  const lines = mails.flatMap(({ isMail, writtenAt, from, messageId }) => {
    if (!isMail) return form === 'host' ? [] : [words.t('facts.hostText')];
    const number = messageId === '' ? '' : words.t('facts.messageId', { id: messageId });
    return [[writtenAt === null ? '' : words.moment(writtenAt), from, number].filter((part) => part !== '').join('\n')];
  });
  // Both are told where his mails differ.
  const tickets = [...new Set([ticket, ...mails.map((mail) => mail.ticket)])].filter((one) => one !== '');
  const days = [...new Set([answerBy, ...mails.map((mail) => mail.answerBy)])].flatMap((day) => (day === null ? [] : [words.day(day)]));
  return [
    ...(tickets.length === 0 ? [] : [[words.t('facts.ticket'), tickets.join(', ')]]),
    ...(days.length === 0 ? [] : [[words.t('facts.answerBy'), days.join(', ')]]),
    ...lines.filter((line) => line !== '').map((line) => [words.t('facts.hostMail'), line]),
  ];
}

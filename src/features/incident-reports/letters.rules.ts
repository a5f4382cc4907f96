import { type Letter, LetterState } from '../../contract/letters.ts';
import type { PdfBlock } from '../../ports/pdf.ts';
import type { CaseReport, Words } from './report.ts';

/** The letters of a case from the first one, with how each stands and what was answered. What never left is no matter of the host's. */
export function letterBlocks({ letters, explanations, form }: CaseReport, words: Words): PdfBlock[] {
  const shown = letters.filter(({ state }) => form === 'complete' || state !== 'withdrawn').toReversed();
  if (shown.length === 0) return [{ type: 'paragraph', text: words.t('letters.none') }];
  const reminders = new Map(
    explanations.flatMap((round) => round.letters.filter(({ purpose }) => purpose !== 'request').map(({ letterId, on }) => [letterId, on] as const)),
  );
  const toInnocent = shown.filter(({ kind }) => kind === 'innocent_notice');
  return [
    ...shown
      .filter((letter) => !toInnocent.includes(letter))
      .flatMap((letter) => {
        const on = reminders.get(letter.id);
        return on === undefined
          ? block(nameOf(letter, words), facts(letter, form, words))
          : block(reminderName(letter, on, words), reminderFacts(letter, on, words));
      }),
    ...toInnocent.slice(0, 1).flatMap((first) => block(nameOf(first, words), innocentFacts(toInnocent, words))),
  ];
}

function block(text: string, rows: string[][]): PdfBlock[] {
  return [
    { type: 'paragraph', text },
    { type: 'table', head: [], rows },
  ];
}

function nameOf({ kind, createdAt }: Letter, words: Words): string {
  return words.t('letters.name', { title: words.of('letters', `${kind}.title`), date: words.dayOf(createdAt) });
}

/** A reminder carries the subject of what it reminds of, and would be taken for another request. */
function reminderName({ kind }: Letter, on: string, words: Words): string {
  return words.t('letters.reminder', { title: words.of('letters', `${kind}.title`), date: words.day(on) });
}

function reminderFacts(letter: Letter, on: string, words: Words): string[][] {
  const state = letter.state === 'queued' ? words.t('letters.planned', { date: words.day(on) }) : stateText(letter, words);
  return [[words.t('letters.state'), state]];
}

/** One case may have hundreds of them, all alike: they are counted. */
function innocentFacts(letters: readonly Letter[], words: Words): string[][] {
  const counts = LetterState.options.flatMap((state) => {
    const count = letters.filter((letter) => letter.state === state).length;
    return count === 0 ? [] : [words.t('letters.count', { state: words.t(state === 'sent' ? 'letters.sentPlain' : `letters.${state}`), count })];
  });
  return [
    [words.t('letters.to'), words.t('letters.innocent')],
    [words.t('letters.state'), counts.join('\n')],
  ];
}

function facts(letter: Letter, form: CaseReport['form'], words: Words): string[][] {
  const { answer, followUpOn } = letter;
  const label = (key: string): string => words.t(`letters.${key}`);
  return [
    [label('to'), readerText(letter, form, words)],
    [label('state'), stateText(letter, words)],
    ...(followUpOn === null || answer !== null ? [] : [[label('followUp'), words.day(followUpOn)]]),
    ...[...letter.answersBefore, ...(answer === null ? [] : [answer])].flatMap(({ outcome, on, text }) => [
      [label('answer'), words.t('letters.answered', { outcome: words.t(`answer.${outcome}`), date: words.day(on) })],
      ...(text === '' ? [] : [[label('verbatim'), text]]),
    ]),
  ];
}

function readerText({ reader, clientName }: Letter, form: CaseReport['form'], words: Words): string {
  return reader === 'client' && form === 'complete' && clientName !== '' ? words.t('letters.clientNamed', { name: clientName }) : words.t(`letters.${reader}`);
}

function stateText({ state, given, sentAt }: Letter, words: Words): string {
  if (state === 'given' && given !== null) {
    const values = { date: words.day(given.on), channel: words.t(`channel.${given.channel}`), ticket: given.ticket };
    return words.t(given.ticket === '' ? 'letters.given' : 'letters.givenTicket', values);
  }
  if (state === 'sent') return sentAt === null ? words.t('letters.sentPlain') : words.t('letters.sent', { at: words.moment(sentAt) });
  return words.t(state === 'given' ? 'letters.ready' : `letters.${state}`);
}

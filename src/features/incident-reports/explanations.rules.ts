import { AnswerMark } from '../../contract/answers.ts';
import type { Explanation } from '../../contract/explanations.ts';
import type { PdfBlock } from '../../ports/pdf.ts';
import type { CaseReport, Words } from './report.ts';

/** What clients were asked, round by round, which questions that answered, and what came of it. Their own words are told to nobody but the reseller. */
export function explanationBlocks({ explanations, form }: CaseReport, words: Words): PdfBlock[] {
  const asked = explanations.filter(({ state }) => state !== 'withdrawn').toReversed();
  if (asked.length === 0) return [];
  return [
    { type: 'heading', level: 2, text: words.t('explanations.heading') },
    ...asked.flatMap((round): PdfBlock[] => [
      { type: 'paragraph', text: nameOf(round, words) },
      { type: 'table', head: [], rows: facts(round, form, words) },
    ]),
  ];
}

function nameOf({ clientId, clientName, round, askedAt }: Explanation, words: Words): string {
  return words.t('explanations.name', { name: words.client(clientId, clientName), round, date: words.dayOf(askedAt) });
}

function facts(round: Explanation, form: CaseReport['form'], words: Words): string[][] {
  const { deadlineOn, answers, verdict } = round;
  const label = (key: string): string => words.t(`explanations.${key}`);
  const standing = answers.filter(({ takenBack }) => takenBack === null);
  const own = form === 'complete' ? standing.map(({ ownWords }) => [label('verbatim'), ownWords]) : [];
  return [
    ...unsent(round, words),
    [label('due'), words.day(deadlineOn)],
    [label('answered'), standing.length === 0 ? label('none') : standing.map(({ writtenAt, takenAt }) => words.dayOf(writtenAt ?? takenAt)).join(', ')],
    ...(standing.length === 0 ? [] : inShort(round, words)),
    ...own,
    ...(verdict === null ? [] : [[label('verdict'), words.t('explanations.verdictOn', { verdict: label(verdict.verdict), date: words.dayOf(verdict.at) })]]),
    ...(verdict === null || form === 'host' || verdict.note === '' ? [] : [[label('note'), verdict.note]]),
  ];
}

/** That the questions did not leave, or that it is not known. */
function unsent({ letters }: Explanation, words: Words): string[][] {
  const request = letters.find(({ purpose }) => purpose === 'request');
  return request === undefined || request.state === 'sent' ? [] : [[words.t('explanations.request'), words.t(`letters.${request.state}`)]];
}

/** Which of the questions of this round were answered, and what tells against the answer: the host asks for that, not for every word. */
function inShort({ questions, objections }: Explanation, words: Words): string[][] {
  const asked = questions.filter((one) => one.asked);
  const marked = AnswerMark.options.flatMap((mark) => {
    const named = asked.filter((one) => one.mark === mark).map(({ question }) => words.of('explanationsScreen', `question.${question}`));
    return named.length === 0 ? [] : [[words.t(`explanations.mark.${mark}`), words.list(named)]];
  });
  const against = objections.filter(({ stands }) => stands).map(({ objection }) => words.of('explanationsScreen', `objection.${objection}`));
  return against.length === 0 ? marked : [...marked, [words.t('explanations.against'), words.list(against)]];
}

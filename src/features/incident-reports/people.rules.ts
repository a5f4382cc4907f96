import type { Suspect, Verdict } from '../../contract/culprits.ts';
import type { PdfBlock } from '../../ports/pdf.ts';
import { momentsIn, reasonPart, statementPart } from '../../shared/culprit-words.ts';
import { sidesOf, UNCONCERNED } from '../../shared/culprits.ts';
import type { CaseReport, ReportedPerson, Words } from './report.ts';

/** Where it came from, each name with what it rests on; then who was only affected, and the analysis behind it. */
export function peopleBlocks(report: CaseReport, words: Words): PdfBlock[] {
  const { people } = report;
  const asked = people.filter(({ role }) => role !== 'innocent');
  const innocent = people.filter(({ role }) => role === 'innocent');
  return [
    ...(asked.length === 0 ? [paragraph(words.t('who.nobody'))] : asked.flatMap((person) => personBlocks(person, report, words))),
    ...(innocent.length === 0 ? [] : [paragraph(words.t('who.innocent')), list(innocent.map((person) => innocentText(person, report, words)))]),
    ...analysis(report, words),
  ];
}

const paragraph = (text: string): PdfBlock => ({ type: 'paragraph', text });
const list = (items: readonly string[]): PdfBlock => ({ type: 'list', items });

function personBlocks(person: ReportedPerson, report: CaseReport, words: Words): PdfBlock[] {
  const title: PdfBlock = {
    type: 'heading',
    level: 2,
    text: words.t(`who.${person.role === 'suspected' && isAsked(person, report) ? 'asked' : person.role}`, { name: words.name(person) }),
  };
  const before = report.form === 'host' || person.before === 0 ? [] : [paragraph(words.t('who.before', { count: person.before }))];
  return [title, ...before, ...groundsOf(person, report, words)];
}

/** He got questions, or answered some. */
function isAsked({ clientId }: ReportedPerson, { explanations }: CaseReport): boolean {
  return explanations.some(({ state, answers, letters, ...round }) => {
    const isAnswered = answers.some(({ takenBack }) => takenBack === null);
    const left = letters.some(({ purpose, state: of }) => purpose === 'request' && of === 'sent');
    return round.clientId === clientId && state !== 'withdrawn' && (isAnswered || left);
  });
}

/** What a name rests on; where it rests on nothing yet, it says so. */
function groundsOf(person: ReportedPerson, { verdict, incident, language }: CaseReport, words: Words): PdfBlock[] {
  const onCause = incident.findings.cause !== '';
  const own = paragraph(words.t(onCause && person.role === 'caused' ? 'who.onCause' : 'who.onNothing'));
  if (verdict === null || verdict === 'gone') return [own];
  const suspect = verdict.suspects.find((one) => isPerson(one, person));
  if (suspect === undefined) return [paragraph(words.t('who.notSeen')), own];
  const moment = momentsIn(language, verdict.zone, verdict.at);
  const say = ({ code, facts }: Suspect['reasonsFor'][number]): string => {
    const { key, values } = reasonPart(code, facts, moment);
    return words.of('culprits', key, values);
  };
  const sides = sidesOf(suspect);
  const against = sides.against.map(say);
  const tail = against.length === 0 ? [paragraph(words.t('who.nothingAgainst'))] : [paragraph(words.t('who.against')), list(against)];
  if (suspect.label === null) return [paragraph(words.t('who.notSuspected')), ...(against.length === 0 ? [] : tail), own];
  const label = words.of('culprits', `label.${suspect.label}`);
  return [paragraph(words.t('who.label', { label })), paragraph(words.t('who.for')), list(sides.for.map(say)), ...tail];
}

function isPerson({ hostedId, clientId }: Suspect, person: ReportedPerson): boolean {
  return hostedId !== null ? hostedId === person.hostedId : clientId !== null && clientId === person.clientId;
}

/** With what the analysis says in favour of him, where it says so. */
function innocentText(person: ReportedPerson, { verdict, language }: CaseReport, words: Words): string {
  const name = words.name(person);
  if (verdict === null || verdict === 'gone') return name;
  const said = verdict.others.find(({ account, code }) => account === person.account && UNCONCERNED.includes(code));
  if (said === undefined) return name;
  const { key, values } = statementPart(said.code, said.facts, momentsIn(language, verdict.zone, verdict.at));
  return words.of('culprits', 'report.others.item', { account: name, statement: words.of('culprits', key, values) });
}

function analysis({ verdict }: CaseReport, words: Words): PdfBlock[] {
  if (verdict === null || verdict === 'gone') return [];
  const rows = [[words.t('who.verdict'), verdictText(verdict, words)]];
  return [{ type: 'table', head: [], rows }];
}

function verdictText({ counted, zone, outcome, madeAt, inputSha256 }: Verdict, words: Words): string {
  const why = words.of('culprits', `outcomeWhy.${outcome}`);
  return [
    words.t('who.verdictWindow', { from: words.moment(counted.from, zone), to: words.moment(counted.to, zone), zone }),
    words.t('who.verdictOutcome', { outcome: words.of('culprits', `outcome.${outcome}`), why }),
    words.t('who.verdictMade', { at: words.moment(madeAt), hash: inputSha256 }),
  ].join('\n');
}

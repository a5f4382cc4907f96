import type { Incident, IncidentEntry, IncidentStep } from '../../contract/incidents.ts';
import type { Letter } from '../../contract/letters.ts';
import { StepNeed } from '../../contract/story.ts';
import type { PdfBlock } from '../../ports/pdf.ts';
import type { Texts } from '../../ports/texts.ts';
import { zoneName } from '../../shared/calendar.ts';
import { isDatedByMail } from '../../shared/dated-by-mail.ts';
import { isMomentUnknown } from '../../shared/unknown-moment.ts';
import { explanationBlocks } from './explanations.rules.ts';
import { gapsOf } from './gaps.rules.ts';
import { letterBlocks } from './letters.rules.ts';
import { mailFacts } from './mails.rules.ts';
import { peopleBlocks } from './people.rules.ts';
import { type CaseReport, Words } from './report.ts';
import { subjectFacts, subjectKey, subjectSentence } from './subject.rules.ts';

export function reportTitle(report: CaseReport, texts: Texts): string {
  const { reference, subject } = report.incident;
  const words = new Words(report, texts);
  return words.t('title', { reference, what: words.t(`what.${subjectKey(subject)}`) });
}

/** What stands at the foot of every page: by whom, and as of which day. */
export function reportFooter(report: CaseReport, texts: Texts): string {
  const words = new Words(report, texts);
  const asOf = words.t('footer', { date: words.dayOf(report.madeAt) });
  return [report.by, asOf].filter((part) => part !== '').join(' · ');
}

/**
 * A case as a document: what happened, where it came from and on what that rests, cause, fix and prevention, each step, the letters, what clients had been told,
 * and what is not known.
 */
export function reportBlocks(report: CaseReport, texts: Texts): PdfBlock[] {
  const words = new Words(report, texts);
  return [
    heading(1, reportTitle(report, texts)),
    { type: 'paragraph', text: words.t('intro') },
    heading(2, words.t('facts.heading')),
    { type: 'table', head: [], rows: facts(report, words) },
    heading(2, words.t('happened.heading')),
    { type: 'callout', items: [subjectSentence(report.incident, words)] },
    ...paragraphs('remark.heading', report.note, words),
    ...who(report, words),
    heading(2, words.t('findings.heading')),
    { type: 'table', head: [], rows: findings(report.incident, words) },
    heading(2, words.t('steps.heading')),
    steps(report, words),
    ...explanationBlocks(report, words),
    heading(2, words.t('letters.heading')),
    ...letterBlocks(report, words),
    heading(2, words.t('told.heading')),
    ...told(report, words),
    ...cost(report, words),
    ...notes(report, words),
    heading(2, words.t('gaps.heading')),
    { type: 'list', items: gapsOf(report, words) },
  ];
}

function heading(level: 1 | 2, text: string): PdfBlock {
  return { type: 'heading', level, text };
}

function paragraphs(title: string, text: string, words: Words): PdfBlock[] {
  const told = text.split(/\n+/).filter((part) => part.trim() !== '');
  return told.length === 0 ? [] : [heading(2, words.t(title)), ...told.map((part): PdfBlock => ({ type: 'paragraph', text: part }))];
}

/** One blocked recipient is no abuse: there nobody is looked for, and whoever wrote is only named. */
function who(report: CaseReport, words: Words): PdfBlock[] {
  if (report.incident.kind !== 'recipient') return [heading(2, words.t('who.heading')), ...peopleBlocks(report, words)];
  if (report.people.length === 0) return [];
  return [heading(2, words.t('who.headingRecipient')), { type: 'list', items: report.people.map((person) => words.name(person)) }];
}

function facts(report: CaseReport, words: Words): string[][] {
  const { incident, clock, madeAt, by, form } = report;
  const named = (key: string): string => words.t(`facts.${key}`);
  return [
    ...subjectFacts(incident.subject, words),
    [named('pack'), incident.packName],
    [named('host'), incident.hostName],
    ...mailFacts(report, words),
    moment(report, words),
    [named('opened'), words.moment(incident.openedAt)],
    [named('closed'), incident.closedAt === null ? named('stillOpen') : words.moment(incident.closedAt)],
    [named('zone'), zoneName(madeAt, clock)],
    [named('made'), words.moment(madeAt)],
    ...(by === '' ? [] : [[named('by'), by]]),
    [named('form'), words.t(`form.${form}`)],
  ];
}

/** When it happened, or when somebody saw it; where nobody said, only by when. */
function moment({ incident, mails }: CaseReport, words: Words): string[] {
  const { kind, occurredAt, openedAt } = incident;
  if (isMomentUnknown(incident)) return [words.t('facts.happened'), words.t('facts.unknownMoment', { at: words.moment(openedAt) })];
  const isNoticed = kind === 'listing' || kind === 'recipient' || isDatedByMail(mails, Date.parse(occurredAt));
  return [words.t(isNoticed ? 'facts.occurred' : 'facts.happened'), words.named(occurredAt)];
}

function findings({ findings: found }: Incident, words: Words): string[][] {
  return (['cause', 'fix', 'prevention'] as const).map((key) => [words.t(`findings.${key}`), found[key] === '' ? words.t('findings.unknown') : found[key]]);
}

function steps({ incident, letters, form }: CaseReport, words: Words): PdfBlock {
  const head = ['step', 'state', 'actor'].map((column) => words.t(`steps.${column}`));
  const rows = incident.steps.map((step) => {
    const last = incident.story.findLast((entry) => entry.what === 'step' && entry.step === step.id);
    // It may have moved since with another one, by one act that is told once.
    const despite = last?.state === step.state ? despiteOf(last, words) : '';
    const missing = despite === '' ? '' : words.t('steps.despiteHost', { missing: lineOf({ told: last?.told ?? null, text: '' }, words) });
    const lines =
      form === 'host'
        ? [standing(step, '', words), missing || (isPractice(step, letters) ? words.t('letters.practised') : '')]
        : [...ownLines(step, last, words), step.hardened ? words.t('steps.hardened') : ''];
    return [words.of('incidents', `step.${step.id}`), lines.filter((line) => line !== '').join('\n'), words.t(`actor.${step.actor}`)];
  });
  return { type: 'table', head, rows };
}

/** All letters of a step were practice: nothing was done that a host could rest on. The reseller reads it in the story of the step. */
function isPractice({ id, state }: IncidentStep, letters: readonly Letter[]): boolean {
  const own = letters.filter((letter) => letter.step === id && letter.state !== 'withdrawn');
  return state !== 'open' && own.length > 0 && own.every((letter) => letter.state === 'practised');
}

/** How a step stands, since when, and by whom it was said. */
function standing({ state: of, changed }: IncidentStep, author: string, words: Words): string {
  const state = words.t(`state.${of}`);
  if (changed === null) return state;
  const values = { state, date: words.dayOf(changed.at), author };
  return words.t(author === '' ? 'steps.stateOn' : 'steps.stateBy', values);
}

/** What is kept beside a step: nobody but the reseller reads it, unless it says why something counts as done. */
function ownLines(step: IncidentStep, last: IncidentEntry | undefined, words: Words): string[] {
  const despite = despiteOf(last, words);
  const told = despite || lineOf({ told: last?.told ?? null, text: '' }, words);
  return [standing(step, step.changed?.author ?? '', words), told, despite !== '' && step.note === last?.text ? '' : step.note];
}

/** Why a step counts as done though what it is for is missing; empty = it does not. */
function despiteOf(last: IncidentEntry | undefined, words: Words): string {
  const isDespite = last?.state === 'done' && last.told !== null && StepNeed.safeParse(last.told.key).success;
  return isDespite ? words.t('steps.despite', { missing: lineOf({ told: last.told, text: '' }, words), reason: last.text }) : '';
}

function told({ told: { accounts, pack }, incident, form }: CaseReport, words: Words): PdfBlock[] {
  const values = { count: pack.accounts, told: pack.told, pack: incident.packName };
  const all: PdfBlock = { type: 'paragraph', text: pack.accounts === 0 ? words.t('told.noPack', values) : words.t('told.pack', values) };
  if (accounts.length === 0) return [all];
  const head = ['account', 'state', 'when'].map((column) => words.t(`told.${column}`));
  const rows = accounts.map(({ clientName, domain, state, proof }) => {
    const account = words.known(domain);
    const said = words.of('report', `state.${state}`);
    return [
      form === 'host' ? account : words.t('who.ofClient', { client: clientName, account }),
      proof === null ? said : words.t('told.proof', { state: said, version: proof.version, rung: words.of('report', `rung.${proof.rung}`) }),
      proof === null ? '' : words.dayOf(proof.at),
    ];
  });
  return [{ type: 'table', head, rows }, all];
}

function cost({ cost: wanted, incident: { minutes, cents } }: CaseReport, words: Words): PdfBlock[] {
  if (!wanted) return [];
  const none = words.t('cost.none');
  const rows = [
    [words.t('cost.minutes'), minutes === 0 ? none : words.t('cost.value', { count: minutes })],
    [words.t('cost.cents'), cents === 0 ? none : words.number(cents / 100, 2)],
  ];
  return [heading(2, words.t('cost.heading')), { type: 'table', head: [], rows }];
}

/** What was noted beside the steps: the reseller's own. */
function notes({ incident: { story }, form }: CaseReport, words: Words): PdfBlock[] {
  const own = form === 'host' ? [] : story.filter(({ what }) => what === 'note' || what === 'opened' || what === 'reopened');
  const items = own.flatMap(({ at, author, ...line }) => {
    const text = lineOf(line, words);
    return text === '' ? [] : [words.t(author === '' ? 'notes.lineOnly' : 'notes.line', { at: words.moment(at), author, text })];
  });
  return items.length === 0 ? [] : [heading(2, words.t('notes.heading')), { type: 'list', items }];
}

/** What the program told and what somebody typed, in one line. */
function lineOf({ told, text }: Pick<IncidentEntry, 'told' | 'text'>, words: Words): string {
  return [told === null ? '' : words.told(told), text].filter((part) => part !== '').join('\n');
}

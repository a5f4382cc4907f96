import type { Suspect, Verdict } from '../../contract/culprits.ts';
import type { PdfBlock } from '../../ports/pdf.ts';
import type { Texts } from '../../ports/texts.ts';
import { isAhead } from '../../shared/ahead.ts';
import { askedFirst } from '../../shared/asked-first.ts';
import { sidesOf, stoppedByHost } from '../../shared/culprits.ts';
import { othersBlocks } from './report-others.ts';
import { heading, type Report, Words } from './report-words.ts';

/** A host reads this on paper: longer lists are read by nobody. */
const MOST_LINES = 25;
const STAMPED = /^(?:\d{4}-\d\d-\d\d|[A-Z][a-z]{2} [ \d]\d )/;
/** Below this the share that is weighted says the same as the plain one. */
const NEARLY = 0.02;

export function reportTitle(report: Report, texts: Texts): string {
  const words = new Words(report, texts);
  return words.t('report.title', { pack: report.verdict.packName || words.t('report.noPack') });
}

/** What stands at the foot of every page: by whom and on which day it was made. */
export function reportFooter(report: Report, texts: Texts): string {
  const words = new Words(report, texts);
  return [report.by, words.t('report.footer', { date: words.day(report.verdict.madeAt) })].filter((part) => part !== '').join(' · ');
}

/** The report as a document: what happened, whom to ask, from which lines, what was done, who is not concerned, and what all this cannot show. */
export function reportBlocks(report: Report, texts: Texts): PdfBlock[] {
  const words = new Words(report, texts);
  const { verdict } = report;
  return [
    heading(1, reportTitle(report, texts)),
    { type: 'paragraph', text: words.t('report.intro') },
    heading(2, words.t('report.facts.heading')),
    { type: 'table', head: [], rows: facts(report, words) },
    heading(2, words.t('report.happened.heading')),
    { type: 'callout', items: outcomeItems(verdict, words) },
    ...happened(verdict, words),
    ...who(verdict, words),
    heading(2, words.t('report.done.heading')),
    ...done(report, words),
    ...othersBlocks(verdict, words),
    heading(2, words.t('report.limits.heading')),
    { type: 'list', items: limits(verdict, words) },
  ];
}

function outcomeItems(verdict: Verdict, words: Words): string[] {
  const stopped = stoppedByHost(verdict);
  const why = [words.t(`outcome.${verdict.outcome}`), words.t(`outcomeWhy.${verdict.outcome}`)];
  return stopped === 0 ? why : [...why, words.t('stoppedByHost', { count: stopped })];
}

function facts({ verdict, by }: Report, words: Words): string[][] {
  const { counted, windowMinutes } = verdict;
  const named = (key: string): string => words.t(`report.facts.${key}`);
  const span = words.t('report.facts.windowText', { from: words.at(counted.from), to: words.at(counted.to) });
  return [
    ...(verdict.packName === '' ? [] : [[named('pack'), verdict.packName]]),
    [named('moment'), words.at(verdict.at)],
    [named('window'), words.t('report.facts.counted', { window: words.duration(windowMinutes), span })],
    [named('zone'), verdict.zone],
    [named('made'), words.at(verdict.madeAt)],
    ...(by === '' ? [] : [[named('by'), by]]),
    ...verdict.sources.map((source) => [named('source'), sourceText(source, words)]),
    [named('rules'), verdict.rulesVersion],
    [named('hash'), verdict.inputSha256],
  ];
}

function sourceText({ kind, name, from, to, readAt }: Verdict['sources'][number], words: Words): string {
  return words.t(kind === 'log' ? 'report.facts.sourceLog' : 'report.facts.sourcePanel', {
    name,
    from: words.at(from),
    to: words.at(to),
    readAt: words.at(readAt),
  });
}

function happened(verdict: Verdict, words: Words): PdfBlock[] {
  const { limit, sites, sitesOf, suspects, firstSingle: single } = verdict;
  const refused = refusedItems(verdict, words);
  // Of a refusal its figures may be known without a line of it.
  const isRefused = refused.length > 0 || suspects.some(({ failedByBlock }) => failedByBlock > 0);
  const items = [
    ...refused,
    // Where the data tell too little, it says nothing that there is none in them.
    ...(!isRefused && verdict.outcome !== 'not_enough_data' ? [words.t('report.happened.noBlock')] : []),
    ...(single === null ? [] : [words.t('report.happened.single', { at: words.at(single.at), file: single.file, line: single.line }), single.text]),
    ...(limit === null || verdict.outcome === 'not_enough_data' ? [] : [limitText(limit, words)]),
    ...(sites === 0 ? [] : [words.t(`report.happened.${sitesOf}`, { count: sites })]),
  ];
  return items.length === 0 ? [] : [{ type: 'list', items }];
}

function refusedItems({ firstBlock: line, block }: Pick<Verdict, 'firstBlock' | 'block'>, words: Words): string[] {
  const between = block !== null && line === null ? [words.t('report.happened.blockBetween', { from: words.at(block.from), to: words.at(block.to) })] : [];
  return [
    ...(line === null ? between : [words.t('report.happened.block', { at: words.at(line.at), file: line.file, line: line.line }), line.text]),
    ...(block === null ? [] : [words.t('report.happened.blockMet', { recipients: block.recipients, accounts: block.accounts })]),
  ];
}

function limitText({ count, seconds, counts, from }: NonNullable<Verdict['limit']>, words: Words): string {
  const kind = counts === 'messages' ? 'limitMessages' : 'limitRecipients';
  return words.t(`report.happened.${kind}`, { count, window: words.duration(seconds / 60), source: words.t(`report.happened.limitFrom.${from}`) });
}

function who({ suspects, outcome }: Verdict, words: Words): PdfBlock[] {
  // That nobody is named for want of data does not mean that nobody is to be asked.
  if (outcome === 'not_enough_data') return [];
  const first = askedFirst(suspects);
  const further = suspects.filter((suspect) => suspect.label !== null && !first.includes(suspect));
  const title = heading(2, words.t('report.who.heading'));
  if (first.length === 0) return [title, { type: 'paragraph', text: words.t('report.who.nobody') }];
  return [
    title,
    ...first.flatMap((suspect) => suspectBlocks(suspect, words)),
    ...(further.length === 0 ? [] : [heading(2, words.t('report.who.further'))]),
    ...further.flatMap((suspect) => suspectBlocks(suspect, words)),
  ];
}

function suspectBlocks(suspect: Suspect, words: Words): PdfBlock[] {
  const { account, domain, label } = suspect;
  const named = { account, domain, label: words.t(`label.${label ?? 'none'}`) };
  const sides = sidesOf(suspect);
  const [against, remarks] = [sides.against.map((reason) => words.reason(reason)), sides.remarks.map((reason) => words.reason(reason))];
  return [
    heading(2, words.t(domain === '' || domain === account ? 'report.who.nameOnly' : 'report.who.name', named)),
    { type: 'table', head: [], rows: figures(suspect, words) },
    { type: 'paragraph', text: words.t('report.who.for') },
    { type: 'list', items: sides.for.map((reason) => words.reason(reason)) },
    ...(against.length === 0
      ? [{ type: 'paragraph', text: words.t('report.who.nothingAgainst') } as const]
      : [{ type: 'paragraph', text: words.t('report.who.against') } as const, { type: 'list', items: against } as const]),
    ...(remarks.length === 0 ? [] : [{ type: 'paragraph', text: words.t('report.who.remarks') } as const, { type: 'list', items: remarks } as const]),
    ...evidence(suspect, words),
  ];
}

function figures({ recipients, usual, usualFrom, share, weightedShare, failed, failures, onsetAt }: Suspect, words: Words): string[][] {
  const named = (key: string): string => words.t(`report.who.${key}`);
  const reasons = failures.map(({ target, count }) => words.t('report.who.failureOf', { what: words.t(`target.${target}`), count }));
  return [
    [named('recipients'), words.number(recipients)],
    [named('usual'), usual === null ? words.t('report.facts.unknown') : usualText(words.number(usual), usualFrom, words)],
    ...(Math.abs(share - weightedShare) < NEARLY ? [] : [[named('weighted'), words.percent(weightedShare)]]),
    [named('share'), words.percent(share)],
    [named('failed'), words.number(failed)],
    ...(reasons.length === 0 ? [] : [[named('failures'), reasons.reduce((before, next) => words.t('report.who.joined', { before, next }))]]),
    ...(onsetAt === null ? [] : [[named('since'), words.at(onsetAt)]]),
  ];
}

function usualText(usual: string, from: Suspect['usualFrom'], words: Words): string {
  return from === 'window' ? words.t('report.who.usualWithin', { usual }) : usual;
}

function evidence({ evidence: lines }: Suspect, words: Words): PdfBlock[] {
  if (lines.length === 0) return [];
  const items = lines.slice(0, MOST_LINES).map((each) => line(each, words));
  const left = lines.length - items.length;
  return [
    { type: 'paragraph', text: words.t('report.who.evidence') },
    { type: 'list', items: left === 0 ? items : [...items, words.t('report.who.left', { count: left })] },
  ];
}

/** A place in a log; its time, where the line itself does not begin with it. */
function line(place: Suspect['evidence'][number], words: Words): string {
  return words.t(STAMPED.test(place.text) ? 'report.who.lineOnly' : 'report.who.line', { ...place, at: words.stamp(place.at) });
}

function done({ done: said }: Report, words: Words): PdfBlock[] {
  const paragraphs = said.split(/\n+/).map((text) => text.trim());
  const told = paragraphs.filter((text) => text !== '');
  return (told.length === 0 ? [words.t('report.done.none')] : told).map((text) => ({ type: 'paragraph', text }));
}

function limits({ gaps, sources }: Verdict, words: Words): string[] {
  const ahead = sources.filter(({ kind, to, readAt }) => kind === 'log' && isAhead(to, readAt));
  const wrong = ahead.map(({ to, readAt }) => words.t('report.limits.ahead', { to: words.at(to), readAt: words.at(readAt) }));
  return [...gaps.map((gap) => words.gap(gap)), ...wrong, ...['log', 'owner', 'counts', 'masked', 'again'].map((limit) => words.t(`report.limits.${limit}`))];
}

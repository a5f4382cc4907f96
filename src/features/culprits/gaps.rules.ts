import { LEAST_WINDOWS } from '../alerts/index.ts';
import type { Case, CaseAbsent, CaseAccount, CaseSource } from './case.rules.ts';
import { type Grid, type Span, windowOf } from './grid.rules.ts';
import { isLearnedBefore } from './habit.rules.ts';
import { hitOf, lessThanCounted } from './host.rules.ts';
import type { Labelled } from './label.rules.ts';
import { type Gap, isoOf, lacks } from './reasons.rules.ts';

/** Below this share of the window nothing is said of it. */
const LEAST_COVERED = 0.5;
const COVERED = 0.98;
/** As much of the mail must come from accounts whose usual is known. */
const LEAST_KNOWN = 0.5;
/** A log that ends so shortly before the window does tells all of it. */
const LEAST_LEFT_S = 900;

/** What the data of a case lack. */
export function gapsOf(grid: Grid, input: Case, all: readonly Labelled[]): Gap[] {
  const isLimited = input.limit !== null || input.accounts.some(({ allowed }) => allowed.length > 0);
  return [
    ...timeGaps(grid, input),
    ...baselineGaps(grid, all),
    ...togetherGaps(grid, input),
    ...sourceGaps(grid, input, all),
    ...hostGaps(grid, all),
    ...(isLimited ? [] : [lacks('no_limit_known', {})]),
  ];
}

/** True when too little is known of the window, or of what is usual, to call it quiet. */
export function isTooLittle(grid: Grid, input: Case, all: readonly Labelled[]): boolean {
  const sent = all.reduce((sum, { recipients }) => sum + recipients, 0);
  const known = all.reduce((sum, { recipients, habit }) => sum + (habit.usual === null ? 0 : recipients), 0);
  return coverage(grid, input) < LEAST_COVERED * neededShare(grid, input) || sent === 0 || known < LEAST_KNOWN * sent;
}

/** A window that reaches back to before the data still holds the moment: what is known up to it is what counts. */
function neededShare(grid: Grid, { sources }: Case): number {
  const { from, to } = windowOf(grid);
  const first = Math.min(...sources.flatMap(({ covered }) => covered.map((stretch) => stretch.from)));
  return first > from && first < to ? (to - first) / (to - from) : 1;
}

/** Share of the window that some source knows. */
function coverage(grid: Grid, { sources }: Case): number {
  const { from, to } = windowOf(grid);
  const stretches = sources
    .flatMap(({ covered }) => covered)
    .map((stretch): Span => ({ from: Math.max(from, stretch.from), to: Math.min(to, stretch.to) }))
    .filter((stretch) => stretch.to > stretch.from)
    .sort((a, b) => a.from - b.from);
  let reached = from;
  let known = 0;
  for (const stretch of stretches) {
    known += Math.max(0, stretch.to - Math.max(reached, stretch.from));
    reached = Math.max(reached, stretch.to);
  }
  return known / (to - from);
}

function timeGaps(grid: Grid, input: Case): Gap[] {
  const gaps: Gap[] = [];
  const { from, to } = windowOf(grid);
  const stretches = input.sources.flatMap(({ covered }) => covered);
  const first = stretches.length === 0 ? null : Math.min(...stretches.map((stretch) => stretch.from));
  const last = stretches.length === 0 ? null : Math.max(...stretches.map((stretch) => stretch.to));
  if (first === null || last === null || input.at < first || input.at > last + grid.size) {
    gaps.push(lacks('moment_outside', { from: first === null ? null : isoOf(first), to: last === null ? null : isoOf(last) }));
  } else {
    const ends = input.sources.flatMap(({ kind, covered }) => (kind === 'log' ? covered.map((stretch) => stretch.to) : []));
    if (ends.length > 0 && Math.max(...ends) < to - LEAST_LEFT_S) gaps.push(lacks('log_ends_before', { at: isoOf(Math.max(...ends)) }));
  }
  const share = coverage(grid, input);
  if (share < COVERED) gaps.push(lacks('window_not_covered', { percent: Math.floor(100 * share) }));
  const silences = input.sources.flatMap((source) => source.gaps).filter((gap) => gap.kind === 'silence' && gap.from < to && gap.to > from);
  const [longest] = silences.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  if (longest !== undefined) {
    gaps.push(lacks('silence_in_log', { from: isoOf(longest.from), to: isoOf(longest.to), minutes: Math.round((longest.to - longest.from) / 60) }));
  }
  return gaps;
}

/** Where sources tell of the same time. */
function togetherGaps(grid: Grid, { sources, accounts }: Case): Gap[] {
  const { from, to } = windowOf(grid);
  const twice = sources.flatMap(({ overlaps }) => overlaps).filter((stretch) => stretch.from < to && stretch.to > from);
  const first = Math.min(...twice.map((stretch) => stretch.from));
  const gaps = twice.length === 0 ? [] : [lacks('logs_overlap', { from: isoOf(first), to: isoOf(Math.max(...twice.map((stretch) => stretch.to))) })];
  const told = (kind: CaseSource['kind']): number => sources.findIndex((source, place) => source.kind === kind && accounts.some((each) => tells(each, place)));
  const panel = sources[told('panel')];
  if (told('log') < 0 || panel === undefined) return gaps;
  return [...gaps, lacks('sources_differ', { source: panel.name, definition: panel.definition })];
}

function tells({ series }: CaseAccount, source: number): boolean {
  return series.some((each) => each.source === source && each.slots.length > 0);
}

function baselineGaps(grid: Grid, all: readonly Labelled[]): Gap[] {
  const sent = all.filter(({ recipients }) => recipients > 0);
  const learning = sent.filter(({ habit }) => habit.usual === null);
  const within = sent.filter(({ habit, lanes }) => habit.usual !== null && !isLearnedBefore(grid, lanes));
  const windows = Math.max(...learning.map(({ habit }) => habit.windows));
  return [
    ...(learning.length === 0 ? [] : [lacks('no_baseline', { accounts: learning.length, windows, needed: LEAST_WINDOWS })]),
    ...(within.length === 0 ? [] : [lacks('usual_from_window', { accounts: within.length })]),
  ];
}

const ABSENT = {
  recipients: 'no_recipients',
  subjects: 'no_subjects',
  scripts: 'no_scripts',
  deferrals: 'no_deferrals',
  logins: 'no_logins',
} as const satisfies Record<CaseAbsent, Gap['code']>;

function sourceGaps(grid: Grid, { sources }: Case, all: readonly Labelled[]): Gap[] {
  const gaps: Gap[] = [];
  const used = sources.filter((source) => all.some((each) => each.source === source) || touches(grid, source));
  const logs = used.filter(({ kind }) => kind === 'log');
  for (const [absent, code] of Object.entries(ABSENT)) {
    if (logs.length > 0 && logs.every((log) => log.absent.some((each) => each === absent))) gaps.push(lacks(code, {}));
  }
  for (const source of used.filter(({ kind }) => kind === 'panel')) {
    const accounts = all.filter((each) => each.source === source && each.recipients > 0).length;
    if (accounts > 0) gaps.push(lacks('counts_only', { source: source.name, accounts }));
  }
  const sum = (count: (source: CaseSource) => number): number => logs.reduce((total, log) => total + count(log), 0);
  const skipped = sum((log) => log.skipped);
  if (skipped > 0) gaps.push(lacks('skipped_lines', { count: skipped, of: sum(({ lines }) => lines) }));
  const messages = sum(({ unattributed }) => unattributed.messages);
  if (messages > 0) gaps.push(lacks('unattributed', { messages, recipients: sum(({ unattributed }) => unattributed.recipients) }));
  return gaps;
}

/** Of the accounts that the host had counted more of, the one furthest from it. */
function hostGaps(grid: Grid, all: readonly Labelled[]): Gap[] {
  const found = all.flatMap((each) => {
    const less = lessThanCounted(each, hitOf(grid, each));
    return less === null ? [] : [{ account: each.account.account, ...less }];
  });
  const [first] = found.sort((a, b) => b.allowed - b.seen - (a.allowed - a.seen) || (a.account < b.account ? -1 : 1));
  return first === undefined ? [] : [lacks('host_counted_more', first)];
}

function touches(grid: Grid, source: CaseSource): boolean {
  const { from, to } = windowOf(grid);
  return source.covered.some((stretch) => stretch.from < to && stretch.to > from);
}

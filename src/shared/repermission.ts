/** The groups a list is sorted into before anybody is written to (`letters:repermission.segments`). */
export const SEGMENTS = ['a', 'b', 'c', 'd'] as const;
export type Segment = (typeof SEGMENTS)[number];
export type Counts = Readonly<Record<Segment, number>>;

/** From where a reconfirmation may be sent; `unknown` = nobody said. */
export const SENT_FROM = ['unknown', 'hosting', 'own_smtp', 'provider', 'platform', 'kvm'] as const;
export type SentFrom = (typeof SENT_FROM)[number];

/** What lawyers said of the reconfirmation. */
export const LAW_SAYS = ['unknown', 'yes', 'no'] as const;

/** A reconfirmation as it is planned, as far as the warnings look at it. */
export interface PlannedMailing {
  readonly before: Counts;
  /** Groups that are to be written to; none = the list is only sorted. */
  readonly writesTo: readonly Segment[];
  /** How many of group B. */
  readonly asked: number;
  readonly from: SentFrom;
  readonly offerInside: boolean;
  /** How often the same people are asked. */
  readonly rounds: number;
  readonly rate: { readonly count: number; readonly seconds: number } | null;
  readonly lawCountry: string;
  readonly lawSays: (typeof LAW_SAYS)[number];
  /** Last day on which an answer counts; null = none. */
  readonly answersUntil: string | null;
}

/** What the host says of mass mailing, with the rules behind it. */
export interface HostMailing {
  /** `unknown` = it has not said. */
  readonly bulkPolicy: string;
  readonly smallMailingMax: number | null;
  /** Limits in force, the host's or the reseller's own. */
  readonly limits: readonly { readonly count: number; readonly seconds: number; readonly even: boolean }[];
  readonly bulkRules: readonly string[];
  readonly paceRules: readonly string[];
}

/** What is wrong with a plan; each has a sentence for the reseller and one for the client. */
export const PLAN_WARNINGS = [
  'mails_d',
  'mails_c',
  'mails_a',
  'offer_inside',
  'forbidden_here',
  'too_many_here',
  'ask_host',
  'from_unknown',
  'alignment',
  'several_rounds',
  'too_fast',
  'no_pace',
  'no_deadline',
  'law_forbids',
  'law_consent_only',
  'law_unchecked',
  'whole_b',
] as const;
export type PlanWarningCode = (typeof PLAN_WARNINGS)[number];

export interface PlanWarning {
  readonly code: PlanWarningCode;
  /** `stop`: as planned, the reconfirmation would itself be spam; `care`: something is to be settled first. */
  readonly severity: 'stop' | 'care';
  readonly facts: Readonly<Record<string, number>>;
  /** Source rules it rests on. */
  readonly rules: readonly string[];
}

/** The groups of a list that nobody has counted, where only a sum is asked for. */
export const NOBODY: Counts = { a: 0, b: 0, c: 0, d: 0 };

/** Addresses that the reconfirmation goes to. */
export function recipientsOf({ before, writesTo, asked }: Pick<PlannedMailing, 'before' | 'writesTo' | 'asked'>): number {
  return writesTo.reduce((sum, segment) => sum + (segment === 'b' ? asked : before[segment]), 0);
}

/** Hosts under whose rules no mailing leaves the hosting. */
const NO_BULK = ['forbidden', 'not_intended', 'service_mail_only', 'whitelist_only'];

/** Countries where advertising needs consent before, and no exception for earlier customers was found (policy.md 2.1). */
const CONSENT_ONLY = ['DZ', 'TN', 'RU', 'BY', 'KZ'];

type Found = PlanWarning | null;

const stop = (code: PlanWarningCode, rules: readonly string[], facts: PlanWarning['facts'] = {}): PlanWarning => ({ code, severity: 'stop', facts, rules });
const care = (code: PlanWarningCode, rules: readonly string[], facts: PlanWarning['facts'] = {}): PlanWarning => ({ code, severity: 'care', facts, rules });

/** What is wrong with a plan, the worst first. A plan that writes to nobody has nothing wrong with it. */
export function warningsOf(plan: PlannedMailing, host: HostMailing): PlanWarning[] {
  if (recipientsOf(plan) === 0) return [];
  const found = [...ofRecipients(plan), ...ofContent(plan), ofPlace(plan, host), ofPace(plan, host), ofLaw(plan)];
  const all = found.filter((warning) => warning !== null);
  return [...all.filter(({ severity }) => severity === 'stop'), ...all.filter(({ severity }) => severity === 'care')];
}

function ofRecipients({ before, writesTo, asked }: PlannedMailing): Found[] {
  const writes = (segment: Segment): boolean => writesTo.includes(segment) && before[segment] > 0;
  return [
    writes('d') ? stop('mails_d', ['001-10', '003-05'], { count: before.d }) : null,
    writes('c') ? stop('mails_c', ['000-14', '002-08'], { count: before.c }) : null,
    writes('a') ? care('mails_a', ['002-18'], { count: before.a }) : null,
    writesTo.includes('b') && asked > 0 && asked === before.b ? care('whole_b', ['002-08'], { count: asked }) : null,
  ];
}

function ofContent({ offerInside, rounds, answersUntil }: PlannedMailing): Found[] {
  return [
    offerInside ? stop('offer_inside', ['000-24']) : null,
    rounds > 1 ? stop('several_rounds', ['000-24', '002-13'], { count: rounds }) : null,
    answersUntil === null ? stop('no_deadline', ['002-13', '002-22']) : null,
  ];
}

function ofPlace(plan: PlannedMailing, host: HostMailing): Found {
  if (plan.from === 'unknown') return care('from_unknown', ['000-10', '001-13']);
  if (plan.from === 'provider') return care('alignment', ['001-17']);
  if (plan.from !== 'hosting') return null;
  if (NO_BULK.includes(host.bulkPolicy)) return stop('forbidden_here', host.bulkRules);
  if (host.bulkPolicy === 'unknown' || host.bulkPolicy === 'ask') return care('ask_host', host.bulkRules);
  const tooMany = host.smallMailingMax !== null && recipientsOf(plan) > host.smallMailingMax;
  return tooMany ? stop('too_many_here', host.bulkRules, { count: recipientsOf(plan), max: host.smallMailingMax ?? 0 }) : null;
}

/** Limits of the hosting hold only for what leaves it. */
function ofPace({ from, rate }: PlannedMailing, { limits, paceRules }: HostMailing): Found {
  if (rate === null) return from === 'hosting' && limits.length > 0 ? null : care('no_pace', ['001-19']);
  if (from !== 'hosting') return null;
  const faster = limits.find(({ count, seconds, even }) => (even ? rate.count * seconds > count * rate.seconds : sentIn(seconds, rate) > count));
  return faster === undefined ? null : stop('too_fast', paceRules, { count: faster.count, minutes: Math.round((faster.seconds / 60) * 100) / 100 });
}

/** How many leave within a window at a steady rate. */
function sentIn(window: number, { count, seconds }: { readonly count: number; readonly seconds: number }): number {
  return Math.floor((window * count) / seconds);
}

function ofLaw({ lawSays, lawCountry }: PlannedMailing): Found {
  if (lawSays === 'no') return stop('law_forbids', ['002-13']);
  if (lawSays === 'yes') return null;
  return CONSENT_ONLY.includes(lawCountry) ? stop('law_consent_only', ['000-14']) : care('law_unchecked', ['000-14']);
}

/** What the people asked answered. Who did neither is taken off the list. */
export interface Outcome {
  readonly yes: number;
  readonly no: number;
}

/** A list that is sorted, with those of group B who were asked. */
export interface SortedList {
  readonly before: Counts;
  readonly asked: number;
  /** Whether those of group B who were not asked stay on the list, as the law of similar products allows. */
  readonly keepsRest: boolean;
}

/** People asked who did not answer: removed. */
export function silentOf(asked: number, { yes, no }: Outcome): number {
  return asked - yes - no;
}

/**
 * The list afterwards, without anybody lost: only a yes moves from B to A, a no goes to D, silence to C, and so does the rest of B where it is not kept. C and D are
 * written to no more.
 */
export function countsAfter({ before, asked, keepsRest }: SortedList, outcome: Outcome): Counts {
  const rest = before.b - asked;
  return {
    a: before.a + outcome.yes,
    b: keepsRest ? rest : 0,
    c: before.c + silentOf(asked, outcome) + (keepsRest ? 0 : rest),
    d: before.d + outcome.no,
  };
}

/** Addresses of a list, whatever their group. */
export function totalOf(counts: Counts): number {
  return counts.a + counts.b + counts.c + counts.d;
}

/** Where the figures that the client sent back differ from what his answers allow. */
export const RESULT_GAPS = [
  'figures_missing',
  'lost',
  'appeared',
  'a_without_yes',
  'silent_kept',
  'suppressed_again',
  'proof_missing',
  'removal_missing',
] as const;
export type ResultGap = { readonly code: (typeof RESULT_GAPS)[number]; readonly count: number };

/** What was sent back, and the files with it. */
export interface Reported {
  readonly counts: Counts;
  readonly consentFiles: number;
  readonly removalFiles: number;
}

/** What does not add up. Nothing = everybody is accounted for, every yes with a proof and every removal with one. */
export function gapsOf(list: SortedList, outcome: Outcome, { counts, consentFiles, removalFiles }: Reported): ResultGap[] {
  const due = countsAfter(list, outcome);
  const off = totalOf(counts) - totalOf(list.before);
  const removed = due.c + due.d - (list.before.c + list.before.d);
  const all: ResultGap[] = [
    { code: 'lost', count: -off },
    { code: 'appeared', count: off },
    { code: 'a_without_yes', count: counts.a - due.a },
    { code: 'silent_kept', count: counts.b - due.b },
    { code: 'suppressed_again', count: Math.max(0, due.c - counts.c) + Math.max(0, due.d - counts.d) },
    { code: 'proof_missing', count: consentFiles === 0 ? outcome.yes : 0 },
    { code: 'removal_missing', count: removalFiles === 0 ? removed : 0 },
  ];
  return all.filter(({ count }) => count > 0);
}

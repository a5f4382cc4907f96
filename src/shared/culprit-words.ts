import type { ReasonCode, StatementCode, VerdictGap } from './culprits.ts';
import { type Language, LOCALES } from './language.ts';

/** What a sentence is about, as the contract hands it out: instants as ISO text, null = not known. */
export type FactsToSay = Readonly<Record<string, string | number | null>>;

/** A sentence of the namespace `culprits`: its key, and what fills it. */
export interface CulpritPart {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** How an instant is put into words. */
export type SayMoment = (iso: string) => string;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** Instants with their day, as sentences here need them: "24 November at 05:00", in a time zone; with their year too where it is another one than that of `near`. */
export function momentsIn(language: Language, timeZone: string, near?: string): SayMoment {
  const day = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone } as const;
  const [short, long] = [new Intl.DateTimeFormat(LOCALES[language], day), new Intl.DateTimeFormat(LOCALES[language], { ...day, year: 'numeric' })];
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone });
  const yearOf = (iso: string): string => year.format(Date.parse(iso));
  return (iso) => (near === undefined || yearOf(iso) === yearOf(near) ? short : long).format(Date.parse(iso));
}

type Code = ReasonCode | VerdictGap | StatementCode;

/** Facts that plurals follow, where they are not called `count`. */
const COUNTED: Partial<Record<Code, string>> = {
  excess_share: 'excess',
  above_usual: 'recipients',
  caused_block: 'recipients',
  host_limit_hit: 'times',
  new_script: 'messages',
  many_sources: 'sources',
  foreign_senders: 'messages',
  same_subject: 'messages',
  first_mailing: 'recipients',
  login_refused_after: 'times',
  as_usual: 'recipients',
  announced: 'recipients',
  few_messages: 'recipients',
  only_deferred: 'deferred',
  only_block: 'failed',
  short_history: 'windows',
  no_baseline: 'accounts',
  usual_from_window: 'accounts',
  counts_only: 'accounts',
  unattributed: 'messages',
};

/** Sentences with a plainer sibling (`_plain`) for when that fact is not known. */
const OPTIONAL: Partial<Record<Code, string>> = {
  many_failures: 'usual',
  caused_block: 'recipients',
  put_off_by_receivers: 'usual',
  host_limit_hit: 'allowed',
  announced: 'recipients',
  moment_outside: 'from',
};

/** What panels count, where a sentence says more than that it differs. */
const COUNTED_OTHERWISE: ReadonlySet<string> = new Set(['messages_events', 'deliveries', 'per_mailbox']);

/** The sentence of a reason for or against. */
export function reasonPart(code: ReasonCode, facts: FactsToSay, moment: SayMoment): CulpritPart {
  return { key: `reason.${code}${variantOf(code, facts)}`, values: valuesOf(code, facts, moment) };
}

/** The sentence of an account that is not suspected. */
export function statementPart(code: StatementCode, facts: FactsToSay, moment: SayMoment): CulpritPart {
  return { key: `statement.${code}${statementVariant(code, facts)}`, values: valuesOf(code, facts, moment) };
}

function statementVariant(code: StatementCode, facts: FactsToSay): string {
  if (code === 'stopped_by_limit') return `_${limitOf(facts)}`;
  if (code === 'above_usual') return (facts['source'] ?? null) !== null ? '_beside' : facts['within'] === 1 ? '_within' : '';
  return code === 'put_off_by_receivers' && (facts['usual'] ?? null) === null ? '_plain' : '';
}

/** Which limit it was, whether its number is known, and whether the data show far less than that. */
function limitOf({ kind, allowed, seen }: FactsToSay): string {
  const known = (allowed ?? null) === null ? '' : (seen ?? null) === null ? '_known' : '_less';
  if (kind === 'messages' || kind === 'failures') return `${kind}${known}`;
  return kind === 'suspended' || kind === 'login_blocked' ? kind : 'held';
}

/** The sentence of something the data lack. */
export function gapPart(code: VerdictGap, facts: FactsToSay, moment: SayMoment): CulpritPart {
  return { key: `gap.${code}${variantOf(code, facts)}`, values: valuesOf(code, facts, moment) };
}

function variantOf(code: ReasonCode | VerdictGap, facts: FactsToSay): string {
  if (code === 'sources_differ') return COUNTED_OTHERWISE.has(String(facts['definition'])) ? `_${facts['definition']}` : '';
  if (code === 'caused_block' && facts['exact'] === 0) return '_about';
  const optional = OPTIONAL[code];
  if (optional !== undefined && (facts[optional] ?? null) === null) return '_plain';
  if (code === 'many_sources' && facts['per'] === 'hour') return '_hour';
  if (code === 'above_usual' && facts['within'] === 1) return '_within';
  if ((code === 'no_baseline' || code === 'short_history') && facts['windows'] === 0) return '_none';
  if (code === 'above_usual' || code === 'many_sources') return Math.round(Number(facts['usual'] ?? 0)) === 0 ? '_none' : '';
  if (code === 'sufficient_alone' && facts['scope'] === 'own') return '_own';
  if (code === 'only_deferred') return Number(facts['failed'] ?? 0) > 0 ? '_some' : '';
  if (code === 'only_block') return Number(facts['of'] ?? 0) > Number(facts['failed'] ?? 0) ? '_some' : '';
  if (code === 'limit_by_block') return facts['kind'] === 'suspended' ? '_suspended' : '';
  if (code === 'excess_share') return isPlainShare(facts) ? '_plain' : '';
  const kind = facts['kind'];
  return code === 'host_limit_hit' && (kind === 'messages' || kind === 'failures') ? `_${kind}` : '';
}

/** True where the share is what the plain numbers give, so that nothing has to be said of weights. */
function isPlainShare({ percent, weighted }: FactsToSay): boolean {
  return Math.abs(Number(percent ?? 0) - Number(weighted ?? percent ?? 0)) <= 2;
}

function valuesOf(code: Code, facts: FactsToSay, moment: SayMoment): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(facts)) {
    values[name] = typeof value === 'string' && INSTANT.test(value) ? moment(value) : rounded(value);
  }
  const counted = facts[COUNTED[code] ?? 'count'];
  return typeof counted === 'number' ? { ...values, count: Math.round(counted) } : values;
}

/** What is usual is reckoned, and no whole number: a sentence says it as one. */
function rounded(value: string | number | null): string | number {
  return typeof value === 'number' ? Math.round(value) : (value ?? '');
}

import type { ListCode } from '../../contract/blocklists.ts';
import type { DnsAnswer } from '../../ports/dns.ts';
import type { ListStateName, ListWhy } from '../../shared/blocklists.ts';
import { parseIp } from '../../shared/ip.ts';
import type { CatalogueList, CodeEntry } from './catalogue/list.rules.ts';

/** What an answer means. `why` null where the list said yes or no. */
export interface Reading {
  readonly state: ListStateName;
  readonly why: ListWhy | null;
  readonly codes: readonly ListCode[];
}

type Codes = Pick<CatalogueList, 'codes' | 'refusals'>;

/** Answers of the list or of what stands between; every other reason is one of having no answer. */
const REFUSED: readonly ListWhy[] = [
  'public_resolver',
  'too_many',
  'bad_zone',
  'unregistered',
  'wrong_subject',
  'refused',
  'rewritten',
  'unknown_code',
  'lists_all',
];

/** Nobody knows, and why. */
export function unchecked(why: ListWhy): Reading {
  return { state: REFUSED.includes(why) ? 'refused' : 'no_answer', why, codes: [] };
}

/** Reads an answer to an A query by the list's own table. Never `not_listed` but on "no such name", or on codes that say that it is none. */
export function readAnswer(list: Codes, answer: DnsAnswer<string>): Reading {
  if (answer.kind === 'none') return { state: 'not_listed', why: null, codes: [] };
  if (answer.kind === 'refused') return unchecked('refused');
  if (answer.kind === 'failed') return unchecked(answer.reason);
  return answer.values.length === 0 ? unchecked('servfail') : readValues(list, answer.values);
}

function readValues(list: Codes, values: readonly string[]): Reading {
  const refusals = values.flatMap((value) => refusalOf(list, value) ?? []);
  const [refusal] = refusals;
  if (refusal !== undefined) return unchecked(refusals.includes('rewritten') ? 'rewritten' : refusal);
  const codes = values.flatMap((value) => codesOf(list, value));
  const telling = codes.filter(({ meaning }) => meaning !== 'good' && meaning !== 'neutral');
  if (telling.length > 0) return { state: 'listed', why: null, codes };
  const allKnown = values.every((value) => codesOf(list, value).length > 0);
  return allKnown ? { state: 'not_listed', why: null, codes } : unchecked('unknown_code');
}

/** What Spamhaus and others answer instead of answering. */
const REFUSALS: Readonly<Record<string, ListWhy>> = {
  '127.255.255.252': 'bad_zone',
  '127.255.255.254': 'public_resolver',
  '127.255.255.255': 'too_many',
};

function refusalOf({ refusals }: Codes, value: string): ListWhy | null {
  if (!value.startsWith('127.')) return 'rewritten';
  const own = refusals.find(({ match }) => matches(match, value));
  if (own !== undefined) return own.why;
  return value.startsWith('127.255.255.') ? (REFUSALS[value] ?? 'refused') : null;
}

function codesOf({ codes }: Codes, value: string): ListCode[] {
  return codes.filter(({ match }) => matches(match, value)).map(({ meaning, part }) => ({ value, meaning, part }));
}

/** True when an entry of a table is about an answer. */
export function matches(match: CodeEntry['match'], value: string): boolean {
  if (match.kind === 'bits') return value.startsWith('127.0.0.') && (Number(value.slice(8)) & match.bits) !== 0;
  const at = numberOf(value);
  return at >= numberOf(match.from) && at <= numberOf(match.to);
}

function numberOf(value: string): number {
  return parseIp(value)?.family === 4 ? value.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0) : -1;
}

/** What the two test points of a list prove: null = it answers as it should. */
export function judgeTest(list: Codes, answers: { readonly listed: DnsAnswer<string>; readonly clean: DnsAnswer<string> }): ListWhy | null {
  // What lists everything is seen at the point that must not be on it, what rewrites names as well.
  const clean = readAnswer(list, answers.clean);
  if (clean.state === 'listed') return 'lists_all';
  if (clean.why !== null) return clean.why;
  const listed = readAnswer(list, answers.listed);
  if (listed.why !== null) return listed.why;
  // Of a list of reputations the point may have a good one; it must only be known.
  return listed.codes.length === 0 ? 'lists_nothing' : null;
}

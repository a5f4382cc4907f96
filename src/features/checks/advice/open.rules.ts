import type { Advice } from '../../../contract/checks.ts';
import type { RulePack } from '../../../contract/rule-pack.ts';
import { WAY_CHOICES, WAY_QUESTIONS, WAYS, type Way, type WayQuestion } from '../../../shared/lists.ts';
import { type Answered, adviseWays, FEW, type Reason, type Wanted, type WayAdvice, type WayVerdict } from './advice.rules.ts';

/** A way as far as the answers go. */
export interface OpenWay {
  readonly way: Way;
  readonly verdict: WayVerdict | 'open';
  readonly reasons: readonly Reason[];
}

interface OpenAdvice {
  readonly ways: readonly OpenWay[];
  readonly missing: Advice['missing'];
}

interface Case {
  readonly wanted: Wanted;
  readonly ways: readonly WayAdvice[];
}

/** Advice on what was answered alone: of every other question each answer is tried, and only what holds with all of them is said. */
export function adviseOpen(answered: Answered, rules: RulePack): OpenAdvice {
  const cases = completions(answered, rules).map((wanted) => ({ wanted, ways: adviseWays(wanted, rules) }));
  const missing = WAY_QUESTIONS.filter((question) => answered[question] === undefined);
  return {
    ways: WAYS.map((way) => common(way, cases)),
    missing: missing.map((question) => ({ question, ways: WAYS.filter((way) => changes(question, way, cases)) })),
  };
}

function completions(answered: Answered, rules: RulePack): Wanted[] {
  const { addresses, kind, consent, bought, server, sender } = answered;
  return tried(addresses, tellingNumbers(rules))
    .map((each) => ({ addresses: each }))
    .flatMap((sofar) => tried(kind, WAY_CHOICES.kind).map((each) => ({ ...sofar, kind: each })))
    .flatMap((sofar) => tried(consent, WAY_CHOICES.consent).map((each) => ({ ...sofar, consent: each })))
    .flatMap((sofar) => tried(bought, [true, false]).map((each) => ({ ...sofar, bought: each })))
    .flatMap((sofar) => tried(server, WAY_CHOICES.server).map((each) => ({ ...sofar, server: each })))
    .flatMap((sofar) => tried(sender, WAY_CHOICES.sender).map((each) => ({ ...sofar, sender: each })));
}

function tried<T>(given: T | undefined, all: readonly T[]): readonly T[] {
  return given === undefined ? all : [given];
}

/** Numbers of addresses on either side of every bound an advice knows. */
function tellingNumbers({ smallMailingMax: max }: RulePack): number[] {
  const bounds = max.state === 'known' ? [FEW, max.value] : [FEW];
  return bounds.flatMap((bound) => [bound, bound + 1]);
}

function common(way: Way, cases: readonly Case[]): OpenWay {
  const all = cases.flatMap(({ ways }) => ways.filter((each) => each.way === way));
  const [first, ...others] = all;
  const verdicts = new Set(all.map(({ verdict }) => verdict));
  const reasons = first?.reasons.filter((reason) => others.every((other) => other.reasons.some((each) => isSame(each, reason)))) ?? [];
  return { way, verdict: first !== undefined && verdicts.size === 1 ? first.verdict : 'open', reasons };
}

function isSame(one: Reason, other: Reason): boolean {
  return one.code === other.code && JSON.stringify(one.facts) === JSON.stringify(other.facts);
}

/** Whether two answers to a question, all else being the same, lead to two verdicts. */
function changes(question: WayQuestion, way: Way, cases: readonly Case[]): boolean {
  const verdicts = new Map<string, string>();
  return cases.some(({ wanted, ways }) => {
    const rest = JSON.stringify({ ...wanted, [question]: null });
    const verdict = ways.find((each) => each.way === way)?.verdict ?? '';
    const before = verdicts.get(rest) ?? verdict;
    verdicts.set(rest, before);
    return before !== verdict;
  });
}

import type { Limit, Rate, RuleField, RulePack } from '../../../contract/rule-pack.ts';
import type { Block, PolicyTerms, SECTION_IDS, TextKind } from '../../../contract/texts.ts';
import type { EffectiveLimits, Owned } from '../../hosts/index.ts';

export { known } from '../../hosts/index.ts';

/** Says a sentence in the language being drafted. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What a section is drafted from. */
export interface Draft {
  readonly rules: RulePack;
  /** The limit of the account that a letter is about is known: nobody is asked for it. */
  readonly limitIsKnown: boolean;
  /** Of every rule the stricter of the host's and the reseller's, and whose it is. */
  readonly inForce: EffectiveLimits;
  readonly terms: PolicyTerms;
  /** What changed since an earlier version, in the language being drafted; null when nothing is to be said. */
  readonly changes: { readonly number: number; readonly changelog: string } | null;
  /** The sentences of the text being drafted. */
  readonly say: Say;
  /** The words all texts share: values, limits, channels. */
  readonly common: Say;
  /** The sentence of a rule of the source documents, or null when it has none. */
  readonly ruleSentence: (id: string) => string | null;
  /** "ask your host": what stands where a value of the host is not known. */
  readonly ask: string;
  /** The same for what the reseller has not fixed. */
  readonly askReseller: string;
}

/** A value the reseller fixes. */
export type TermField = keyof PolicyTerms;

/** The blocks of a section and what they rest on. */
export interface DraftedSection {
  readonly blocks: Block[];
  /** Values of the rule pack that the wording depends on: their sources are cited, the unknown ones are asked for. */
  readonly basis?: readonly RuleField[];
  /** Terms of the reseller that the wording depends on. */
  readonly terms?: readonly TermField[];
  /** Source rules that the wording serves whatever the host. */
  readonly cites?: readonly string[];
}

/** Drafts one section. */
export type DraftSection = (draft: Draft) => DraftedSection;

/** A generator for each section of a text. */
export type Sections<K extends TextKind> = Readonly<Record<(typeof SECTION_IDS)[K][number], DraftSection>>;

/** A block of running text. */
export function paragraph(text: string): Block {
  return { type: 'paragraph', text };
}

/** Why a client gets a letter: every message says so (rule 001-09). */
export function whyYou({ common }: Pick<Draft, 'common'>): Block {
  return paragraph(common('why_letter'));
}

/** A list without the items that do not apply. */
export function list(...items: readonly (string | null)[]): Block {
  return { type: 'list', items: items.filter((item) => item !== null) };
}

/** Facts, one a line: what, and its value. */
export function facts(rows: readonly (readonly [label: string, value: string])[]): Block {
  return { type: 'table', head: [], rows: rows.map(([label, value]) => [label, value]) };
}

const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

/** "per hour", "in 10 minutes": a window in the largest unit that divides it. */
function windowInWords(seconds: number, common: Say): string {
  const { unit, seconds: size } = UNITS.find((each) => seconds % each.seconds === 0) ?? { unit: 'second', seconds: 1 };
  return seconds === size ? common(`window.per_${unit}`) : common(`window.${unit}s`, { count: seconds / size });
}

/** A rate in words, marked when the host gives it as an example only: what the reseller sets holds. */
export function rateInWords({ value: rate, owner }: Owned<Rate>, common: Say, counts: Limit['counts'] = 'messages'): string {
  const value = common('value.rate', { quantity: common(`value.${counts}`, { count: rate.count }), window: windowInWords(rate.seconds, common) });
  return rate.contractual || owner === 'reseller' ? value : common('value.example', { value });
}

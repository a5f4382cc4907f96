import type { Block, PolicyTerms } from '../../contract/policies.ts';
import type { Dated, Rate, RulePack } from '../../contract/rule-pack.ts';

/** Says a sentence of the notice in the language being drafted. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What a section is drafted from. */
export interface Draft {
  readonly rules: RulePack;
  readonly terms: PolicyTerms;
  readonly say: Say;
  /** "ask your host": what stands where a value of the host is not known. */
  readonly ask: string;
  /** The same for what the reseller has not fixed. */
  readonly askReseller: string;
}

/** The blocks of a section, and the values of the rule pack they rest on. */
export interface DraftedSection {
  readonly blocks: Block[];
  readonly basis: readonly Dated<unknown>[];
}

export type DraftSection = (draft: Draft) => DraftedSection;

/** The value, or null while it is not known. */
export function known<T>(dated: Dated<T>): T | null {
  return dated.state === 'known' ? dated.value : null;
}

export function paragraph(text: string): Block {
  return { type: 'paragraph', text };
}

/** A list without the items that do not apply. */
export function list(...items: readonly (string | null)[]): Block {
  return { type: 'list', items: items.filter((item) => item !== null) };
}

/** A pace in words, marked when the host gives it as an example only. */
export function rateInWords(rate: Rate, say: Say): string {
  const unit = rate.seconds === 60 ? 'minute' : rate.seconds === 3600 ? 'hour' : 'seconds';
  const value = say(`value.rate_${unit}`, { count: rate.count, seconds: rate.seconds });
  return rate.contractual ? value : say('value.example', { value });
}

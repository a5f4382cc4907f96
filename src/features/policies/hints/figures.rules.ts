import type { PolicyText } from '../../../contract/texts.ts';
import type { Json } from '../../../shared/canonical-json.ts';
import { figuresIn } from '../sentences.rules.ts';
import { sentencesOf } from '../texts/index.ts';
import type { TextBasis } from '../versions.repo.ts';

/** Numbers in names of techniques, which are no values. */
const NAMES = /SHA-?256|(?:RFC|ISO|BCP) ?\d+|(?:port|порт\p{L}*)[\s\u00a0]25|24 ?\/ ?7|\{\{[^{}]*\}\}|https?:\/\/\S+|(?<![\w.-])[\w.-]+@[\w.-]+/giu;
/** A number that opens a line counts its lines. */
const ORDINAL = /^\s*\d{1,2}[.)]\s/;

/** The figures a sentence states that nothing vouches for: neither the host's rules nor the reseller's, nor the text as it is generated. */
export function foreignFigures(sentence: string, vouched: ReadonlySet<string>): string[] {
  const stated = figuresIn(sentence.replace(ORDINAL, '').replace(NAMES, ' '));
  return [...new Set(stated)].filter((figure) => !vouched.has(figure) && !isYear(figure));
}

function isYear(figure: string): boolean {
  const year = Number(figure);
  return figure.length === 4 && year > 1970 && year < 2100 && year % 50 !== 0;
}

/** The figures of rules, terms and generated text. A window of seconds is also said in minutes, hours or days. */
export function vouchedFigures({ rules, own, terms }: TextBasis, generated: PolicyText): Set<string> {
  const values = [rules, own, terms].flatMap((value) => valuesIn(value));
  const figures = values.flatMap((value) => (typeof value === 'number' ? [value, value / 60, value / 3600, value / 86_400] : []));
  const said = [...values.filter((value) => typeof value === 'string'), ...sentencesOf(generated)];
  return new Set([
    ...figures.filter((figure) => Number.isInteger(figure)).map(String),
    ...figures.flatMap((figure) => figuresIn(String(figure))),
    ...said.flatMap(figuresIn),
  ]);
}

/** Every number and text in a value, but for where and when it was read. */
function valuesIn(value: Json | undefined): (string | number)[] {
  if (typeof value === 'number' || typeof value === 'string') return [value];
  if (value === null || value === undefined || typeof value === 'boolean') return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'source' || key === 'readOn' ? [] : valuesIn(inner)));
}

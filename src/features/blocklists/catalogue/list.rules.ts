import type { Removal } from '../../../contract/blocklists.ts';
import type { ListFact, ListMeaning, ListSubject, ListTerms, ListWeight, ListWhy, RemovalFact } from '../../../shared/blocklists.ts';

/** An entry of the code table of a list. `removal`: where this part is left in another way than the rest of the list. */
export interface CodeEntry {
  /** A range of addresses, both ends included, or bits of the last byte of 127.0.0.x. */
  readonly match: { readonly kind: 'range'; readonly from: string; readonly to: string } | { readonly kind: 'bits'; readonly bits: number };
  readonly meaning: ListMeaning;
  /** As the list calls the part; '' = it has no name. */
  readonly part: string;
  readonly removal?: Removal;
}

/** An answer by which a list says that it does not answer. */
export interface RefusalEntry {
  readonly match: CodeEntry['match'];
  readonly why: ListWhy;
}

/** A list of the catalogue, as data that was checked on a day. */
export interface CatalogueList {
  readonly id: string;
  readonly name: string;
  /** '' = it has none that may be asked. */
  readonly zone: string;
  /** The zone with the key, `{key}` in its place; '' = no key is part of it. */
  readonly keyZone: string;
  readonly subjects: readonly ListSubject[];
  readonly terms: ListTerms;
  readonly weight: ListWeight;
  /** Asked where nobody said otherwise. */
  readonly standard: boolean;
  readonly codes: readonly CodeEntry[];
  readonly refusals: readonly RefusalEntry[];
  /** Test points of a list of domains: one that is on it, one that is not (RFC 5782, 5). */
  readonly testDomains: { readonly listed: string; readonly clean: string };
  readonly removal: Removal;
  readonly retiredOn: string | null;
  /** YYYY-MM-DD on which this entry was held against its source. */
  readonly checkedOn: string;
  readonly source: string;
  /** What of it could not be found there: it is common knowledge, and never shown as a fact. */
  readonly unconfirmed: readonly ListFact[];
  readonly own: boolean;
}

/** What most entries have in common. */
export const PLAIN = {
  keyZone: '',
  subjects: ['ip4'],
  terms: 'free',
  weight: 'low',
  standard: true,
  refusals: [],
  testDomains: { listed: 'test', clean: 'invalid' },
  retiredOn: null,
  checkedOn: '2026-11-21',
  unconfirmed: [],
  own: false,
} as const satisfies Partial<CatalogueList>;

/** One address. */
export function code(value: string, meaning: ListMeaning, given: { readonly part?: string; readonly removal?: Removal } = {}): CodeEntry {
  return range(value, value, { meaning, ...given });
}

/** Addresses from one to another. */
export function range(from: string, to: string, { part = '', ...rest }: Pick<CodeEntry, 'meaning' | 'removal'> & { readonly part?: string }): CodeEntry {
  return { match: { kind: 'range', from, to }, part, ...rest };
}

/** Bits of the last byte. */
export function bits(mask: number, meaning: ListMeaning, part: string): CodeEntry {
  return { match: { kind: 'bits', bits: mask }, meaning, part };
}

interface Given {
  readonly link?: string;
  readonly hours?: readonly [number, number];
  readonly unconfirmed?: readonly RemovalFact[];
}

/** How a list is left. */
export function removal(who: Removal['who'], procedure: Removal['procedure'], given: Given = {}): Removal {
  const [from, to] = given.hours ?? [0, 0];
  return { who, procedure, link: given.link ?? '', delay: given.hours === undefined ? null : { from, to }, unconfirmed: [...(given.unconfirmed ?? [])] };
}

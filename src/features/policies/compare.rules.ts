import { type ChangeObject, diffArrays } from 'diff';
import type { PolicyText, SectionDifference, SectionId, TextKind } from '../../contract/texts.ts';
import type { Language } from '../../shared/language.ts';
import { sentencesIn, wordsOf } from './sentences.rules.ts';
import { HEAD, placesOf, wordingOf } from './wording.rules.ts';

/** How one sentence became another. */
export type SentenceDifference = SectionDifference['sentences'][number];
type Part = SentenceDifference['parts'][number];

/** Sentences that share less than this part of their words are two sentences, not one that changed. */
const ALIKE = 0.4;
/** Beyond so many insertions and deletions two texts have so little in common that the old one is shown as removed, the new one as added. */
const EDITS = 2000;
/** Beyond so many pairs, sentences that were replaced are shown as removed and added. */
const PAIRS = 10_000;

/** What differs between two versions of a text, section by section. */
export function compareTexts(kind: TextKind, from: PolicyText, to: PolicyText): SectionDifference[] {
  return placesOf(kind).map((id) => ({
    id,
    title: titleOf(to, id) || titleOf(from, id),
    sentences: compareSentences(saidIn(from, id), saidIn(to, id), to.language),
  }));
}

function titleOf(text: PolicyText, id: SectionId): string {
  return wordingOf(text, id)?.title ?? '';
}

/** Titles are sentences too: a heading that changed is a change. Of the head, the title is the text's own. */
function saidIn(text: PolicyText, id: SectionId): string[] {
  const wording = wordingOf(text, id);
  if (wording === undefined) return [];
  const [subject, greeting] = id === HEAD ? [text.subject, text.greeting] : [];
  return [wording.title, ...(subject === undefined || greeting === undefined ? sentencesIn(wording, text.language) : [subject, greeting])];
}

/**
 * How one list of sentences became another. Nothing is lost: what is `same` and `removed` is the old list, what is `same` and `added` the new.
 */
export function compareSentences(from: readonly string[], to: readonly string[], language: Language): SentenceDifference[] {
  const result: SentenceDifference[] = [];
  let removed: string[] = [];
  for (const change of [...changesBetween(from, to), undefined]) {
    if (change?.removed === true) removed = change.value;
    else if (change?.added === true) {
      result.push(...replacedBy(removed, change.value, language));
      removed = [];
    } else {
      result.push(...removed.map(whole('removed')), ...(change?.value ?? []).map(whole('same')));
      removed = [];
    }
  }
  return result;
}

function changesBetween(from: readonly string[], to: readonly string[]): ChangeObject<string[]>[] {
  const [old, now] = [[...from], [...to]];
  const replaced = [
    { value: old, count: old.length, added: false, removed: true },
    { value: now, count: now.length, added: true, removed: false },
  ];
  return diffArrays(old, now, { maxEditLength: EDITS }) ?? replaced;
}

function whole(state: Part['state']): (text: string) => SentenceDifference {
  return (text) => ({ state, parts: [{ state, text }] });
}

/** Pairs each sentence that went with the one that took its place, keeping the order of both. */
function replacedBy(removed: readonly string[], added: readonly string[], language: Language): SentenceDifference[] {
  const pairs = pairsOf(removed, added, language);
  const result: SentenceDifference[] = [];
  let [before, after] = [0, 0];
  for (const [index, other] of [...pairs, [removed.length, added.length] as const]) {
    result.push(...removed.slice(before, index).map(whole('removed')), ...added.slice(after, other).map(whole('added')));
    const [was, is] = [removed[index], added[other]];
    if (was !== undefined && is !== undefined) result.push({ state: 'changed', parts: partsOf(wordsOf(was, language), wordsOf(is, language)) });
    [before, after] = [index + 1, other + 1];
  }
  return result;
}

/** The alignment with the most words in common, by dynamic programming. */
function pairsOf(removed: readonly string[], added: readonly string[], language: Language): (readonly [number, number])[] {
  if (removed.length * added.length > PAIRS) return [];
  const [old, now] = [removed, added].map((sentences) => sentences.map((sentence) => bagOf(sentence, language)));
  if (old === undefined || now === undefined) return [];
  const alike = old.map((a) => now.map((b) => likeness(a, b)));
  const width = added.length + 1;
  const best = new Float64Array((removed.length + 1) * width);
  const at = (row: number, column: number): number => best[row * width + column] ?? 0;
  const paired = (row: number, column: number): number => (alike[row]?.[column] ?? 0) + at(row + 1, column + 1);
  for (let row = removed.length - 1; row >= 0; row--) {
    for (let column = added.length - 1; column >= 0; column--) {
      best[row * width + column] = Math.max(at(row + 1, column), at(row, column + 1), paired(row, column));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  let [row, column] = [0, 0];
  while (row < removed.length && column < added.length) {
    if ((alike[row]?.[column] ?? 0) > 0 && at(row, column) === paired(row, column)) {
      pairs.push([row, column]);
      [row, column] = [row + 1, column + 1];
    } else if (at(row, column) === at(row + 1, column)) row++;
    else column++;
  }
  return pairs;
}

type Bag = ReadonlyMap<string, number>;

function bagOf(sentence: string, language: Language): Bag {
  const bag = new Map<string, number>();
  for (const word of wordsOf(sentence.toLowerCase(), language)) if (/[\p{L}\p{N}]/u.test(word)) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

const sizeOf = (bag: Bag): number => [...bag.values()].reduce((sum, count) => sum + count, 0);

/** The part of their words that two sentences share; 0 when they are too different to be one that changed. */
function likeness(a: Bag, b: Bag): number {
  const shared = [...a].reduce((sum, [word, count]) => sum + Math.min(count, b.get(word) ?? 0), 0);
  const part = (2 * shared) / Math.max(1, sizeOf(a) + sizeOf(b));
  return part < ALIKE ? 0 : part;
}

/** Runs of words. Spaces between two changed words belong to the change, so that a phrase that was replaced is one run. */
function partsOf(from: readonly string[], to: readonly string[]): Part[] {
  const changes = changesBetween(from, to);
  const parts: Part[] = [];
  let [removed, added] = ['', ''];
  const flush = (): string => {
    const space = commonSpace(removed, added);
    const [out, put] = [removed.slice(0, removed.length - space.length), added.slice(0, added.length - space.length)];
    if (out !== '') parts.push({ state: 'removed', text: out });
    if (put !== '') parts.push({ state: 'added', text: put });
    [removed, added] = ['', ''];
    return space;
  };
  for (const [index, change] of changes.entries()) {
    const text = change.value.join('');
    const between = text.trim() === '' && removed + added !== '' && index < changes.length - 1;
    if (change.removed || between) removed += text;
    if (change.added || between) added += text;
    if (change.removed || change.added || between) continue;
    parts.push({ state: 'same', text: `${flush()}${text}` });
  }
  const space = flush();
  return space === '' ? parts : [...parts, { state: 'same', text: space }];
}

/** The space both runs end with. */
function commonSpace(removed: string, added: string): string {
  const [one = '', other = ''] = [removed, added].map((text) => /\s*$/.exec(text)?.[0]);
  return one === other ? one : '';
}

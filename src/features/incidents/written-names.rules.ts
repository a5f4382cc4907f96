import { fold } from '../../shared/text.ts';
import { areForms, TELLING } from './other-names.rules.ts';

/** What clients are called. */
export interface ClientNames {
  readonly clientId: string;
  /** Names of a client, his company, and people in full. */
  readonly names: readonly string[];
  /** Words that mean somebody alone: last names. */
  readonly last: readonly string[];
}

/** Whom written words may name. */
export interface Namable {
  readonly clients: readonly ClientNames[];
  /** Domains and logins. */
  readonly marks: readonly string[];
  /** Names and marks of who reads the words, or is meant to be named in them: they count for nobody else. */
  readonly own: readonly string[];
}

interface Word {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly isCapital: boolean;
}

/** Shorter ones stand in too many words to mean anybody. */
const SHORTEST = 3;

/**
 * What words say of others, as it stands there, each once, in the order it comes: domains and logins; names, also declined or without their accents; and a word with a
 * capital that is in the name of one client only.
 */
export function writtenNames(text: string, { clients, marks, own }: Namable): string[] {
  const line = text.normalize('NFC');
  const mine = new Set(own.map((name) => name.toLowerCase()));
  const known = new Set(marks.map((mark) => mark.toLowerCase()).filter((mark) => mark.length >= SHORTEST && !mine.has(mark)));
  const words = wordsOf(line);
  const sequences = sequencesOf(clients);
  const isMine = placesOf(words, indexed(own.map((name) => wordsOf(name).map(({ key }) => key))));
  const named = placesOf(words, indexed(sequences))
    .filter(({ from, to }) => !isMine.some((own) => own.from <= from && to <= own.to))
    .map(({ from, to }) => ({ at: from, words: line.slice(from, to) }));
  const all = [...marksIn(line, known), ...named].sort((a, b) => a.at - b.at);
  return [...new Map(all.map((each) => [fold(each.words), each.words])).values()];
}

/** Domains and logins, also below a longer domain or in an address. */
function marksIn(line: string, known: ReadonlySet<string>): { at: number; words: string }[] {
  return [...line.matchAll(PART)].flatMap(({ 0: part, index }) => {
    const labels = part.toLowerCase().split('.');
    const found = labels.map((_, at) => labels.slice(at).join('.')).find((end) => known.has(end));
    return found === undefined ? [] : [{ at: index, words: found }];
  });
}

/** A word as domains and logins are written; a full stop ends a sentence. */
const PART = /[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*/gu;

/** Words of names: none that is a part of a domain, an address or a path. */
function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[^\s,;:!?()«»“”„"<>]+/gu)].flatMap(({ 0: run, index }) => {
    if (/[\p{L}\p{N}][.@/\\_][\p{L}\p{N}]/u.test(run) && !/^(?:\p{L}\.)+\p{L}*\.?$/u.test(run)) return [];
    return [...run.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index: at }) => {
      const from = index + at;
      return { key: fold(word), from, to: from + word.length, isCapital: /^[\p{Lu}\p{N}]/u.test(word) };
    });
  });
}

/** Names as words, and words that mean one client alone. */
function sequencesOf(clients: readonly ClientNames[]): (readonly string[])[] {
  const owners = new Map<string, Set<string>>();
  const whole = clients.flatMap(({ clientId, names }) =>
    names.map((name) => {
      const keys = wordsOf(name).map(({ key }) => key);
      for (const key of keys) owners.set(key, (owners.get(key) ?? new Set()).add(clientId));
      return keys;
    }),
  );
  const alone = [...owners].flatMap(([key, { size }]) => (size === 1 ? [key] : []));
  const single = [...alone, ...clients.flatMap(({ last }) => last.map(fold))].filter((key) => key.length >= TELLING);
  return [...whole, ...single.map((key) => [key])];
}

/** Names by how their first word begins: declined ones begin alike. */
function indexed(sequences: readonly (readonly string[])[]): ReadonlyMap<string, (readonly string[])[]> {
  const index = new Map<string, (readonly string[])[]>();
  for (const keys of sequences) {
    const [first] = keys;
    if (first === undefined || keys.join(' ').length < SHORTEST) continue;
    const begin = first.slice(0, SHORTEST);
    const alike = index.get(begin);
    if (alike === undefined) index.set(begin, [keys]);
    else alike.push(keys);
  }
  return index;
}

/** Where names stand, the longest at each word. One word alone needs a capital. */
function placesOf(words: readonly Word[], index: ReadonlyMap<string, (readonly string[])[]>): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const first = words[at];
    const fits = (index.get(first?.key.slice(0, SHORTEST) ?? '') ?? []).filter(
      (keys) => (keys.length > 1 || first?.isCapital === true) && keys.every((key, next) => areForms(words[at + next]?.key ?? '', key)),
    );
    const length = Math.max(0, ...fits.map((keys) => keys.length));
    const last = words[at + length - 1];
    if (length === 0 || first === undefined || last === undefined) continue;
    places.push({ from: first.from, to: last.to });
    at += length - 1;
  }
  return places;
}

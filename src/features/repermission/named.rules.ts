/** Shorter ones stand in too many words to mean anybody. */
const SHORTEST = 3;

/**
 * Words of a text that name somebody: names and domains, as whole words in any case. One that lies inside a name of its reader (`own`) names the reader and does not count;
 * one that only begins or ends with his does.
 */
export function namedIn(text: string, names: readonly string[], own: readonly string[]): string[] {
  const all = plain(text);
  const mine = own.flatMap((word) => placesOf(all, plain(word)));
  const isMine = (hit: Place): boolean => mine.some(({ from, to }) => from <= hit.from && hit.to <= to);
  return [...new Set(names)].filter((name) => placesOf(all, plain(name)).some((hit) => !isMine(hit)));
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** Where a word stands whole: neither a letter nor a digit adjoins. A name of a host below a domain still names it. */
function placesOf(text: string, word: string): Place[] {
  const places: Place[] = [];
  if (word.length < SHORTEST) return places;
  for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) {
    const to = from + word.length;
    if (!/[\p{L}\p{N}-]$/u.test(text.slice(0, from)) && !/^[\p{L}\p{N}-]/u.test(text.slice(to))) places.push({ from, to });
  }
  return places;
}

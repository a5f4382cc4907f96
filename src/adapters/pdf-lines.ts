import LineBreaker from 'linebreak';

/** Text of one size on one line. */
export interface Run {
  readonly text: string;
  readonly size: number;
}
export type Line = readonly Run[];

export interface Measure {
  /** Points. */
  readonly width: number;
  readonly size: number;
  widthOf(text: string, size: number): number;
}

/** A word longer than this is set smaller, and may be broken anywhere, or it would run off the page. */
const LONG_WORD = /(\S{46,}\s*)/;
/** Points: a SHA-256 fits into one line of a table of names and values. */
const LONG_WORD_SIZE = 8;

const letters = new Intl.Segmenter('und', { granularity: 'grapheme' });

class Setting {
  readonly #measure: Measure;
  readonly #lines: Run[][] = [[]];
  #used = 0;

  constructor(measure: Measure) {
    this.#measure = measure;
  }

  get lines(): readonly Line[] {
    return this.#lines;
  }

  /** Adds what must stay together if a line can hold it. Blanks at its end may hang over the edge. */
  add(text: string, size: number): void {
    const { width, widthOf } = this.#measure;
    const whole = widthOf(text, size);
    const solid = this.#used + whole <= width ? whole : widthOf(text.trimEnd(), size);
    if (this.#used > 0 && this.#used + solid > width) this.next();
    if (solid <= width) this.#append({ text, size }, whole);
    else for (const { segment } of letters.segment(text)) this.#letter(segment, size);
  }

  next(): void {
    this.#lines.push([]);
    this.#used = 0;
  }

  #letter(text: string, size: number): void {
    const width = this.#measure.widthOf(text, size);
    if (this.#used > 0 && this.#used + width > this.#measure.width && text.trim() !== '') this.next();
    this.#append({ text, size }, width);
  }

  #append(run: Run, width: number): void {
    const line = this.#lines.at(-1);
    const last = line?.at(-1);
    if (last?.size === run.size) line?.splice(-1, 1, { text: last.text + run.text, size: run.size });
    else line?.push(run);
    this.#used += width;
  }
}

/** Sets a text in lines no wider than `width`. Lines keep the blank they end with, so that words stay apart when read aloud. */
export function breakLines(text: string, measure: Measure): readonly Line[] {
  const setting = new Setting(measure);
  for (const { text: part, size, ends } of pieces(text, measure.size)) {
    setting.add(part, size);
    if (ends) setting.next();
  }
  return setting.lines;
}

/** Points of the widest of what must stay together. */
export function widestWord(text: string, { size, widthOf }: Omit<Measure, 'width'>): number {
  return Math.max(0, ...[...pieces(text, size)].map((piece) => widthOf(piece.text.trimEnd(), piece.size)));
}

/** What must stay together, in the size it is set in; `ends`: a new line begins after it. */
function* pieces(text: string, size: number): Generator<Run & { readonly ends: boolean }> {
  for (const part of text.split(LONG_WORD)) {
    if (LONG_WORD.test(part)) yield { text: part, size: Math.min(LONG_WORD_SIZE, size), ends: false };
    else yield* words(part, size);
  }
}

function* words(text: string, size: number): Generator<Run & { readonly ends: boolean }> {
  const breaker = new LineBreaker(text);
  let from = 0;
  for (let stop = breaker.nextBreak(); stop !== null; stop = breaker.nextBreak()) {
    const word = text.slice(from, stop.position);
    from = stop.position;
    yield { text: word, size, ends: stop.required === true && from < text.length };
  }
}

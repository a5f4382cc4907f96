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
  for (const part of text.split(LONG_WORD)) {
    if (LONG_WORD.test(part)) setting.add(part, Math.min(LONG_WORD_SIZE, measure.size));
    else addWords(setting, part, measure.size);
  }
  return setting.lines;
}

function addWords(setting: Setting, text: string, size: number): void {
  const breaker = new LineBreaker(text);
  let from = 0;
  for (let stop = breaker.nextBreak(); stop !== null; stop = breaker.nextBreak()) {
    setting.add(text.slice(from, stop.position), size);
    from = stop.position;
    if (stop.required && from < text.length) setting.next();
  }
}

import type { Locator, Page } from '@playwright/test';
import { type Totals, Verdict } from '../../../src/contract/imports.ts';
import { type Hand, mouse } from '../support/hand.ts';
import type { Say } from '../support/words.ts';

/** What a file chooser takes: a path, or a name with its bytes. */
export type Chosen = string | { name: string; mimeType: string; buffer: Buffer };

export function bytes(name: string, content: string | Uint8Array): Chosen {
  return { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
}

/** The way of a list from a file to clients. */
export class ImportPage {
  readonly #page: Page;
  readonly #say: Say;
  readonly #hand: Hand;

  constructor(page: Page, say: Say, hand: Hand = mouse()) {
    this.#page = page;
    this.#say = say;
    this.#hand = hand;
  }

  /** What went wrong, in words. */
  get alert(): Locator {
    return this.#page.getByRole('alert');
  }

  get rows(): Locator {
    return this.#page.getByRole('grid', { name: this.#say('imports:rows.label') });
  }

  get apply(): Locator {
    const [verb = ''] = this.#say('imports:decision.import', { count: 2 }).split('2');
    return this.#page.getByRole('main').getByRole('button', { name: new RegExp(`^${verb}\\d`) });
  }

  async choose(file: Chosen): Promise<void> {
    const chooser = this.#page.waitForEvent('filechooser');
    await this.#hand.press(this.#page.getByRole('button', { name: this.#say('imports:source.choose'), exact: true }));
    await (await chooser).setFiles(file);
  }

  async paste(text: string): Promise<void> {
    await this.#hand.write(this.#page.getByRole('textbox', { name: this.#say('imports:source.pasteLabel') }), text);
    await this.#hand.press(this.#page.getByRole('button', { name: this.#say('imports:source.look') }));
  }

  /** Chooses an option in one of the lists of what was found. */
  async set(label: string, option: string): Promise<void> {
    await this.#page.getByRole('button', { name: label }).click();
    await this.#page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Rows by verdict, as the chips above the rows say it. */
  async totals(): Promise<Totals> {
    const chips = this.#page.getByRole('toolbar', { name: this.#say('imports:rows.show') });
    await chips.waitFor();
    const texts = await chips.getByRole('button').allInnerTexts();
    const count = (verdict: Verdict): number => {
      const word = this.#say(`imports:verdict.${verdict}`);
      const chip = texts.find((text) => text.startsWith(word));
      return chip === undefined ? 0 : Number(chip.slice(word.length));
    };
    const [create, update, unchanged, merge, skip, reject] = Verdict.options.map(count);
    return { create: create ?? 0, update: update ?? 0, unchanged: unchanged ?? 0, merge: merge ?? 0, skip: skip ?? 0, reject: reject ?? 0 };
  }

  /** Columns that are taken for `field`. */
  column(field: string): Locator {
    return this.#page.getByRole('region', { name: this.#say('imports:columns.title') }).getByRole('button', { name: field });
  }

  /** The whole of what an import said when it was over. */
  get result(): Locator {
    return this.#page.getByRole('main').getByRole('listitem');
  }
}

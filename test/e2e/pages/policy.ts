import type { Locator, Page } from '@playwright/test';
import type { Language } from '../../../src/shared/language.ts';
import { type Hand, mouse } from '../support/hand.ts';
import type { Say } from '../support/words.ts';

/** Publishing the policy of a host. */
export class PublishPage {
  readonly #page: Page;
  readonly #say: Say;
  readonly #hand: Hand;

  constructor(page: Page, say: Say, hand: Hand = mouse()) {
    this.#page = page;
    this.#say = say;
    this.#hand = hand;
  }

  /** The text as clients will read it, in the language of the open tab. */
  get text(): Locator {
    return this.#page.getByRole('tabpanel').getByRole('article');
  }

  /** What changed since the version before, in one language by its own name. */
  async changelog(language: Language, words: string): Promise<void> {
    await this.#hand.write(this.#page.getByRole('textbox', { name: this.#say(`common:ownLanguage.${language}`), exact: true }), words);
  }

  async publish(): Promise<void> {
    await this.#hand.press(this.#page.getByRole('button', { name: this.#say('policies:publish.submit'), exact: true }));
  }
}

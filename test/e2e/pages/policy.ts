import type { Locator, Page } from '@playwright/test';
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

  async publish(): Promise<void> {
    await this.#hand.press(this.#page.getByRole('button', { name: this.#say('policies:publish.submit'), exact: true }));
  }
}

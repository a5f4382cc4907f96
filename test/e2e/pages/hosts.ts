import type { Page } from '@playwright/test';
import { type Hand, mouse } from '../support/hand.ts';
import type { Say } from '../support/words.ts';

/** Adding a host. */
export class NewHostPage {
  readonly #page: Page;
  readonly #say: Say;
  readonly #hand: Hand;

  constructor(page: Page, say: Say, hand: Hand = mouse()) {
    this.#page = page;
    this.#say = say;
    this.#hand = hand;
  }

  /** Adds a host with the rules that are chosen already. */
  async add(host: { name: string; pack: string }): Promise<void> {
    await this.#hand.write(this.#page.getByRole('textbox', { name: this.#say('hosts:new.name') }), host.name);
    await this.#hand.write(this.#page.getByRole('textbox', { name: this.#say('hosts:new.packName') }), host.pack);
    await this.#hand.press(this.#page.getByRole('button', { name: this.#say('hosts:new.submit') }));
  }
}

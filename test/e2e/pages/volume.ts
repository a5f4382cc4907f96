import type { Locator, Page } from '@playwright/test';
import type { Say } from '../support/words.ts';

/** Figures of accounts: the table, what opens beside it, and curves. */
export class VolumePage {
  readonly #page: Page;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.#page = page;
    this.#say = say;
  }

  get table(): Locator {
    return this.#page.getByRole('grid', { name: this.#say('usage:title') });
  }

  row(domain: string): Locator {
    return this.table.getByRole('row').filter({ hasText: domain });
  }

  get drawer(): Locator {
    return this.#page.getByRole('dialog');
  }

  /** The cursor over a curve: it reads a window out. */
  get curve(): Locator {
    return this.#page.getByRole('main').getByRole('slider');
  }

  chip(name: string): Locator {
    return this.#page.getByRole('button', { name, exact: true });
  }

  async choose(field: string, option: string): Promise<void> {
    await this.#page.getByRole('button', { name: new RegExp(`${this.#say(field)}$`) }).click();
    await this.#page.getByRole('option', { name: this.#say(option), exact: true }).click();
  }

  async press(key: string, values = {}): Promise<void> {
    await this.#page.getByRole('button', { name: this.#say(key, values), exact: true }).click();
  }
}

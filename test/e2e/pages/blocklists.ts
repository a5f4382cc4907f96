import type { Locator, Page } from '@playwright/test';
import type { Say } from '../support/words.ts';

/** Block lists: addresses with their answers, domains, and what opens beside them. */
export class BlocklistsPage {
  readonly #page: Page;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.#page = page;
    this.#say = say;
  }

  button(key: string, values = {}): Locator {
    return this.#page.getByRole('button', { name: this.#say(key, values), exact: true });
  }

  /** The answers of all lists for an address or a domain. */
  answers(subject: string): Locator {
    return this.#page.getByRole('list', { name: this.#say('blocklists:answersOf', { subject }) });
  }

  /** What one list says of it. */
  cell(subject: string, list: string): Locator {
    return this.answers(subject).getByRole('button', { name: list });
  }

  get dialog(): Locator {
    return this.#page.getByRole('dialog');
  }

  get domains(): Locator {
    return this.#page.getByRole('grid', { name: this.#say('blocklists:domains.title') });
  }
}

import type { Locator, Page } from '@playwright/test';
import type { Say } from '../support/words.ts';

/** The list of clients. */
export class ClientsPage {
  readonly #page: Page;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.#page = page;
    this.#say = say;
  }

  get search(): Locator {
    return this.#page.getByRole('searchbox', { name: this.#say('clients:search') });
  }

  get grid(): Locator {
    return this.#page.getByRole('grid', { name: this.#say('clients:title') });
  }

  /** How many the search and the filters leave. */
  get shown(): Locator {
    return this.#page.getByRole('main').getByRole('status');
  }

  /** Names of the rows in sight, in their order. */
  names(): Promise<string[]> {
    return this.grid.locator('[role=gridcell]:first-child .grid-two-lines > :first-child').allInnerTexts();
  }

  row(name: string): Locator {
    return this.grid.getByRole('row').filter({ hasText: name });
  }

  /** A filter by what a client has been told. */
  chip(told: string): Locator {
    return this.#page.getByRole('toolbar', { name: this.#say('clients:show') }).getByRole('button', { name: this.#say(`clients:told.${told}`) });
  }

  async sortBy(column: string): Promise<void> {
    await this.grid
      .getByRole('columnheader')
      .getByRole('button', { name: this.#say(`clients:column.${column}`) })
      .click();
  }

  /** Saves what is shown as a file; answers where it is. */
  async export(as: 'exportCsv' | 'exportXlsx'): Promise<string> {
    const download = this.#page.waitForEvent('download');
    await this.#page.getByRole('button', { name: this.#say('clients:export'), exact: true }).click();
    await this.#page.getByRole('menuitem', { name: this.#say(`clients:${as}`) }).click();
    return (await download).path();
  }
}

/** The form of one client. */
export class ClientForm {
  readonly #page: Page;
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    this.#page = page;
    this.#say = say;
  }

  field(key: string, nth = 0): Locator {
    return this.#page
      .getByRole('main')
      .getByRole('textbox', { name: this.#say(`clients:${key}`), exact: true })
      .nth(nth);
  }

  button(key: string): Locator {
    return this.#page.getByRole('main').getByRole('button', { name: this.#say(`clients:${key}`), exact: true });
  }

  async save(): Promise<void> {
    await this.#page
      .getByRole('main')
      .getByRole('button', { name: this.#say('common:save'), exact: true })
      .click();
  }
}

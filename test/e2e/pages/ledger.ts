import type { Locator, Page } from '@playwright/test';
import { AppPage } from '../support/pages/app-page.ts';
import type { Say } from '../support/words.ts';

/** Notices, tab "Proof", part "Ledger". */
export class LedgerPage extends AppPage {
  readonly #say: Say;

  constructor(page: Page, say: Say) {
    super(page);
    this.#say = say;
  }

  async open(): Promise<void> {
    await this.go('/notices/proof/ledger');
    await this.card('ledger:state.title').waitFor();
  }

  card(title: Parameters<Say>[0]): Locator {
    return this.main.locator('section.card').filter({ has: this.page.getByRole('heading', { level: 2, name: this.#say(title), exact: true }) });
  }

  button(name: Parameters<Say>[0]): Locator {
    return this.main.getByRole('button', { name: this.#say(name), exact: true });
  }

  /** Exports everything and answers where the file was saved. */
  async export(): Promise<string> {
    const download = this.page.waitForEvent('download');
    await this.button('ledger:export.action').click();
    return await (await download).path();
  }

  /** Gives a file to the check; wait for `verdict` then. */
  async verify(file: string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }): Promise<void> {
    await this.card('ledger:verify.title').locator('input[type=file]').setInputFiles(file);
  }

  get verdict(): Locator {
    return this.card('ledger:verify.title').getByRole('status');
  }
}

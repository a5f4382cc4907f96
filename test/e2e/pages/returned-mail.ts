import type { Locator } from '@playwright/test';
import { AppPage } from '../support/pages/app-page.ts';
import type { Say } from '../support/words.ts';
import type { ChosenFile } from './replies.ts';

/** Sending, tab "Returned mail": mails dropped to be told what they are, and every message that came back. */
export class ReturnedMailPage extends AppPage {
  readonly #say: Say;

  constructor(app: AppPage, say: Say) {
    super(app.page);
    this.#say = say;
  }

  async open(): Promise<void> {
    await this.go('/sending/returned');
    await this.main.getByRole('heading', { name: this.#say('bounces:take.title') }).waitFor();
  }

  async drop(...files: readonly ChosenFile[]): Promise<void> {
    await this.main.locator('input[type=file]').setInputFiles([...files]);
  }

  /** What one dropped file is and what became of it. */
  answerFor(file: string): Locator {
    return this.main.locator('.taken').getByRole('listitem').filter({ hasText: file });
  }

  /** The chart, with its figures in one sentence. */
  get chart(): Locator {
    return this.main.getByRole('img');
  }

  row(client: string): Locator {
    return this.main.getByRole('grid').getByRole('row').filter({ hasText: client });
  }

  get detail(): Locator {
    return this.page.getByRole('dialog');
  }
}

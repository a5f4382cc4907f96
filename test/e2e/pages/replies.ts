import type { Locator } from '@playwright/test';
import { AppPage } from '../support/pages/app-page.ts';
import type { Say } from '../support/words.ts';

/** A file as it is chosen in the page. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A reply as a mail program saves it. */
export function mailFile(name: string, eml: string): ChosenFile {
  return { name, mimeType: 'message/rfc822', buffer: Buffer.from(eml) };
}

/** Notices, tab "Replies": mails taken in, those to read, the list, and one of them at the side. */
export class RepliesPage extends AppPage {
  readonly #say: Say;

  constructor(app: AppPage, say: Say) {
    super(app.page);
    this.#say = say;
  }

  async open(): Promise<void> {
    await this.go('/notices/replies');
    await this.main.getByRole('heading', { name: this.#say('replies:read.title') }).waitFor();
  }

  async take(...files: readonly ChosenFile[]): Promise<void> {
    await this.main.locator('input[type=file]').setInputFiles([...files]);
  }

  get checkMailbox(): Locator {
    return this.main.getByRole('button', { name: this.#say('replies:read.fromMailbox') });
  }

  /** What came of reading, in one sentence. */
  get result(): Locator {
    return this.main.locator('.notice-title');
  }

  /** How many wait to be read; not there when none does. */
  get badge(): Locator {
    return this.main.getByRole('navigation').locator('.tab-badge');
  }

  readAndDecide(client: string): Locator {
    return this.main.getByRole('button', { name: this.#say('replies:waiting.openOf', { client }) });
  }

  get list(): Locator {
    return this.main.getByRole('grid');
  }

  row(client: string): Locator {
    return this.list.getByRole('row').filter({ hasText: client });
  }

  filter(verdict: string): Locator {
    return this.main.getByRole('button', { name: this.#say(`replies:verdict.${verdict}`) });
  }

  get detail(): Locator {
    return this.page.getByRole('dialog');
  }

  get ownWords(): Locator {
    return this.detail.locator('.own-words');
  }

  get note(): Locator {
    return this.detail.getByRole('textbox', { name: this.#say('replies:decide.note') });
  }

  decide(answer: 'yes' | 'no'): Locator {
    return this.detail.getByRole('button', { name: this.#say(`replies:decide.${answer}`) });
  }
}

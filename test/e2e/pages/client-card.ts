import type { Locator } from '@playwright/test';
import { AppPage } from '../support/pages/app-page.ts';
import type { Say } from '../support/words.ts';

/** The card of one client: what was acknowledged, the reply code, proof by hand, history. */
export class ClientCardPage extends AppPage {
  readonly #say: Say;

  constructor(app: AppPage, say: Say) {
    super(app.page);
    this.#say = say;
  }

  async open(clientId: string): Promise<void> {
    await this.go(`/clients/${clientId}`);
    await this.acknowledgement.waitFor();
  }

  get acknowledgement(): Locator {
    return this.#card('replies:state.title');
  }

  /** What is wrong with the addresses; not there while mail arrives. */
  get problems(): Locator {
    return this.#card('bounces:client.title');
  }

  get history(): Locator {
    return this.#card('clients:timeline');
  }

  get code(): Locator {
    return this.acknowledgement.locator('.reply-code');
  }

  async addByHand(what: 'note' | 'byHand' | 'signed'): Promise<void> {
    await this.acknowledgement.getByRole('button', { name: this.#say('replies:manual.menu') }).click();
    await this.page.getByRole('menuitem', { name: this.#say(`replies:manual.${what}`) }).click();
    await this.dialog.waitFor();
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  get record(): Locator {
    return this.dialog.getByRole('button', { name: this.#say('replies:manual.save') });
  }

  /** What the app just said, with its way back. */
  get toast(): Locator {
    return this.page.getByRole('region', { name: this.#say('common:messages') });
  }

  #card(title: string): Locator {
    return this.main.locator('section.card').filter({ has: this.page.getByRole('heading', { name: this.#say(title), exact: true }) });
  }
}

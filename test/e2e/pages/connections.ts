import type { Locator } from '@playwright/test';
import { type Hand, mouse } from '../support/hand.ts';
import type { AppPage } from '../support/pages/app-page.ts';
import type { Say } from '../support/words.ts';

/** How somebody gets into a panel. */
export interface Access {
  readonly address: string;
  readonly login: string;
  readonly secret: string;
}

/** Connecting the panel of a pack, and how that goes afterwards. */
export class ConnectionPage {
  readonly #app: AppPage;
  readonly #say: Say;
  readonly #hand: Hand;

  constructor(app: AppPage, say: Say, hand: Hand = mouse()) {
    this.#app = app;
    this.#say = say;
    this.#hand = hand;
  }

  async open(hostId: string, packId: string): Promise<void> {
    await this.#app.go(`/hosts/${hostId}/packs/${packId}`);
  }

  /** A panel of those that are offered. */
  panel(kind: string): Locator {
    return this.#app.main.getByRole('radio', { name: this.#say(`connections:kind.${kind}`) });
  }

  async choose(kind: string): Promise<void> {
    await this.#app.main.getByText(this.#say(`connections:kind.${kind}`), { exact: true }).click();
  }

  button(key: string): Locator {
    return this.#app.main.getByRole('button', { name: this.#say(key) });
  }

  async press(key: string): Promise<void> {
    await this.#hand.press(this.button(key));
  }

  /** Fills in how to get in; the words of the secret are those of WHM. */
  async fillAccess({ address, login, secret }: Access): Promise<void> {
    const field = (key: string): Locator => this.#app.main.getByRole('textbox', { name: this.#say(key) });
    await this.#hand.write(field('connections:access.address'), address);
    await this.#hand.write(field('connections:access.login'), login);
    await this.#hand.write(this.#app.main.getByLabel(this.#say('connections:secret.token')), secret);
  }
}

/** Where hosts and the own list do not agree. */
export class DifferencesPage {
  readonly #app: AppPage;
  readonly #say: Say;

  constructor(app: AppPage, say: Say) {
    this.#app = app;
    this.#say = say;
  }

  async open(): Promise<void> {
    await this.#app.go('/hosts/differences');
  }

  get list(): Locator {
    return this.#app.main.getByRole('grid', { name: this.#say('connections:differences.title') });
  }

  row(text: string): Locator {
    return this.list.getByRole('row').filter({ hasText: text });
  }

  emailOf(account: string): Locator {
    return this.list.getByRole('textbox', { name: this.#say('connections:differences.emailOf', { account }) });
  }

  button(key: string, count: number): Locator {
    return this.#app.main.getByRole('button', { name: this.#say(key, { count }), exact: true });
  }
}

/** The states of accounts. */
export class StatusPage {
  readonly #app: AppPage;
  readonly #say: Say;

  constructor(app: AppPage, say: Say) {
    this.#app = app;
    this.#say = say;
  }

  async open(): Promise<void> {
    await this.#app.go('/hosts/status');
  }

  get list(): Locator {
    return this.#app.main.getByRole('grid', { name: this.#say('statuses:list.label') });
  }

  row(text: string): Locator {
    return this.list.getByRole('row').filter({ hasText: text });
  }

  get packs(): Locator {
    return this.#app.main.getByRole('region', { name: this.#say('statuses:packs.label') });
  }

  get dialog(): Locator {
    return this.#app.page.getByRole('dialog').last();
  }
}

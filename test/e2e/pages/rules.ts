import type { Locator, Page } from '@playwright/test';
import type { Language } from '../../../src/shared/language.ts';
import { type Hand, mouse } from '../support/hand.ts';
import type { Say } from '../support/words.ts';

/** Changing the rules of a host: the list of rules, the dialog of one, and what becomes stale. */
export class RulesPage {
  readonly #page: Page;
  readonly #say: Say;
  readonly #hand: Hand;

  constructor(page: Page, say: Say, hand: Hand = mouse()) {
    this.#page = page;
    this.#say = say;
    this.#hand = hand;
  }

  /** From the page of the host. */
  async openFromHost(): Promise<void> {
    await this.#hand.press(this.#page.getByRole('link', { name: this.#say('hosts:editRules') }));
  }

  /** Opens the dialog of a rule, such as `maxRecipientsPerMessage`. */
  async change(field: string): Promise<void> {
    await this.#hand.press(this.#page.getByRole('button', { name: this.#say('hosts:edit.changeRule', { rule: this.#say(`hosts:rule.${field}`) }) }));
  }

  /** The host's part of the dialog. */
  get host(): Locator {
    return this.#page.getByRole('group', { name: this.#say('hosts:edit.hostPart') });
  }

  /** One's own part of the dialog. */
  get own(): Locator {
    return this.#page.getByRole('group', { name: this.#say('hosts:edit.ownPart') });
  }

  /** Types the value of a part that is one field. */
  async write(part: Locator, value: string): Promise<void> {
    await this.#hand.write(part.getByRole('textbox', { name: this.#say('hosts:edit.value') }), value);
  }

  async writeSource(source: string): Promise<void> {
    await this.#hand.write(this.host.getByRole('textbox', { name: this.#say('hosts:edit.source') }), source);
  }

  async take(): Promise<void> {
    await this.#hand.press(this.#page.getByRole('button', { name: this.#say('hosts:edit.take') }));
  }

  async review(): Promise<void> {
    await this.#hand.press(this.#page.getByRole('button', { name: this.#say('hosts:edit.review') }));
  }

  /** Sentences of the notice that the new rules no longer say. */
  stale(language: Language): Locator {
    const name = { text: this.#say('policies:text.notice.name'), number: 1, language: this.#say(`common:language.${language}`) };
    return this.#page.getByRole('region', { name: this.#say('hosts:review.of', name) });
  }

  async save(reason: string): Promise<void> {
    await this.#hand.write(this.#page.getByRole('textbox', { name: this.#say('hosts:review.reason') }), reason);
    await this.#hand.press(this.#page.getByRole('button', { name: this.#say('hosts:review.save') }));
  }

  async back(): Promise<void> {
    await this.#hand.press(this.#page.getByRole('main').getByRole('link', { name: this.#say('common:back'), exact: true }));
  }

  /** What was changed and is not saved, at the bottom of the screen. */
  get bar(): Locator {
    return this.#page.getByRole('status').filter({ hasText: this.#say('hosts:edit.ready', { count: 1 }) });
  }

  /** The question before leaving what is not saved. */
  get leaving(): Locator {
    return this.#page.getByRole('alertdialog', { name: this.#say('hosts:leave.title') });
  }

  /** What was changed before, on the page of the host. */
  get history(): Locator {
    return this.#page.getByRole('region', { name: this.#say('hosts:history.title') });
  }
}

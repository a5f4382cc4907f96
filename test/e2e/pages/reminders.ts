import { expect, type Locator, type Page } from '@playwright/test';
import { type Hand, mouse } from '../support/hand.ts';
import type { Say } from '../support/words.ts';

type Tab = 'overview' | 'planned' | 'rules' | 'pauses' | 'history';

/** Reminders: the calendar, the list, rules, pauses, and the question what to do with late ones. */
export class RemindersPage {
  readonly #page: Page;
  readonly #say: Say;
  readonly #hand: Hand;

  constructor(page: Page, say: Say, hand: Hand = mouse()) {
    this.#page = page;
    this.#say = say;
    this.#hand = hand;
  }

  async turnTo(tab: Tab): Promise<void> {
    const tabs = this.#page.getByRole('navigation', { name: this.#words('tabs.label') });
    await this.#hand.press(tabs.getByRole('link', { name: this.#words(`tabs.${tab}`), exact: true }));
  }

  /** Presses a button by its words, in the dialog where one is open. */
  async press(key: string, values: Record<string, string | number> = {}): Promise<void> {
    const dialog = this.#page.getByRole('dialog');
    const place = (await dialog.count()) > 0 ? dialog : this.#page.getByRole('main');
    await this.#hand.press(place.getByRole('button', { name: this.#words(key, values), exact: true }));
  }

  /** How often everybody is reminded: so many weeks. */
  async remindEveryWeeks(weeks: number): Promise<void> {
    const period = this.#page.locator('.period');
    await this.#hand.press(period.getByRole('button').first());
    await this.#page.keyboard.press('ArrowDown');
    await this.#page.keyboard.press('Enter');
    await this.#hand.write(period.getByRole('textbox', { name: this.#words('rules.weeks') }), String(weeks));
    await this.#hand.press(
      this.#page
        .locator('form')
        .first()
        .getByRole('button', { name: this.#say('common:save') }),
    );
  }

  /** Days of the calendar that have a reminder or more. */
  get busyDays(): Locator {
    return this.calendar.locator('.load-day:has([data-kind="reminders"])');
  }

  get calendar(): Locator {
    return this.#page.getByRole('listbox', { name: this.#words('calendar.chart') });
  }

  get chosenDay(): Locator {
    return this.calendar.getByRole('option', { selected: true });
  }

  /** The reminders of the chosen day. */
  get day(): Locator {
    return this.#page.locator('.day-list');
  }

  get list(): Locator {
    return this.#page.getByRole('grid');
  }

  /** The question what to do with late ones. */
  get question(): Locator {
    return this.#page.locator('.catch-up');
  }

  /** Fills in the dialog of an exception; the last day is written in the order of English screens. */
  async except(client: string, reason: string, until: Date): Promise<void> {
    const dialog = this.#page.getByRole('dialog');
    const field = dialog.getByRole('combobox', { name: this.#words('hold.client') });
    await this.#hand.write(field, client);
    await expect(this.#page.getByRole('option')).toHaveCount(1);
    await expect(async () => {
      await this.#page.keyboard.press('ArrowDown');
      await expect(field).toHaveAttribute('aria-activedescendant', /option/, { timeout: 1000 });
    }).toPass();
    await this.#page.keyboard.press('Enter');
    await this.#hand.write(dialog.getByRole('textbox', { name: this.#words('hold.reason') }), reason);
    await this.#page.keyboard.press('Tab');
    const two = (value: number) => String(value).padStart(2, '0');
    await this.#page.keyboard.type(`${two(until.getDate())}${two(until.getMonth() + 1)}${until.getFullYear()}`);
  }

  #words(key: string, values: Record<string, string | number> = {}): string {
    return this.#say(`reminders:${key}`, values);
  }
}

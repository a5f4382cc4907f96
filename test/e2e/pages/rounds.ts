import type { Locator } from '@playwright/test';
import type { AnswerMark, AnswerObjection, AnswerQuestion } from '../../../src/contract/answers.ts';
import type { Hand } from '../support/hand.ts';
import { AppPage } from '../support/pages/app-page.ts';
import { expect } from '../support/test.ts';
import type { Say } from '../support/words.ts';

/** Rounds of questions to a client, below a step of a case. Worked with one hand: the mouse, or the keys. */
export class RoundsPage extends AppPage {
  readonly #say: (key: string, values?: Record<string, string>) => string;
  readonly #labelled: (what: string, name: string) => string;
  readonly #hand: Hand;

  constructor(app: AppPage, say: Say, hand: Hand) {
    super(app.page);
    this.#say = (key, values) => say(`explanationsScreen:${key}`, values);
    this.#labelled = (what, name) => say('common:labelled', { what, name });
    this.#hand = hand;
  }

  /** The card of a round; of later rounds the earlier ones are inside. */
  round(number: number): Locator {
    return this.main.locator('.round').filter({ has: this.page.getByRole('heading', { level: 5, name: new RegExp(`^\\D+${number}\\b`) }) });
  }

  summary(number: number): Locator {
    return this.round(number).locator('.round-summary').first();
  }

  get #dialog(): Locator {
    return this.page.locator('.dialog');
  }

  #button(place: Locator, key: string, values?: Record<string, string>): Locator {
    return place.getByRole('button', { name: this.#say(key, values), exact: true });
  }

  async begin(client: string): Promise<void> {
    await this.#hand.press(this.#button(this.main, 'ask.button', { client }));
    await expect(this.#button(this.#dialog, 'ask.send')).toBeEnabled();
  }

  async showLetter(words: string): Promise<void> {
    await this.#dialog.getByText(this.#say('ask.show')).click();
    await expect(this.#dialog.getByRole('article', { name: this.#say('ask.preview') })).toContainText(words);
  }

  async send(): Promise<void> {
    await this.#hand.press(this.#button(this.#dialog, 'ask.send'));
    await expect(this.#dialog).toHaveCount(0);
  }

  async paste(text: string): Promise<void> {
    await this.#hand.press(this.#button(this.main, 'answer.add'));
    await this.#hand.write(this.#dialog.getByRole('textbox', { name: this.#say('answer.text') }), text);
    await this.#hand.press(this.#button(this.#dialog, 'answer.take'));
    await expect(this.#dialog).toHaveCount(0);
  }

  /** Drops the mail of an answer. */
  async drop(words: string): Promise<void> {
    await this.#hand.press(this.#button(this.main, 'answer.add'));
    const head = ['From: Anna <martin@example.org>', 'Subject: Re: Questions', 'Message-ID: <a@example.org>', 'Content-Type: text/plain; charset=utf-8'];
    const buffer = Buffer.from([...head, '', words].join('\r\n'));
    await this.#dialog.locator('input[type=file]').setInputFiles({ name: 'answer.eml', mimeType: 'message/rfc822', buffer });
    await expect(this.#dialog).toHaveCount(0);
  }

  #marks(question: AnswerQuestion): Locator {
    return this.main.getByRole('radiogroup', { name: this.#say('list.marks', { question: this.#say(`question.${question}`) }) });
  }

  async mark(question: AnswerQuestion, mark: AnswerMark): Promise<void> {
    const target = this.#marks(question).getByRole('radio', { name: this.#say(`mark.${mark}`) });
    await this.#hand.press(target);
    await expect(target).toBeChecked();
    await expect(this.#back(question)).toBeVisible();
  }

  #back(question: AnswerQuestion): Locator {
    return this.main.getByRole('button', { name: this.#labelled(this.#say('list.back'), this.#say(`question.${question}`)) });
  }

  async unmark(question: AnswerQuestion): Promise<void> {
    await this.#hand.press(this.#back(question));
    await expect(this.#back(question)).toHaveCount(0);
  }

  async showPassage(objection: AnswerObjection): Promise<void> {
    await this.#hand.press(this.#button(this.main, 'list.show', { question: this.#say(`objection.${objection}`) }));
  }

  /** Says that an objection does not stand. */
  async lift(objection: AnswerObjection): Promise<void> {
    const box = this.main.getByRole('checkbox', { name: this.#say(`objection.${objection}`) });
    await expect(box).toBeChecked();
    await box.locator('xpath=ancestor::label').click();
    await expect(box).not.toBeChecked();
  }

  async askAgain(): Promise<void> {
    await this.#hand.press(this.#button(this.main, 'act.second'));
    await this.#hand.press(this.#button(this.#dialog, 'act.insufficient'));
    await expect(this.#button(this.#dialog, 'ask.send')).toBeEnabled();
  }

  async decide(verdict: 'sufficient' | 'insufficient'): Promise<void> {
    await this.#hand.press(this.#button(this.main, `act.${verdict}`));
    await this.#hand.press(this.#button(this.#dialog, `act.${verdict}`));
    await expect(this.#dialog).toHaveCount(0);
  }
}

import type { Locator } from '@playwright/test';
import type { StepId } from '../../../src/contract/incidents.ts';
import type { Hand } from '../support/hand.ts';
import { AppPage } from '../support/pages/app-page.ts';
import { expect } from '../support/test.ts';
import type { Say } from '../support/words.ts';

/** Cases: the list, opening one, and the page that leads through its steps. Worked with one hand: the mouse, or the keys. */
export class CasesPage extends AppPage {
  readonly #say: Say;
  readonly #hand: Hand;

  constructor(app: AppPage, say: Say, hand: Hand) {
    super(app.page);
    this.#say = say;
    this.#hand = hand;
  }

  async open(): Promise<void> {
    await this.go('/incidents');
    await expect(this.heading).toHaveText(this.#say('incidentsScreen:title'));
  }

  /** Begins a case of a kind; its fields are filled in by whoever asks. */
  async begin(kind: 'listing' | 'suspension' | 'blocked_object' | 'port_25' | 'recipient'): Promise<void> {
    await this.open();
    await this.#hand.press(this.main.getByRole('link', { name: this.#say('incidentsScreen:openCase'), exact: true }));
    await this.#hand.choose(this.main.getByRole('radio', { name: this.#say(`incidentsScreen:new.kind.${kind}`) }));
  }

  field(name: string): Locator {
    return this.main.getByRole('textbox', { name: this.#say(name), exact: true });
  }

  async fill(name: string, text: string): Promise<void> {
    await this.#hand.write(this.field(name), text);
  }

  /** Finds somebody by a part of his name or domain and adds him. */
  async add(search: string, name: string): Promise<void> {
    await this.#hand.write(this.main.getByRole('searchbox', { name: this.#say('incidentsScreen:person.search') }), search);
    await this.#hand.press(this.main.getByRole('button', { name: this.#say('incidentsScreen:person.add', { name }) }));
  }

  /** Opens the case that was described; answers its id. */
  async submit(): Promise<string> {
    await this.#hand.press(this.main.getByRole('button', { name: this.#say('incidentsScreen:new.submit') }));
    await expect(this.main.getByRole('heading', { level: 2, name: this.#say('incidentsScreen:procedure.title') })).toBeVisible();
    return new URL(this.page.url()).hash.replace('#/incidents/cases/', '');
  }

  /** Puts a field right of what the case is about. */
  async putRight(name: string, text: string): Promise<void> {
    await this.#press(this.main, 'incidentsScreen:head.correct');
    const dialog = this.page.getByRole('dialog');
    await this.#hand.write(dialog.getByRole('textbox', { name: this.#say(name), exact: true }), text);
    await this.#press(dialog, 'incidentsScreen:step.save');
    await expect(dialog).toHaveCount(0);
  }

  step(id: StepId): Locator {
    return this.main.locator(`#step-${id}`);
  }

  /** The step with what is below it. */
  part(id: StepId): Locator {
    return this.main.getByRole('listitem').filter({ has: this.page.locator(`#step-${id}`) });
  }

  async openStep(id: StepId): Promise<void> {
    if ((await this.step(id).getAttribute('aria-expanded')) === 'false') await this.#hand.press(this.step(id));
    await expect(this.step(id)).toHaveAttribute('aria-expanded', 'true');
  }

  word(key: string, values: Record<string, string | number> = {}): string {
    return this.#say(key, values);
  }

  /** The button that says a step is done. */
  sayDone(id: StepId): Locator {
    return this.part(id).getByRole('button', { name: this.#say('incidentsScreen:step.done'), exact: true });
  }

  /** Says that a step is done. */
  async done(id: StepId): Promise<void> {
    await this.openStep(id);
    await this.#hand.press(this.sayDone(id));
    await expect(this.step(id)).toContainText(this.#say('incidents:state.done'));
  }

  /** Says that a step is done though what it is for is missing, and why. */
  async doneAllTheSame(id: StepId, reason: string): Promise<void> {
    await this.openStep(id);
    await this.#hand.press(this.sayDone(id));
    const dialog = this.page.getByRole('dialog');
    await this.#hand.write(dialog.getByRole('textbox', { name: this.#say('incidentsScreen:step.unmetReason') }), reason);
    await this.#press(dialog, 'incidentsScreen:step.unmetDo');
    await expect(dialog).toHaveCount(0);
    await this.stands(id, 'done');
  }

  /** Presses a button of what a step is done with. */
  async press(id: StepId, key: string, values: Record<string, string | number> = {}): Promise<void> {
    await this.openStep(id);
    await this.#hand.press(this.part(id).getByRole('button', { name: this.#say(key, values), exact: true }));
  }

  /** Says why a step is not needed. */
  async notNeeded(id: StepId, reason: string): Promise<void> {
    await this.openStep(id);
    await this.#hand.press(this.part(id).getByRole('button', { name: this.#say('incidentsScreen:step.notNeeded') }));
    const dialog = this.page.getByRole('dialog');
    await this.#hand.write(dialog.getByRole('textbox', { name: this.#say('incidentsScreen:step.reason') }), reason);
    await this.#hand.press(dialog.getByRole('button', { name: this.#say('incidents:state.not_needed'), exact: true }));
    await expect(dialog).toHaveCount(0);
    await expect(this.step(id)).toContainText(this.#say('incidents:state.not_needed'));
  }

  /** Says how somebody stands to the case. */
  async role(name: string, role: 'caused' | 'suspected' | 'innocent'): Promise<void> {
    await this.#hand.press(this.main.getByRole('button', { name: this.#say('incidentsScreen:people.role', { name }) }));
    await this.#hand.pick(this.page.getByRole('menuitem', { name: this.#say(`incidents:role.${role}`), exact: true }));
    await expect(this.main.getByRole('button', { name: this.#say('incidentsScreen:people.role', { name }) })).toContainText(
      this.#say(`incidents:role.${role}`),
    );
  }

  async #press(within: Locator, key: string, values: Record<string, string | number> = {}): Promise<void> {
    await this.#hand.press(within.getByRole('button', { name: this.#say(key, values), exact: true }));
  }

  /** Asks a client for explanations: the button of the panel, or the dialog that is open already. */
  async ask(name: string): Promise<void> {
    await this.#press(this.main, 'explanationsScreen:ask.button', { client: name });
    await this.sendQuestions();
  }

  async sendQuestions(): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await this.#hand.write(dialog.getByRole('textbox', { name: this.#say('explanationsScreen:ask.found'), exact: true }), '1200 messages in one night');
    await this.#press(dialog, 'explanationsScreen:ask.send');
    await expect(dialog).toHaveCount(0);
  }

  /** Takes what a client answered, word for word. */
  async answered(text: string): Promise<void> {
    await this.#press(this.main, 'explanationsScreen:answer.add');
    const dialog = this.page.getByRole('dialog');
    await this.#hand.write(dialog.getByRole('textbox', { name: this.#say('explanationsScreen:answer.text') }), text);
    await this.#press(dialog, 'explanationsScreen:answer.take');
    await expect(dialog).toHaveCount(0);
  }

  /** Judges an answer: enough, or a second round, in which only what is open is asked. */
  async judge(act: 'second' | 'sufficient'): Promise<void> {
    await this.#press(this.main, `explanationsScreen:act.${act}`);
    const dialog = this.page.getByRole('alertdialog');
    await this.#hand.write(dialog.getByRole('textbox', { name: this.#say('explanationsScreen:decide.note') }), 'Read with care');
    await this.#press(dialog, `explanationsScreen:act.${act === 'second' ? 'insufficient' : act}`);
    await expect(dialog).toHaveCount(0);
    if (act === 'second') await this.sendQuestions();
  }

  /** Writes a letter of a step; what the case does not know is filled in by hand. */
  async writeLetter(step: StepId, kind: string): Promise<void> {
    await this.openStep(step);
    const name = this.#say(`policies:text.${kind}.name`);
    await this.#hand.press(
      this.part(step).getByRole('button', { name: this.#say('common:labelled', { what: this.#say('lettersScreen:action.compose'), name }), exact: true }),
    );
    const dialog = this.page.getByRole('dialog');
    await expect(dialog.getByRole('status')).toBeVisible();
    const write = dialog.getByRole('button', {
      name: new RegExp(`^(${this.#say('lettersScreen:compose.queue')}|${this.#say('lettersScreen:compose.write')})$`),
    });
    for (const field of await dialog
      .getByRole('region', { name: this.#say('lettersScreen:compose.values') })
      .getByRole('textbox')
      .all()) {
      if ((await field.isVisible()) && (await field.inputValue()) === '') await this.#hand.write(field, 'as known');
    }
    await expect(write).toBeEnabled();
    await this.#hand.press(write);
    await expect(dialog).toHaveCount(0);
  }

  /** Says that the letter of a step was handed in as a ticket. */
  async handIn(step: StepId, ticket: string): Promise<void> {
    await this.#press(this.part(step), 'lettersScreen:action.give');
    const dialog = this.page.getByRole('dialog');
    await this.#hand.press(dialog.getByRole('button', { name: new RegExp(this.#say('lettersScreen:give.channel')) }));
    await this.#hand.pick(this.page.getByRole('option', { name: this.#say('lettersScreen:channel.ticket'), exact: true }));
    await this.#hand.write(dialog.getByRole('textbox', { name: this.#say('lettersScreen:give.ticket') }), ticket);
    await this.#press(dialog, 'lettersScreen:give.save');
    await expect(dialog).toHaveCount(0);
    await expect(this.part(step)).toContainText(ticket);
  }

  /** Tells those who have nothing to do with it, after a look at the letter. */
  async tellOthers(count: number): Promise<void> {
    await this.press('tell_innocent', 'repermissionScreen:innocents.tell', { count });
    const dialog = this.page.getByRole('dialog');
    await expect(dialog.locator('.letter-words')).toBeVisible();
    await this.#press(dialog, 'repermissionScreen:innocents.tell', { count });
    await expect(dialog).toHaveCount(0);
    await this.stands('tell_innocent', 'done');
  }

  /** Writes down that the host said yes, word for word. */
  async granted(step: StepId, text: string): Promise<void> {
    await this.#press(this.part(step), 'lettersScreen:action.answer');
    const dialog = this.page.getByRole('dialog');
    await this.#hand.choose(dialog.getByRole('radio', { name: this.#say('lettersScreen:answerDialog.granted') }));
    await this.#hand.write(dialog.getByRole('textbox', { name: this.#say('lettersScreen:answerDialog.text') }), text);
    await this.#press(dialog, 'lettersScreen:answerDialog.save');
    await expect(dialog).toHaveCount(0);
  }

  /** How a step has come to stand by what was done with it. */
  async stands(id: StepId, state: 'waiting' | 'done'): Promise<void> {
    await expect(this.step(id)).toContainText(this.#say(`incidents:state.${state}`));
  }

  /** Writes down cause, fix and prevention. */
  async findings(found: { readonly cause: string; readonly fix: string; readonly prevention: string }): Promise<void> {
    for (const key of ['cause', 'fix', 'prevention'] as const) await this.fill(`incidentsScreen:findings.${key}`, found[key]);
    await this.#hand.press(this.main.getByRole('button', { name: this.#say('incidentsScreen:step.save'), exact: true }));
    await expect(this.main.getByText(this.#say('incidentsScreen:findings.complete'))).toBeVisible();
  }

  async close(): Promise<void> {
    await this.#hand.press(this.main.getByRole('button', { name: this.#say('incidentsScreen:close.do') }));
    await expect(this.main.getByText(this.#say('incidentsScreen:close.closedNote'))).toBeVisible();
  }
}

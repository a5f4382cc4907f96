import type { Locator } from '@playwright/test';
import type { IncidentId } from '../../src/contract/ids.ts';
import type { StepId } from '../../src/contract/incidents.ts';
import { expectAccessible } from './support/axe.ts';
import { expectToFitNarrowWindows } from './support/fits.ts';
import { type Hand, keyboard, mouse, watchPointer } from './support/hand.ts';
import type { AppPage } from './support/pages/app-page.ts';
import { fillWorkspace } from './support/ready-workspace.ts';
import type { RunningServer } from './support/server.ts';
import { test as base, expect } from './support/test.ts';
import type { Say } from './support/words.ts';

const HOURS = '9–17';
const ANSWER = 'Done on our side.\nKind regards';
const FOUND = { cause: 'A form of the website.', fix: 'The form was closed.', prevention: 'Forms ask for a code.' };
const MENDED: readonly StepId[] = [
  'stop_sending',
  'find_culprit',
  'ask_explanations',
  'judge_answer',
  'clean_site',
  'change_passwords',
  'repermission',
  'write_down',
  'attach_proof',
];

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(fillWorkspace);
  },
});

/** A listed address: who may have caused it is named, and everything but the warning and the asking is done. */
async function openCase({ client }: RunningServer): Promise<IncidentId> {
  const [{ rows }, [host]] = await Promise.all([client.clients.list({ filter: { search: 'Smith' } }), client.hosts.list({})]);
  const [person] = rows;
  const packId = host?.packs[0]?.id;
  if (person === undefined || packId === undefined) throw new Error('The workspace is empty');
  const subject = { kind: 'listing', listed: '203.0.113.7', list: 'Spamhaus ZEN', reference: 'SBL 1' } as const;
  const { id } = await client.incidents.open({ packId, subject, concerned: [{ clientId: person.id }] });
  await client.incidents.setFindings({ id, findings: FOUND });
  for (const step of MENDED) await client.incidents.setStep({ id, step, state: 'done', note: 'done' });
  return id;
}

/** The letters of a step of a case, worked with one hand. */
class LettersPage {
  readonly app: AppPage;
  readonly say: Say;
  readonly hand: Hand;

  constructor(app: AppPage, { say, hand }: { readonly say: Say; readonly hand: Hand }) {
    this.app = app;
    this.say = say;
    this.hand = hand;
  }

  get dialog(): Locator {
    return this.app.page.getByRole('dialog');
  }

  get panel(): Locator {
    return this.app.main.getByRole('region', { name: this.say('lettersScreen:written') });
  }

  async openStep(step: StepId): Promise<void> {
    const head = this.app.main.locator(`#step-${step}`);
    await expect(head).toBeVisible();
    if ((await head.getAttribute('aria-expanded')) === 'false') await this.hand.press(head);
    await expect(head).toHaveAttribute('aria-expanded', 'true');
  }

  button(within: Locator, key: string): Locator {
    return within.getByRole('button', { name: this.say(`lettersScreen:${key}`), exact: true });
  }

  /** Composes: what is not known is said to be so, one field after the other, until nothing is missing. */
  async compose(kind: 'care_request' | 'delist_host'): Promise<void> {
    const name = this.say('common:labelled', { what: this.say('lettersScreen:action.compose'), name: this.say(`policies:text.${kind}.name`) });
    await this.hand.press(this.panel.getByRole('button', { name, exact: true }));
    await expect(this.dialog.getByRole('status')).toBeVisible();
  }

  async sayUnknown(): Promise<void> {
    const boxes = this.dialog.getByRole('checkbox', { checked: false });
    for (let left = await boxes.count(); left > 0; left--) {
      // The box itself is hidden behind its mark.
      await boxes.first().focus();
      await this.app.page.keyboard.press('Space');
      await expect(boxes).toHaveCount(left - 1);
    }
  }

  async complete(): Promise<void> {
    await expect(this.dialog.getByRole('status')).toHaveText(this.say('lettersScreen:compose.complete'));
  }
}

async function warn(letters: LettersPage): Promise<void> {
  await test.step('the client is warned: his letter waits in the queue and leaves', async () => {
    await letters.openStep('demand_vigilance');
    await letters.compose('care_request');
    await letters.sayUnknown();
    await letters.complete();
    await letters.hand.press(letters.button(letters.dialog, 'compose.queue'));
    await expect(letters.dialog).toHaveCount(0);
    await expect(letters.panel.getByText(letters.say('lettersScreen:state.practised'), { exact: true })).toBeVisible();
  });
}

async function ask(letters: LettersPage): Promise<void> {
  await test.step('the request is written, and handed in by hand', async () => {
    await letters.openStep('ask_delisting');
    await letters.compose('delist_host');
    await letters.hand.write(letters.dialog.getByRole('textbox', { name: new RegExp(letters.say('fields:name.contact_hours'), 'i') }), HOURS);
    await letters.sayUnknown();
    await letters.complete();
    await letters.hand.press(letters.button(letters.dialog, 'compose.write'));
    await expect(letters.dialog).toHaveCount(0);
    await expect(letters.panel.getByText(letters.say('lettersScreen:handIn.unknown'))).toBeVisible();
    await expect(letters.panel.getByText(letters.say('lettersScreen:noEvidence.notTold'))).toBeVisible();
    await letters.hand.press(letters.button(letters.panel, 'action.give'));
    await expect(letters.button(letters.dialog, 'give.save')).toBeDisabled();
    await letters.hand.press(letters.dialog.getByRole('button', { name: new RegExp(letters.say('lettersScreen:give.channel')) }));
    await letters.hand.pick(letters.app.page.getByRole('option', { name: letters.say('lettersScreen:channel.ticket'), exact: true }));
    await letters.hand.write(letters.dialog.getByRole('textbox', { name: letters.say('lettersScreen:give.ticket') }), 'T-77');
    await letters.hand.press(letters.button(letters.dialog, 'give.save'));
    await expect(letters.dialog).toHaveCount(0);
    await expect(letters.panel.getByText('T-77')).toBeVisible();
    await expect(letters.panel.getByText(letters.say('lettersScreen:handIn.unknown'))).toHaveCount(0);
  });
  await test.step('the answer is kept word for word, and from then on it is watched', async () => {
    await letters.hand.press(letters.button(letters.panel, 'action.answer'));
    await letters.hand.choose(letters.dialog.getByRole('radio', { name: letters.say('lettersScreen:answerDialog.granted') }));
    await letters.hand.write(letters.dialog.getByRole('textbox', { name: letters.say('lettersScreen:answerDialog.text') }), ANSWER.split('\n')[0] ?? '');
    await letters.hand.press(letters.button(letters.dialog, 'answerDialog.save'));
    await expect(letters.dialog).toHaveCount(0);
    await expect(letters.panel.getByText(letters.say('lettersScreen:answer.granted'), { exact: true })).toBeVisible();
    await letters.openStep('watch_72h');
    await expect(letters.app.main.getByText(letters.say('lettersScreen:relapse.state.watching'), { exact: true })).toBeVisible();
  });
}

for (const language of ['en', 'fr', 'ru'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language, theme: language === 'ru' ? 'dark' : 'light' });

    test('a client is warned, a request handed in and answered, and the watch begins', async ({ app, server, say }) => {
      test.slow();
      const id = await openCase(server);
      await app.go(`/incidents/cases/${id}`);
      const letters = new LettersPage(app, { say, hand: mouse() });
      await warn(letters);
      await letters.openStep('ask_delisting');
      await letters.compose('delist_host');
      await expectAccessible(app.page);
      await app.page.keyboard.press('Escape');
      await ask(letters);
      await expectAccessible(app.page);
      await expectToFitNarrowWindows(app.page);
      const [request, warning] = await server.client.letters.list({ incidentId: id });
      expect(request).toMatchObject({ state: 'given', answer: { outcome: 'granted' }, given: { ticket: 'T-77' } });
      expect(warning).toMatchObject({ state: 'practised', language: 'en' });
    });
  });
}

test('letters are written, handed in and answered with nothing but the keys', async ({ app, server, say, page }) => {
  test.setTimeout(400_000);
  const id = await openCase(server);
  await app.go(`/incidents/cases/${id}`);
  const pointed = await watchPointer(page);
  await page.reload();
  const letters = new LettersPage(app, { say, hand: keyboard(page) });
  await warn(letters);
  await ask(letters);
  expect(await pointed()).toBe(0);
});

test('a letter that was taken back can be had again', async ({ app, server, say }) => {
  const id = await openCase(server);
  await server.client.incidents.setStep({ id, step: 'demand_vigilance', state: 'not_needed', note: 'Not here' });
  const { missing } = await server.client.letters.compose({ incidentId: id, kind: 'delist_host', values: { contact_hours: HOURS } });
  await server.client.letters.write({ incidentId: id, kind: 'delist_host', values: { contact_hours: HOURS }, notKnown: missing });
  await app.go(`/incidents/cases/${id}`);
  const letters = new LettersPage(app, { say, hand: mouse() });
  await letters.openStep('ask_delisting');
  await letters.button(letters.panel, 'action.withdraw').click();
  await expect(letters.panel.getByText(say('lettersScreen:state.withdrawn'), { exact: true })).toBeVisible();
  await app.page.getByRole('button', { name: say('common:undo'), exact: true }).click();
  await expect(letters.panel.getByText(say('lettersScreen:state.ready'), { exact: true })).toBeVisible();
});

test('letters from before a case was put right are taken back or found where they were asked, by keyboard, and questions are saved as they are attached', async ({
  app,
  server,
  say,
}) => {
  const { client } = server;
  const id = await openCase(server);
  await client.incidents.setStep({ id, step: 'demand_vigilance', state: 'not_needed', note: 'Not here' });
  const order = { incidentId: id, kind: 'delist_host', values: { contact_hours: HOURS } } as const;
  await client.letters.write({ ...order, notKnown: (await client.letters.compose(order)).missing });
  const { subject, concerned } = await client.incidents.get({ id });
  const clientId = concerned[0]?.clientId;
  if (subject.kind !== 'listing' || clientId == null) throw new Error('Another case');
  await client.explanations.ask({ incidentId: id, clientId });
  await client.incidents.setSubject({ id, subject: { ...subject, list: 'Another list' } });
  await app.go(`/incidents/cases/${id}`);
  const waiting = app.main.locator('[data-letter]').filter({ has: app.page.getByRole('button', { name: say('lettersScreen:outdated.toQuestions') }) });
  await expect(waiting).toHaveCount(2);
  const [half, last] = await waiting.allTextContents();
  expect(half).not.toBe(last);
  await app.main
    .locator('[data-letter]')
    .getByRole('button', { name: say('lettersScreen:action.withdraw') })
    .press('Enter');
  await expect(app.main.locator('[data-letter] button:focus', { hasText: say('lettersScreen:outdated.toQuestions') })).toBeVisible();
  await app.page.keyboard.press('Enter');
  await expect(app.main.locator('#step-ask_explanations')).toBeFocused();
  await app.main.getByRole('button', { name: new RegExp(`: ${say('explanationsScreen:letters.request')},`) }).press('Enter');
  const saved = app.page.waitForEvent('download');
  await app.page
    .getByRole('dialog')
    .getByRole('button', { name: say('lettersScreen:action.pdf') })
    .press('Enter');
  expect((await saved).suggestedFilename()).toMatch(/\.pdf$/);
});

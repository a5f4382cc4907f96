import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { unzipSync } from 'fflate';
import { LANGUAGES, type Language } from '../../src/shared/language.ts';
import { NewHostPage } from './pages/hosts.ts';
import { ImportPage } from './pages/import.ts';
import { PublishPage } from './pages/policy.ts';
import { type Hand, keyboard, mouse, watchPointer } from './support/hand.ts';
import type { AppPage } from './support/pages/app-page.ts';
import type { RunningServer } from './support/server.ts';
import { expect, test } from './support/test.ts';
import { anyOf, type Say, words } from './support/words.ts';

/** Clients of each sample list, by its truth.json. */
const CLIENTS = 124;
/** In this language nothing but the keys is used. */
const BY_KEYBOARD: Language = 'fr';
/** Making and sending a PDF a client takes its time on a busy machine. */
const PATIENCE = { timeout: 400_000 };

/** One person at the screen, from the first start to the exported proof. */
class Sitting {
  readonly #app: AppPage;
  readonly #say: Say;
  readonly #hand: Hand;

  constructor(app: AppPage, say: Say, hand: Hand) {
    this.#app = app;
    this.#say = say;
    this.#hand = hand;
  }

  async chooseLanguage(language: Language): Promise<void> {
    await this.#hand.press(this.#app.page.getByRole('button', { name: this.#say(`common:ownLanguage.${language}`), exact: true }));
    await expect(this.#app.heading).toHaveText(this.#say('welcome:title'));
  }

  async addHost(): Promise<void> {
    await this.#next('host');
    await new NewHostPage(this.#app.page, this.#say, this.#hand).add({ name: 'Northhost', pack: 'Reseller 50' });
    await expect(this.#app.heading).toHaveText('Northhost');
  }

  async importClients(language: Language): Promise<void> {
    await this.#next('clients');
    const list = new ImportPage(this.#app.page, this.#say, this.#hand);
    await list.choose(new URL(`../imports/samples/clients-${language}.csv`, import.meta.url).pathname);
    await expect(list.rows).toHaveAttribute('aria-rowcount', '131');
    await this.#hand.press(list.apply);
    await expect(this.#app.main).toContainText(this.#say('imports:result.created', { count: CLIENTS }));
  }

  async publish(): Promise<void> {
    await this.#hand.press(this.#link('imports:result.toPolicy'));
    const policy = new PublishPage(this.#app.page, this.#say, this.#hand);
    await expect(policy.text.getByRole('heading', { level: 3 })).toHaveCount(15);
    await policy.publish();
    await expect(this.#app.main).toContainText(this.#say('policies:published.done'));
    await this.#hand.press(this.#link('policies:published.next'));
  }

  async introduceOneself(): Promise<void> {
    await this.#hand.press(this.#link('notices:sender.open'));
    const sender = this.#card('settings:sender.title');
    for (const [field, value] of Object.entries({
      resellerName: 'Harbour Hosting',
      fromName: 'Harbour Hosting',
      fromAddress: 'office@harbour.example',
      supportAddress: 'help@harbour.example',
      author: 'Anna',
    })) {
      await this.#hand.write(sender.getByRole('textbox', { name: this.#say(`settings:sender.${field}`), exact: true }), value);
    }
    await this.#save(sender);
    const pace = this.#card('settings:pace.title');
    await this.#hand.write(pace.getByRole('textbox', { name: this.#say('settings:pace.count'), exact: true }), '1000');
    await this.#hand.write(pace.getByRole('textbox', { name: this.#say('settings:pace.seconds'), exact: true }), '1');
    await this.#save(pace);
  }

  async send(): Promise<void> {
    await this.#place('notices');
    await expect(this.#app.main.getByRole('article')).toContainText('Northhost');
    await this.#hand.press(this.#button('notices:due.send', { count: CLIENTS }));
    const dialog = this.#app.page.getByRole('alertdialog', { name: this.#say('notices:confirm.title', { count: CLIENTS }) });
    await expect(dialog).toContainText(this.#say('notices:confirm.practice'));
    await this.#hand.press(dialog.getByRole('button', { name: this.#say('notices:due.send', { count: CLIENTS }) }));
    const done = this.#app.page.getByRole('dialog');
    await expect(done).toContainText(this.#say('notices:issue.done', { count: CLIENTS }), PATIENCE);
    await this.#hand.press(done.getByRole('link', { name: this.#say('notices:issue.watch') }));
    await expect(this.#app.main.getByRole('heading', { name: this.#say('sending:now.idle') })).toBeVisible(PATIENCE);
  }

  async readMail(): Promise<void> {
    await this.#hand.press(this.#link('sending:tabs.mailbox'));
    await expect(this.#app.main).toContainText(this.#say('mailbox:total', { count: CLIENTS }));
    await this.#hand.openRow(this.#app.main.getByRole('grid'), 2);
    const reading = this.#app.main.getByRole('region', { name: this.#say('mailbox:reading'), exact: true });
    await expect(reading.getByRole('article')).toContainText('Northhost');
    await this.#hand.turnTo(reading.getByRole('tab', { name: '.pdf' }));
    await expect(reading.getByRole('img', { name: anyOf(this.#say, 'mailbox:pdf.page') }).first()).toBeVisible();
  }

  /** The proof of one client as it was saved: the names in the archive. */
  async exportProof(): Promise<string[]> {
    await this.#next('proof');
    const legend = this.#app.main.getByRole('listitem').filter({ hasText: this.#say('evidenceScreen:part.practised') });
    await expect(legend).toContainText(String(CLIENTS));
    await expect(this.#app.main).toContainText(this.#say('evidenceScreen:coverage.summary', { told: '0', count: CLIENTS }));
    const evidence = this.#app.main.getByRole('grid');
    await expect(evidence).toHaveAttribute('aria-rowcount', String(CLIENTS + 1));
    await this.#hand.openRow(evidence, 1);
    const drawer = this.#app.page.getByRole('dialog');
    await expect(drawer).toContainText('SHA-256');
    const download = this.#app.page.waitForEvent('download');
    await this.#hand.press(drawer.getByRole('button', { name: this.#say('evidenceScreen:detail.export') }));
    const archive = readFileSync(await (await download).path());
    await this.#hand.press(drawer.getByRole('button', { name: this.#say('common:close'), exact: true }));
    return Object.keys(unzipSync(archive));
  }

  async finish(): Promise<void> {
    await this.#hand.press(this.#button('welcome:finish'));
    await expect(this.#app.heading).not.toHaveText(this.#say('notices:title'));
    await expect(this.#app.page.getByRole('complementary')).toHaveCount(0);
  }

  /** The link to the next step, on the page of the first steps or in the bar above every other one. */
  async #next(step: string): Promise<void> {
    await this.#hand.press(this.#link(`welcome:action.${step}`));
  }

  async #place(id: string): Promise<void> {
    await this.#hand.press(this.#app.page.getByRole('navigation').getByRole('link', { name: this.#say(`shell:place.${id}`), exact: true }));
  }

  async #save(card: Locator): Promise<void> {
    const button = card.getByRole('button', { name: this.#say('common:save') });
    await this.#hand.press(button);
    await expect(button).toBeDisabled();
  }

  #card(title: string): Locator {
    return this.#app.main.locator('section.card').filter({ has: this.#app.page.getByRole('heading', { name: this.#say(title), exact: true }) });
  }

  #link(key: string): Locator {
    return this.#app.main.getByRole('link', { name: this.#say(key), exact: true }).first();
  }

  #button(key: string, values: { count?: number } = {}): Locator {
    return this.#app.main.getByRole('button', { name: this.#say(key, values), exact: true });
  }
}

/** What stands in the data folder at the end. */
async function expectAllTold({ client }: RunningServer, language: Language): Promise<void> {
  const coverage = await client.evidence.coverage({});
  expect(coverage).toMatchObject({ activeAccounts: CLIENTS, practised: CLIENTS, told: 0, due: 0, queued: 0, failed: 0, toldPercent: 0 });
  expect((await client.outbox.summary({})).counts).toMatchObject({ sent: CLIENTS, queued: 0, failed: 0, uncertain: 0 });
  const mails = (await client.mailbox.list({ limit: 200 })).rows;
  expect(new Set(mails.map(({ to }) => to.address)).size, 'one message a person').toBe(CLIENTS);
  const evidence = (await client.evidence.list({ limit: 200 })).rows;
  expect(new Set(evidence.map((row) => row.language))).toEqual(new Set([language]));
}

test.describe('the whole job in one sitting', () => {
  test.use({ language: null });
  test.setTimeout(900_000);

  for (const language of LANGUAGES) {
    const onlyKeys = language === BY_KEYBOARD;
    test.describe(language, () => {
      // The first words of the screen are those of the system.
      test.use({ locale: language });

      test(`from the choice of the language to the proof${onlyKeys ? ', with nothing but the keyboard' : ''}`, async ({ app, page, server }) => {
        const hand = onlyKeys ? keyboard(page) : mouse();
        const pointed = await watchPointer(page);
        const sitting = new Sitting(app, words(language), hand);
        await sitting.chooseLanguage(language);
        await sitting.addHost();
        await sitting.importClients(language);
        await sitting.publish();
        await sitting.introduceOneself();
        await sitting.send();
        await sitting.readMail();
        const names = await sitting.exportProof();
        expect(names.filter((name) => name.endsWith('.eml'))).toHaveLength(1);
        await sitting.finish();
        await expectAllTold(server, language);
        if (onlyKeys) expect(await pointed()).toBe(0);
      });
    });
  }
});

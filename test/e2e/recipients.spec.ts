import { Incident } from '../../src/contract/incidents.ts';
import { CasesPage } from './pages/cases.ts';
import { expectAccessible } from './support/axe.ts';
import { keyboard } from './support/hand.ts';
import { fillWorkspace } from './support/ready-workspace.ts';
import { test as base, expect } from './support/test.ts';

const COMPANY = 'Smith & Sons';
const BLOCKED = 'claire.martin@gmial.com';
const SENDER = 'school@club.example';
const MEANT = 'claire.martin@gmail.com';
const OWN_MAIL = `Authentication-Results: mx.club.example; dmarc=pass header.from=gmail.com\r\nFrom: Claire Martin <${MEANT}>\r\nDate: ${new Date().toUTCString()}\r\nSubject: Yes\r\n\r\nI would like to receive your messages.\r\n`;

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(fillWorkspace);
  },
});

for (const language of ['en', 'fr', 'ru'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language, theme: language === 'fr' ? 'dark' : 'light' });

    test('one blocked recipient is paused, found mistyped, and confirmed by his own mail, by keyboard', async ({ app, server, say, page }) => {
      test.slow();
      const cases = new CasesPage(app, say, keyboard(page));
      const hand = keyboard(page);
      const [host] = await server.client.hosts.list({});
      const packId = host?.packs[0]?.id;
      if (packId === undefined) throw new Error('There is no pack');
      const { id } = Incident.pick({ id: true }).parse(
        await server.client.incidents.open({ packId, subject: { kind: 'recipient', address: BLOCKED, writer: `Anna (${SENDER})`, lastMailOn: '2026-03-02' } }),
      );
      await app.go(`/incidents/cases/${id}`);
      const stands = (step: 'pause_recipient' | 'collect_facts' | 'correct_address' | 'await_confirmation') =>
        expect(cases.step(step)).toContainText(say('incidents:state.done'));

      await test.step('nothing is sent to him any more, and the days are counted', async () => {
        await cases.openStep('pause_recipient');
        await hand.press(cases.part('pause_recipient').getByRole('button', { name: say('recipients:pause.do') }));
        await stands('pause_recipient');
      });
      await test.step('the address that was meant is kept', async () => {
        await cases.openStep('correct_address');
        await hand.press(cases.part('correct_address').getByRole('button', { name: MEANT, exact: true }));
        await stands('correct_address');
      });
      await test.step('the host’s provider is asked with all facts, of which the sender is known', async () => {
        await cases.openStep('ask_unblocking');
        await expect(cases.part('ask_unblocking')).toContainText(say('lettersScreen:block.facts_missing', { step: say('incidents:step.collect_facts') }));
        await cases.openStep('collect_facts');
        const facts = cases.part('collect_facts');
        await expect(facts.getByRole('textbox', { name: say('recipients:facts.sender') })).toHaveValue(SENDER);
        await hand.write(facts.getByRole('textbox', { name: say('recipients:facts.family') }), 'Martin');
        await hand.write(facts.getByRole('textbox', { name: say('recipients:facts.answer') }), '550 5.1.1 unknown user');
        await hand.press(facts.getByRole('button', { name: say('recipients:facts.save') }));
        await stands('collect_facts');
        await cases.openStep('ask_unblocking');
        await expect(cases.part('ask_unblocking')).toContainText(say('policies:text.recipient_provider.name'));
        await expect(cases.part('ask_unblocking')).not.toContainText(say('lettersScreen:block.facts_missing', { step: say('incidents:step.collect_facts') }));
        await expectAccessible(page);
      });
      await test.step('only his own mail ends the step', async () => {
        await cases.openStep('await_confirmation');
        const part = cases.part('await_confirmation');
        const drop = async (mail: string) => {
          const chooser = page.waitForEvent('filechooser');
          await hand.press(part.getByRole('button', { name: say('recipients:mails.choose') }));
          await (await chooser).setFiles({ name: 'yes.eml', mimeType: 'message/rfc822', buffer: Buffer.from(mail) });
        };
        await drop(OWN_MAIL.replace(`<${MEANT}>`, `<${SENDER}>`));
        await hand.press(part.getByRole('button', { name: say('recipients:mails.decide'), exact: true }));
        // Which mail is judged stands where it is judged.
        const asked = page.getByRole('dialog', { name: say('recipients:mails.decideTitle') });
        await expect(asked).toContainText(SENDER);
        await expect(asked).toContainText('I would like to receive your messages.');
        await hand.write(asked.getByRole('textbox', { name: say('recipients:mails.reason') }), 'She wrote it herself');
        await hand.press(asked.getByRole('button', { name: say('recipients:mails.refuse'), exact: true }));
        await expect(part).toContainText(say('recipients:mails.state.refused'));
        await drop(OWN_MAIL);
        await stands('await_confirmation');
        await expect(part).toContainText(say('recipients:mails.state.confirmed'));
        await expectAccessible(page);
      });
      await test.step('the text for his mailbox is the one of Gmail', async () => {
        await cases.openStep('trusted_sender');
        const part = cases.part('trusted_sender');
        await expect(part).toContainText('Gmail');
        await expect(part).toContainText(SENDER);
        // Nobody is named to whom it could go: the way leads to where somebody is.
        await hand.press(part.getByRole('button', { name: say('lettersScreen:blockGo.nobody_named') }));
        await expect(app.main.getByRole('searchbox', { name: say('incidentsScreen:person.search') })).toBeFocused();
        await expectAccessible(page);
      });
    });

    test('a mail of the host is read, and opens nothing by itself', async ({ app, server, say, page }) => {
      const hand = keyboard(page);
      await app.go('/incidents/new');
      const text = '[Ticket #88213] The IP 203.0.113.7 is listed by SpamCop. Please reply within 72 h.';
      await hand.write(app.main.getByRole('textbox', { name: say('hostMails:paste') }), text);
      await hand.press(app.main.getByRole('button', { name: say('hostMails:read'), exact: true }));
      await expect(app.main).toContainText(say('hostMails:topic.listing'));
      await expect(app.main.getByRole('textbox', { name: say('incidentsScreen:field.listed') })).toHaveValue('203.0.113.7');
      await expect(app.main).toContainText('88213');
      await expect(app.main).toContainText(say('hostMails:answerBy'));
      await expectAccessible(page);
      // Enter takes the only one who is found, and sends nothing.
      const search = app.main.getByRole('searchbox', { name: say('incidentsScreen:person.search') });
      await hand.write(search, COMPANY);
      await expect(app.main.getByRole('list', { name: say('incidentsScreen:person.found') }).getByRole('listitem')).toHaveCount(1);
      await page.keyboard.press('Enter');
      await expect(app.main.getByRole('button', { name: say('incidentsScreen:person.remove', { name: COMPANY }) })).toBeVisible();
      await expect(search).toHaveValue('');
      await expect(search).toBeFocused();
      // What the mail had filled in goes with it.
      await hand.press(app.main.getByRole('button', { name: say('hostMails:again') }));
      await expect(app.main.getByRole('textbox', { name: say('incidentsScreen:field.listed') })).toHaveCount(0);
      await expect(app.main.getByRole('textbox', { name: say('incidentsScreen:new.note') })).toHaveValue('');
      expect((await server.client.incidents.list({ show: 'all' })).total).toBe(0);
    });

    test('a mail about what is a case already leads to that case', async ({ app, server, say, page }) => {
      const hand = keyboard(page);
      const [host] = await server.client.hosts.list({});
      const packId = host?.packs[0]?.id;
      if (packId === undefined) throw new Error('There is no pack');
      const subject = { kind: 'listing', listed: '203.0.113.7', list: 'SpamCop' } as const;
      const { id, reference } = Incident.pick({ id: true, reference: true }).parse(await server.client.incidents.open({ packId, subject }));
      await app.go('/incidents/new');
      await hand.write(app.main.getByRole('textbox', { name: say('hostMails:paste') }), 'The IP 203.0.113.7 is listed by SpamCop. Please act.');
      await hand.press(app.main.getByRole('button', { name: say('hostMails:read'), exact: true }));
      await hand.press(app.main.getByRole('link', { name: say('incidentsScreen:new.toCase', { reference }) }));
      await expect(page).toHaveURL(new RegExp(id));
    });

    test('a further mail about a case is added to it, where it is noticed and on its page, and never twice', async ({ app, server, say, page }) => {
      const hand = keyboard(page);
      const [host] = await server.client.hosts.list({});
      const packId = host?.packs[0]?.id;
      if (packId === undefined) throw new Error('There is no pack');
      const subject = { kind: 'listing', listed: '203.0.113.7', list: 'SpamCop' } as const;
      const { id, reference } = Incident.pick({ id: true, reference: true }).parse(await server.client.incidents.open({ packId, subject }));
      await app.go('/incidents/new');
      const text = '[Ticket #90117] The IP 203.0.113.7 is listed by Trend Micro.';
      await hand.write(app.main.getByRole('textbox', { name: say('hostMails:paste') }), text);
      await hand.press(app.main.getByRole('button', { name: say('hostMails:read'), exact: true }));
      await hand.press(app.main.getByRole('button', { name: say('hostMails:add.toCase', { reference }) }));
      await expect(page).toHaveURL(new RegExp(id));
      await expect(app.main.locator('dl').first()).toContainText('90117');
      await expect(app.main.getByRole('heading', { name: say('hostMails:kept.title'), exact: true })).toHaveCount(1);

      await hand.write(app.main.getByRole('textbox', { name: say('hostMails:paste') }), '[Ticket #90118] A reminder.');
      await hand.press(app.main.getByRole('button', { name: say('hostMails:add.do'), exact: true }));
      await expect(app.main.getByRole('heading', { name: say('hostMails:kept.title'), exact: true })).toHaveCount(2);
      await expect(app.main.locator('dl').first()).toContainText('90118');
      await hand.write(app.main.getByRole('textbox', { name: say('hostMails:paste') }), text);
      await hand.press(app.main.getByRole('button', { name: say('hostMails:add.do'), exact: true }));
      await expect(app.main).toContainText(say('errors:host_mail_kept').split('.')[0] ?? '');
      expect(await server.client.hostMails.kept({ incidentId: id })).toHaveLength(2);
      await expectAccessible(page);
    });

    test('the form names nobody as the cause where one recipient gets nothing', async ({ app, say, page }) => {
      const cases = new CasesPage(app, say, keyboard(page));
      await cases.begin('recipient');
      await expect(app.main).toContainText(say('incidentsScreen:new.peopleWhyRecipient'));
      await expect(app.main).not.toContainText(say('incidentsScreen:new.peopleWhy'));
    });
  });
}

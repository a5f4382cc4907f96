import { IncidentId } from '../../src/contract/ids.ts';
import type { Language } from '../../src/shared/language.ts';
import { CasesPage } from './pages/cases.ts';
import { bringPlanToItsEnd } from './pages/plan.ts';
import { expectAccessible } from './support/axe.ts';
import { CAST, FOUND, GOOD, POOR, REASON, TONGUE } from './support/case-words.ts';
import { type Hand, keyboard, mouse, watchPointer } from './support/hand.ts';
import { papersOf, plain } from './support/papers.ts';
import { fillWorkspace, issueAll } from './support/ready-workspace.ts';
import type { RunningServer } from './support/server.ts';
import { test as base, expect } from './support/test.ts';

const LISTED = '203.0.113.7';
const MISTYPED = '203.0.113.70';
const LIST = 'Trend Micro ERS';
const HOUR_MS = 3_600_000;
/** Who reads the mail of every client of this workspace. */
const CONTACT = 'Anna Petrova';

/** Clients that were told the rules, on a pack whose address comes to be listed. */
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(async (server) => {
      await fillWorkspace(server);
      await issueAll(server);
    });
  },
});

interface Work {
  readonly cases: CasesPage;
  readonly server: RunningServer;
  readonly hand: Hand;
  readonly language: Language;
}

async function findOut({ cases, language }: Work): Promise<IncidentId> {
  const { cause, causeBy, other, otherBy } = CAST[language];
  return await test.step('the listing is noted, sending is stopped, and whoever caused it is named', async () => {
    await cases.begin('listing');
    await cases.fill('incidentsScreen:field.listed', MISTYPED);
    await cases.fill('incidentsScreen:field.list', LIST);
    await cases.add(causeBy, cause.company);
    const id = IncidentId.parse(await cases.submit());
    await cases.putRight('incidentsScreen:field.listed', LISTED);
    await expect(cases.heading).toContainText(LISTED);
    await expect(cases.main).toContainText(cases.word('story:subject_changed', { before: MISTYPED }));
    await cases.done('stop_sending');
    await cases.add(otherBy, other.company);
    await cases.role(other.company, 'innocent');
    await cases.openStep('ask_delisting');
    await expect(cases.sayDone('ask_delisting')).toBeDisabled();
    await expect(cases.part('ask_delisting')).toContainText(cases.word('incidents:step.judge_answer'));
    return id;
  });
}

/** What the program can see is missing is not said to be done without a word why. */
async function expectUnmet({ server }: Work, id: IncidentId, step: 'find_culprit' | 'judge_answer' | 'watch_72h' | 'watch_7d'): Promise<void> {
  await expect(server.client.incidents.setStep({ id, step, state: 'done' })).rejects.toMatchObject({ code: 'step_unmet' });
}

async function explain(work: Work, id: IncidentId): Promise<void> {
  const { cases, language } = work;
  const { cause } = CAST[language];
  await test.step('he explains himself: the first answer does not suffice, what is open is asked again', async () => {
    await expectUnmet(work, id, 'find_culprit');
    await cases.openStep('ask_explanations');
    await cases.ask(cause.company);
    await cases.stands('ask_explanations', 'waiting');
    await expectUnmet(work, id, 'judge_answer');
    await cases.answered(POOR);
    await cases.judge('second');
    await cases.answered(GOOD);
    await cases.judge('sufficient');
    await cases.stands('ask_explanations', 'done');
    await cases.stands('judge_answer', 'done');
    await cases.role(cause.company, 'caused');
    await cases.done('find_culprit');
  });
}

async function mend({ cases, server, hand, language }: Work): Promise<void> {
  await test.step('he is warned, asks his recipients again, and what happened is written down', async () => {
    await cases.notNeeded('clean_site', REASON[language]);
    await cases.notNeeded('change_passwords', REASON[language]);
    await cases.writeLetter('demand_vigilance', 'care_request');
    await cases.stands('demand_vigilance', 'done');
    await bringPlanToItsEnd(cases, { server, hand, reader: language });
    await cases.findings(FOUND[language]);
    await cases.stands('write_down', 'done');
    // What was only practised told nobody.
    await cases.doneAllTheSame('attach_proof', REASON[language]);
  });
}

async function askHost({ cases }: Work): Promise<void> {
  await test.step('the host is asked and says yes, and the others are told', async () => {
    await cases.writeLetter('ask_delisting', 'delist_host');
    await cases.handIn('ask_delisting', 'TICKET-4711');
    await cases.openStep('await_answer');
    await cases.granted('await_answer', 'The address was taken off the list.');
    await cases.stands('await_answer', 'done');
    await cases.tellOthers(1);
  });
}

async function watch(work: Work, id: IncidentId): Promise<void> {
  const { cases, server } = work;
  for (const [step, hours] of [
    ['watch_72h', 72],
    ['watch_7d', 96],
  ] as const) {
    await test.step(`nothing comes back: ${step}`, async () => {
      await expectUnmet(work, id, step);
      await cases.page.goto('about:blank');
      await server.restart(hours * HOUR_MS);
      await cases.page.goto(await server.link());
      await cases.go(`/incidents/cases/${id}`);
      await cases.done(step);
    });
  }
  await cases.close();
}

for (const language of ['en', 'fr', 'ru'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language, theme: language === 'fr' ? 'dark' : 'light' });

    test('a listing is brought from its first word to a closed case, days later, with nothing but the keys', async ({ app, server, say, page }, info) => {
      test.setTimeout(900_000);
      const pointed = await watchPointer(page);
      await page.reload();
      const hand = keyboard(page);
      const work: Work = { cases: new CasesPage(app, say, hand), server, hand, language };
      const id = await findOut(work);
      await explain(work, id);
      await mend(work);
      await expectAccessible(page);
      await askHost(work);
      await watch(work, id);
      await expectAccessible(page);
      expect(await pointed()).toBe(0);

      const { cause, other } = CAST[language];
      const [closed] = (await server.client.incidents.list({ show: 'closed' })).rows;
      expect(closed).toMatchObject({ id, kind: 'listing', caused: [cause.company] });

      const papers = await papersOf(server, id, (name) => info.outputPath('letters', name));
      const toCause = papers.filter(({ to }) => to === cause.email);
      expect(new Set(toCause.map(({ kind }) => kind))).toEqual(new Set(['explanation_request', 'care_request', 'repermission']));
      expect(papers.filter(({ kind }) => kind === 'innocent_notice')).toMatchObject([{ to: other.email, language: other.language }]);
      expect(papers.filter(({ reader }) => reader === 'host')).toMatchObject([{ kind: 'delist_host' }]);
      for (const { subject, title, words, language: written } of papers) {
        expect(
          [subject, title].some((head) => words.includes(plain(head))),
          subject,
        ).toBe(true);
        expect(words).toMatch(TONGUE[written]);
      }
      for (const { words, language: written } of toCause) {
        expect(written).toBe(language);
        expect([CONTACT, cause.domain].some((named) => words.includes(named))).toBe(true);
      }
      for (const { kind, words } of papers) {
        if (kind === 'innocent_notice' || kind === 'delist_host') expect(words).toContain(LISTED);
        if (kind === 'innocent_notice') expect(words).not.toContain(cause.domain);
      }
    });
  });
}

test('a mail of the host gives its case a number and a day, everything else is due before that, and no step is put off into the past', async ({
  app,
  server,
  say,
  page,
}) => {
  const hand = mouse();
  const cases = new CasesPage(app, say, hand);
  await app.go('/incidents/new');
  const text = '[Ticket #88213] Your account smith-sons.example has been suspended because of mass mailing. Please reply within 72 hours.';
  await hand.write(app.main.getByRole('textbox', { name: say('hostMails:paste') }), text);
  await hand.press(app.main.getByRole('button', { name: say('hostMails:read'), exact: true }));
  await expect(cases.field('incidentsScreen:field.name')).toHaveValue('smith-sons.example');
  const id = IncidentId.parse(await cases.submit());
  const { answerBy, steps } = await server.client.incidents.get({ id });
  if (answerBy === null) throw new Error('The day is lost');
  const head = app.main.locator('dl').first();
  await expect(head).toContainText('88213');
  await expect(head).toContainText(say('hostMails:answerBy'));
  const dueOf = (step: string) => steps.find((one) => one.id === step)?.dueOn ?? '';
  expect(dueOf('ask_unblocking')).toBe(answerBy);
  for (const step of ['ask_explanations', 'judge_answer', 'clean_site', 'write_down', 'attach_proof']) expect(dueOf(step) < answerBy).toBe(true);
  await expect(cases.step('ask_unblocking')).toContainText(say('incidentsScreen:step.locked'));

  await cases.press('ask_explanations', 'incidentsScreen:step.another');
  await hand.press(page.getByRole('dialog').getByRole('button', { name: say('common:openCalendar') }));
  await expect(page.locator('.calendar-cell:not([data-disabled]):not([data-outside-month])').first()).toHaveAttribute('aria-label', /^Today/);
});

import { IncidentId } from '../../src/contract/ids.ts';
import type { StepId } from '../../src/contract/incidents.ts';
import type { Language } from '../../src/shared/language.ts';
import { CasesPage } from './pages/cases.ts';
import { expectAccessible } from './support/axe.ts';
import { CAST, FOUND, GOOD, REASON, TONGUE } from './support/case-words.ts';
import { type Hand, keyboard, watchPointer } from './support/hand.ts';
import { papersOf, plain } from './support/papers.ts';
import { fillWorkspace } from './support/ready-workspace.ts';
import type { RunningServer } from './support/server.ts';
import { test as base, expect } from './support/test.ts';

const HOUR_MS = 3_600_000;
const TICKET = 'T-2026-77';
const BLOCKED = 'claire.martin@gmail.com';

const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  prepare: async ({}, use) => {
    await use(fillWorkspace);
  },
});

interface Work {
  readonly cases: CasesPage;
  readonly server: RunningServer;
  readonly hand: Hand;
  readonly language: Language;
  readonly id: IncidentId;
}

type Kind = 'suspension' | 'blocked_object' | 'port_25' | 'recipient';
type Act = (work: Work, step: StepId) => Promise<void>;

const done: Act = ({ cases }, step) => cases.done(step);
const notNeeded: Act = ({ cases, language }, step) => cases.notNeeded(step, REASON[language]);

/** The clock goes on, and the application is opened again. */
const later =
  (hours: number): Act =>
  async ({ cases, server, id }, step) => {
    await cases.page.goto('about:blank');
    await server.restart(hours * HOUR_MS);
    await cases.page.goto(await server.link());
    await cases.go(`/incidents/cases/${id}`);
    await cases.done(step);
  };

const write =
  (kind: string): Act =>
  async ({ cases }, step) => {
    await cases.writeLetter(step, kind);
    await cases.stands(step, 'done');
  };

const request =
  (kind: string): Act =>
  async ({ cases }, step) => {
    await cases.writeLetter(step, kind);
    await cases.handIn(step, TICKET);
  };

async function confirmedByHimself({ cases, hand }: Work, step: StepId): Promise<void> {
  await cases.openStep(step);
  const part = cases.part(step);
  const chooser = cases.page.waitForEvent('filechooser');
  await hand.press(part.getByRole('button', { name: cases.word('recipients:mails.choose') }));
  const head = `From: Claire Martin <${BLOCKED}>\r\nDate: ${new Date().toUTCString()}\r\nSubject: Yes\r\nAuthentication-Results: mx.example.org; dkim=pass header.d=gmail.com; dmarc=pass`;
  const buffer = Buffer.from(`${head}\r\n\r\nI would like to receive your messages.\r\n`);
  await (await chooser).setFiles({ name: 'yes.eml', mimeType: 'message/rfc822', buffer });
  await cases.stands(step, 'done');
  await expect(part).toContainText(cases.word('recipients:pause.still', { address: BLOCKED }));
}

/** What each step of a case is brought to its end with, where that is more than saying so. */
const ACTS: Partial<Record<StepId, Act>> = {
  find_culprit: async ({ cases, language }, step) => {
    await cases.role(CAST[language].cause.company, 'caused');
    await cases.done(step);
  },
  ask_explanations: async ({ cases, language }, step) => {
    await cases.openStep(step);
    await cases.ask(CAST[language].cause.company);
    await cases.answered(GOOD);
    await cases.judge('sufficient');
    await cases.stands(step, 'done');
  },
  clean_site: notNeeded,
  change_passwords: notNeeded,
  demand_vigilance: write('care_request'),
  repermission: notNeeded,
  write_down: async ({ cases, language }, step) => {
    await cases.findings(FOUND[language]);
    await cases.stands(step, 'done');
  },
  attach_proof: ({ cases, language }, step) => cases.doneAllTheSame(step, REASON[language]),
  ask_unblocking: request('unblock_request'),
  await_answer: async ({ cases }, step) => {
    await cases.openStep(step);
    await cases.granted(step, 'It is open again.');
    await cases.stands(step, 'done');
  },
  watch_72h: later(72),
  watch_7d: later(96),
  pause_recipient: async ({ cases }, step) => {
    await cases.press(step, 'recipients:pause.do');
    await cases.stands(step, 'done');
  },
  correct_address: async ({ cases }, step) => {
    await cases.press(step, 'recipients:address.right');
    await cases.stands(step, 'done');
  },
  await_confirmation: confirmedByHimself,
};

/** What differs in one kind from all others. */
const OWN: Readonly<Record<Kind, Partial<Record<StepId, Act>>>> = {
  suspension: {},
  blocked_object: {},
  port_25: {
    decide_intended: async ({ cases }, step) => {
      await cases.press(step, 'incidentsScreen:step.intended');
      await cases.stands(step, 'done');
    },
    apply_in_advance: notNeeded,
    tell_innocent: notNeeded,
  },
  recipient: { ask_unblocking: request('recipient_provider') },
};

/** How a case of a kind is described. */
const OPENINGS: Readonly<Record<Kind, (cases: CasesPage) => Promise<void>>> = {
  suspension: async () => {},
  blocked_object: (cases) => cases.fill('incidentsScreen:field.name', 'send.php'),
  port_25: (cases) => cases.fill('incidentsScreen:field.server', 'srv9'),
  recipient: async (cases) => {
    await cases.fill('incidentsScreen:field.address', BLOCKED);
    await cases.fill('incidentsScreen:field.writer', 'Anna, secretary');
  },
};

/** The rest of what the host asks of a blocked recipient, put in where the step asks for it. */
async function tellFacts({ server, id }: Work): Promise<void> {
  const { now } = await server.client.system.info({});
  const facts = { family: 'Martin', sender: 'office@school.example', lastMailOn: now.slice(0, 10), answer: '550 5.7.1 blocked' };
  await server.client.recipients.setFacts({ incidentId: id, facts });
}

/** Brings every step that is not over to its end, in their order. */
async function workThrough(work: Work, kind: Kind): Promise<void> {
  const { cases, server, id } = work;
  for (const { id: step } of (await server.client.incidents.get({ id })).steps) {
    const now = (await server.client.incidents.get({ id })).steps.find((one) => one.id === step);
    if (now?.state === 'done') continue;
    await test.step(step, async () => {
      await (OWN[kind][step] ?? ACTS[step] ?? done)(work, step);
    });
  }
  if (kind === 'recipient') await cases.findings(FOUND[work.language]);
  await cases.close();
}

/** Letters a kind comes to: to the client, and to the host. */
const LETTERS: Readonly<Record<Kind, readonly string[]>> = {
  suspension: ['explanation_request', 'care_request', 'unblock_request'],
  blocked_object: ['unblock_request'],
  port_25: ['unblock_request'],
  recipient: ['recipient_provider'],
};

for (const language of ['en', 'fr', 'ru'] as const) {
  for (const kind of ['suspension', 'blocked_object', 'port_25', 'recipient'] as const) {
    test.describe(`${kind} in ${language}`, () => {
      test.use({ language, theme: language === 'fr' ? 'dark' : 'light' });

      test('is brought to a closed case with nothing but the keys, and its letters are read on paper', async ({ app, server, say, page }, info) => {
        test.setTimeout(600_000);
        const pointed = await watchPointer(page);
        await page.reload();
        const hand = keyboard(page);
        const cases = new CasesPage(app, say, hand);
        await cases.begin(kind);
        await OPENINGS[kind](cases);
        await cases.add(CAST[language].causeBy, CAST[language].cause.company);
        const id = IncidentId.parse(await cases.submit());
        const work = { cases, server, hand, language, id };
        if (kind === 'recipient') await tellFacts(work);
        await workThrough(work, kind);
        await expectAccessible(page);
        expect(await pointed()).toBe(0);
        expect(await server.client.incidents.get({ id })).toMatchObject({ kind, next: null });

        const papers = await papersOf(server, id, (name) => info.outputPath('letters', name));
        expect(new Set(papers.map((paper) => paper.kind))).toEqual(new Set(LETTERS[kind]));
        for (const { subject, title, words, reader, language: written } of papers) {
          if (reader === 'client') expect(written).toBe(language);
          expect(
            [subject, title].some((head) => words.includes(plain(head))),
            subject,
          ).toBe(true);
          expect(words).toMatch(TONGUE[written]);
        }
      });
    });
  }
}

test('one recipient: nothing is confirmed before his own mail is there', async ({ app, server, say, page }) => {
  const cases = new CasesPage(app, say, keyboard(page));
  await cases.begin('recipient');
  await OPENINGS.recipient(cases);
  const id = IncidentId.parse(await cases.submit());
  await cases.openStep('await_confirmation');
  await expect(cases.sayDone('await_confirmation')).toBeDisabled();
  await cases.press('pause_recipient', 'recipients:pause.do');
  await cases.stands('pause_recipient', 'done');
  for (const step of ['collect_facts', 'correct_address'] as const) await server.client.incidents.setStep({ id, step, state: 'not_needed', note: 'Known' });
  await cases.openStep('await_confirmation');
  await cases.sayDone('await_confirmation').click();
  await expect(app.page.getByText(say('errors:confirmation_missing'))).toBeVisible();
  expect((await server.client.incidents.get({ id })).steps.find(({ id: step }) => step === 'await_confirmation')?.state).toBe('open');
});

import { test as base, expect } from '@playwright/test';
import type { Language } from '../../../src/shared/language.ts';
import { AppPage } from './pages/app-page.ts';
import { type RunningServer, startServer } from './server.ts';
import { type Say, words } from './words.ts';

export type Theme = 'light' | 'dark';

interface Options {
  /** Language of the screens; null leaves the choice to the test, as on a first start. */
  readonly language: Language | null;
  readonly theme: Theme;
  /** Whether the page fetches the other screens while nothing else is to do: for tests of just that. */
  readonly readsAhead: boolean;
}

interface Fixtures {
  /** A server on a data folder of this test alone. */
  readonly server: RunningServer;
  /** Runs before the page opens: what the data folder holds. */
  readonly prepare: (server: RunningServer) => Promise<void>;
  /** The words of the screens in this test's language. */
  readonly say: Say;
  /** The opened page. The test fails when it logs an error or throws. */
  readonly app: AppPage;
}

/** Every language with both themes, to run a screen in: `for (const look of LOOKS) test.describe(…, () => { test.use(look); … })`. */
export const LOOKS: readonly { readonly language: Language; readonly theme: Theme }[] = (['en', 'fr', 'ru'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme })),
);

/** Chromium's own line about a declared error: the page shows it, and the test looks there. */
const EXPECTED_FAILURE = /^Failed to load resource: .* status of 4\d\d /;

/**
 * A page that is never idle fetches a screen when somebody goes there. Otherwise every test would read, compile and run the code of
 * seventy screens to show two of them, which is an eighth of its work.
 */
const NEVER_IDLE = 'window.requestIdleCallback = () => 0';

/** The test of this project's screens: `test.use({ language: 'ru', theme: 'dark' })` chooses how they look. */
export const test = base.extend<Fixtures & Options>({
  language: ['en', { option: true }],
  theme: ['light', { option: true }],
  readsAhead: [false, { option: true }],
  // What the browser itself asks for agrees with the choice: dates of native controls, preferred colours.
  locale: ({ language }, use) => use(language ?? 'en'),
  colorScheme: ({ theme }, use) => use(theme),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern.
  server: async ({}, use) => {
    const server = await startServer();
    await use(server);
    await server.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  prepare: async ({}, use) => {
    await use(async () => {});
  },
  context: async ({ context, readsAhead }, use) => {
    if (!readsAhead) await context.addInitScript(NEVER_IDLE);
    await use(context);
  },
  say: ({ language }, use) => use(words(language ?? 'en')),
  app: async ({ page, server, prepare, language, theme }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && !EXPECTED_FAILURE.test(message.text()) && complaints.push(message.text()));
    if (language !== null) await server.client.settings.update({ language, theme });
    await prepare(server);
    await page.goto(await server.link());
    await use(new AppPage(page));
    expect(complaints, 'errors of the page').toEqual([]);
  },
});

export { expect };

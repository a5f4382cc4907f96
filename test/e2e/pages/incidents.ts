import { fileURLToPath } from 'node:url';
import type { Locator } from '@playwright/test';
import { AppPage } from '../support/pages/app-page.ts';
import type { Say } from '../support/words.ts';
import type { ChosenFile } from './replies.ts';

/** A log that lies among the fixtures. */
function logFile(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/logs/${name}`, import.meta.url));
}

/** Incidents: logs that are dropped, the moment on the timeline, and whom to ask first. */
export class IncidentsPage extends AppPage {
  readonly #say: Say;

  constructor(app: AppPage, say: Say) {
    super(app.page);
    this.#say = say;
  }

  async open(): Promise<void> {
    await this.go('/incidents/causes');
    await this.main.getByRole('heading', { name: this.#say('logs:take.title') }).waitFor();
  }

  /** Drops logs from the fixtures. */
  async drop(...names: readonly string[]): Promise<void> {
    await this.main.locator('input[type=file]').setInputFiles(names.map(logFile));
  }

  /** Drops a file that is made up here. */
  async dropMade(file: ChosenFile): Promise<void> {
    await this.main.locator('input[type=file]').setInputFiles(file);
  }

  /** The moment on the timeline: it takes the keys and reads itself out. */
  get moment(): Locator {
    return this.main.getByRole('slider', { name: this.#say('culpritsScreen:timeline.moment') });
  }

  /** A line of the marks below the timeline. */
  mark(kind: string, account: string): Locator {
    return this.main
      .getByRole('listitem')
      .filter({ hasText: this.#say(`culpritsScreen:marks.kind.${kind}`) })
      .filter({ hasText: account });
  }

  async judge(): Promise<void> {
    await this.main.getByRole('button', { name: this.#say('culpritsScreen:judge.do') }).click();
  }

  /** The card of an account to ask. */
  suspect(name: string): Locator {
    return this.main.getByRole('region', { name, exact: true });
  }

  /** Whom a reseller should ask first, by their headings. */
  get suspects(): Locator {
    return this.main.getByRole('region', { name: this.#say('culpritsScreen:suspects.title') }).getByRole('heading', { level: 3 });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  async press(key: string, within: Locator = this.main): Promise<void> {
    await within.getByRole('button', { name: this.#say(key), exact: true }).click();
  }
}

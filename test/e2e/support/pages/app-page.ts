import type { Locator, Page } from '@playwright/test';

/** What every screen has: the frame around it. Screens have a model of their own beside this one. */
export class AppPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The screen's own heading. */
  get heading(): Locator {
    return this.page.getByRole('main').getByRole('heading', { level: 1 });
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  /** Goes to a location inside the app: `/clients`. */
  async go(location: string): Promise<void> {
    await this.page.goto(new URL(`#${location}`, this.page.url()).href);
  }
}

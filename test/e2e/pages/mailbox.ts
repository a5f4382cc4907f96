import type { Locator } from '@playwright/test';
import { AppPage } from '../support/pages/app-page.ts';

/** The practice mailbox: list and reading pane. */
export class MailboxPage extends AppPage {
  async open(): Promise<void> {
    await this.go('/sending/mailbox');
    await this.heading.waitFor();
  }

  get list(): Locator {
    return this.main.getByRole('grid');
  }

  row(name: string): Locator {
    return this.list.getByRole('row').filter({ hasText: name });
  }

  get unread(): Locator {
    return this.list.locator('[data-unread]');
  }

  get reading(): Locator {
    return this.main.locator('.mail-reading');
  }

  get mail(): Locator {
    return this.reading.getByRole('article');
  }

  get pdfPages(): Locator {
    return this.reading.locator('canvas');
  }
}

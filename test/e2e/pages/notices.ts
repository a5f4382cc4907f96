import type { Locator } from '@playwright/test';
import { AppPage } from '../support/pages/app-page.ts';

/** Notices, tab "To send": the list of those to be told, the preview beside it, the button and its dialog. */
export class NoticesPage extends AppPage {
  async open(): Promise<void> {
    await this.go('/notices');
    await this.list.waitFor();
  }

  get list(): Locator {
    return this.main.getByRole('grid');
  }

  row(name: string): Locator {
    return this.list.getByRole('row').filter({ hasText: name });
  }

  get preview(): Locator {
    return this.main.locator('.due-preview');
  }

  /** Mail, plain text and PDF, in this order. */
  form(index: 0 | 1 | 2): Locator {
    return this.preview.getByRole('tab').nth(index);
  }

  /** The mail as the client will see it. */
  get mail(): Locator {
    return this.preview.getByRole('article');
  }

  get pdfPages(): Locator {
    return this.preview.locator('canvas');
  }

  get sendAll(): Locator {
    return this.main.locator('.due-summary').getByRole('button');
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog').or(this.page.getByRole('alertdialog'));
  }

  /** The main button of the dialog: it sends, and afterwards leads on. */
  get proceed(): Locator {
    return this.dialog.locator('.dialog-actions > :last-child');
  }
}

import type { Locator } from '@playwright/test';
import { AppPage } from '../support/pages/app-page.ts';

/** Sending: what leaves now, and every message with its history. */
export class SendingPage extends AppPage {
  async open(): Promise<void> {
    await this.go('/sending');
    await this.now.waitFor();
  }

  /** The card that says what leaves at the moment. */
  get now(): Locator {
    return this.main.locator('.sending-now');
  }

  get list(): Locator {
    return this.main.getByRole('grid');
  }

  row(name: string): Locator {
    return this.list.getByRole('row').filter({ hasText: name });
  }

  /** One message at the side. */
  get detail(): Locator {
    return this.page.getByRole('dialog');
  }

  /** Why nothing leaves. */
  get trouble(): Locator {
    return this.main.getByRole('alert');
  }
}

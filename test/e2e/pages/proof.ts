import type { Locator } from '@playwright/test';
import { AppPage } from '../support/pages/app-page.ts';

/** Notices, tab "Proof": coverage and the evidence it rests on. */
export class ProofPage extends AppPage {
  async open(): Promise<void> {
    await this.go('/notices/proof');
    await this.figure.waitFor();
  }

  /** The percentage told, or why there is none. */
  get figure(): Locator {
    return this.main.locator('.coverage-figure');
  }

  /** The bar of parts; its name says the whole. */
  get bar(): Locator {
    return this.main.getByRole('figure').getByRole('img');
  }

  part(name: string): Locator {
    return this.main.getByRole('figure').getByRole('listitem').filter({ hasText: name });
  }

  get list(): Locator {
    return this.main.getByRole('grid');
  }

  row(name: string): Locator {
    return this.list.getByRole('row').filter({ hasText: name });
  }

  get detail(): Locator {
    return this.page.getByRole('dialog');
  }
}

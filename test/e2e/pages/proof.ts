import type { Locator } from '@playwright/test';
import { AppPage } from '../support/pages/app-page.ts';

/** Notices, tab "Proof": coverage, the ladder and the evidence they rest on. */
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

  /** One step of the ladder of proof. */
  step(name: string): Locator {
    return this.main.locator('.ladder').getByRole('listitem').filter({ hasText: name });
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

/** Who had been told on a day. */
export class ToldOnPage extends AppPage {
  async open(): Promise<void> {
    await this.go('/notices/proof/told');
    await this.figures.waitFor();
  }

  /** The card with the counts of the day. */
  get figures(): Locator {
    return this.main.locator('section.card');
  }

  get list(): Locator {
    return this.main.getByRole('grid');
  }

  row(name: string): Locator {
    return this.list.getByRole('row').filter({ hasText: name });
  }

  choose(preset: string): Locator {
    return this.main.getByRole('button', { name: preset, exact: true });
  }
}

/** Accounts without proof, and how long the first notice takes. */
export class GapsPage extends AppPage {
  async open(): Promise<void> {
    await this.go('/notices/proof/gaps');
    await this.main.locator('.gaps').waitFor();
  }

  get list(): Locator {
    return this.main.getByRole('grid');
  }

  row(name: string): Locator {
    return this.list.getByRole('row').filter({ hasText: name });
  }

  /** The account with the longest gap. */
  get first(): Locator {
    return this.list.getByRole('row').nth(1);
  }

  /** The card with the delays. */
  get delay(): Locator {
    return this.main.locator('section.card');
  }

  bucket(name: string): Locator {
    return this.delay.getByRole('figure').getByRole('listitem').filter({ hasText: name });
  }
}

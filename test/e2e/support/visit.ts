import type { AppPage } from './pages/app-page.ts';
import { expect } from './test.ts';

/** Goes somewhere and waits until all of it is there. */
export async function visit(app: AppPage, screen: string): Promise<void> {
  await app.go(screen);
  await expect(app.heading).toBeVisible();
  await expect(app.main.locator('.skeleton, .loading, [aria-busy=true]')).toHaveCount(0);
}

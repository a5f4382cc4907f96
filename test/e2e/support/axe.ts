import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import { z } from 'zod';

/**
 * Runs in the page: what fades in has another contrast half-way, endless animations are not waited for. Then axe looks at all of the
 * page by every rule of these tags. Only what it objects to is worked out in detail, which takes a fifth of the time.
 */
const INSPECT = `(async () => {
  const fading = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime < Infinity);
  await Promise.allSettled(fading.map(({ finished }) => finished));
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations, passes } = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
  return { passes: passes.length, violations: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')) };
})()`;

const Inspected = z.object({ passes: z.number().positive(), violations: z.array(z.string()) });

/** Holds what is on the screen now against WCAG 2.2 AA and axe's own advice: not one violation. */
export async function expectAccessible(page: Page): Promise<void> {
  // A frame would need axe of its own.
  expect(page.frames(), 'frames of the page').toHaveLength(1);
  // Axe stays with the document: once is enough for every screen that is reached without a reload.
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source);
  const { violations } = Inspected.parse(await page.evaluate(INSPECT));
  expect(violations).toEqual([]);
}

import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import { z } from 'zod';

/**
 * Runs in the page: what fades in has another contrast half-way, endless animations are not waited for. Then axe looks at all of the
 * page by every rule of these tags. Only what it objects to is worked out in detail, which takes a fifth of the time. Where something
 * began to fade while axe looked, as a message does whose time is up, it looks once more.
 */
const inspect = (chosen: object): string => `(async () => {
  let fades = false;
  for (const begin of ['transitionrun', 'animationstart']) document.addEventListener(begin, () => { fades = true; });
  const look = async () => {
    const fading = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime < Infinity);
    await Promise.allSettled(fading.map(({ finished }) => finished));
    fades = false;
    return axe.run(document, { runOnly: ${JSON.stringify(chosen)}, resultTypes: ['violations'] });
  };
  const first = await look();
  const { violations, passes } = first.violations.length > 0 && fades ? await look() : first;
  return { passes: passes.length, violations: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')) };
})()`;

const EVERY_RULE = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
/** The rules that ask for colours: nothing else differs between themes. */
const COLOUR_RULES = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

const Inspected = z.object({ passes: z.number().positive(), violations: z.array(z.string()) });

async function expectNoViolation(page: Page, chosen: object): Promise<void> {
  // A frame would need axe of its own.
  expect(page.frames(), 'frames of the page').toHaveLength(1);
  // Axe stays with the document: once is enough for every screen that is reached without a reload.
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source);
  const { violations } = Inspected.parse(await page.evaluate(inspect(chosen)));
  // Soft: one run tells what is wrong with every screen, not only with the first.
  expect.soft(violations).toEqual([]);
}

/** Holds what is on the screen now against WCAG 2.2 AA and axe's own advice: not one violation. */
export function expectAccessible(page: Page): Promise<void> {
  return expectNoViolation(page, EVERY_RULE);
}

/** The same for a page that is shown in the light theme, and its colours in the dark one. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.evaluate("document.documentElement.dataset.theme = 'dark'");
  try {
    await expectNoViolation(page, COLOUR_RULES);
  } finally {
    await page.evaluate("document.documentElement.dataset.theme = 'light'");
  }
}

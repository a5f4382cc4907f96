import { expect, type Page } from '@playwright/test';

/** Runs in the page: what is wider than its place, and words of controls that are cut off. */
const CUT_OFF = `[
  ...[document.documentElement, document.querySelector('main')].filter((place) => place.scrollWidth > place.clientWidth + 1).map(({ tagName, scrollWidth }) => 'scrolls sideways: ' + tagName + ' ' + scrollWidth),
  ...[...document.querySelectorAll('.button, .tag, .chip, .tab, .select-button, .radio-card, .grid-cell:has(.tag)')]
    .filter((element) => element.checkVisibility() && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 2))
    .map((element) => 'cut off: ' + element.className + ' ' + element.textContent.trim()),
]`;
/** Runs in the page: what follows the size of the window has been drawn. */
const DRAWN = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

const USUAL = { width: 1280, height: 800 };
const NARROW = { '200 % zoom': { width: 640, height: 430 }, 'the width of a telephone': { width: 360, height: 740 } };

/** Holds what is on the screen now against the width of a page at 200 % zoom (WCAG 1.4.4) and of a telephone: nothing scrolls sideways, no word of a control is cut off. */
export async function expectToFitNarrowWindows(page: Page): Promise<void> {
  for (const [name, size] of Object.entries(NARROW)) {
    await page.setViewportSize(size);
    await page.evaluate(DRAWN);
    await expect.poll(() => page.evaluate(CUT_OFF), name).toEqual([]);
  }
  await page.setViewportSize(USUAL);
  await page.evaluate(DRAWN);
}

import { expect, type Locator, type Page } from '@playwright/test';

/** How somebody works with a page. What a test does with one hand it can do with the other. */
export interface Hand {
  press(target: Locator): Promise<void>;
  /** Replaces what stands in a field. */
  write(field: Locator, text: string): Promise<void>;
  /** Opens the nth row of a long list, counted from 0. */
  openRow(grid: Locator, index: number): Promise<void>;
  /** Chooses one of a group of radio buttons. */
  choose(radio: Locator): Promise<void>;
  /** Runs a line of the menu that is open. */
  pick(item: Locator): Promise<void>;
  /** Turns to another tab of a list of tabs. */
  turnTo(tab: Locator): Promise<void>;
}

/** More Tab presses than any screen has stops. */
const FAR = 250;

/** Letters of a text that are typed one by one; the rest comes at once, as pasted: each key is answered alike, and costs as much. */
const TYPED = 20;

/** Points and clicks. */
export function mouse(): Hand {
  return {
    press: (target) => target.click(),
    write: (field, text) => field.fill(text),
    openRow: (grid, index) =>
      grid
        .getByRole('row')
        .nth(index + 1)
        .getByRole('gridcell')
        .first()
        .click(),
    // The button itself is hidden: its card is what is seen and pressed.
    choose: (radio) => radio.locator('xpath=ancestor::label').click(),
    pick: (item) => item.click(),
    turnTo: (tab) => tab.click(),
  };
}

/** Has nothing but the keys: Tab to get somewhere, Enter to press, arrows within a list. */
export function keyboard({ keyboard: keys }: Page): Hand {
  const reach = async (target: Locator, key = 'Tab'): Promise<void> => {
    await expect(target).toBeVisible();
    let element = await target.elementHandle();
    for (let stop = 0; stop < FAR; stop++) {
      // Asked of the element itself: to find it by its role and name at each stop costs several times as much.
      const place = await element?.evaluate((found) => ({ focused: found === found.ownerDocument.activeElement, shown: found.isConnected }));
      if (place?.focused) return;
      // Drawn anew meanwhile: what is meant is another element now.
      if (!place?.shown) element = await target.elementHandle();
      else await keys.press(key);
    }
    throw new Error(`Not reached with ${key}: ${target}`);
  };
  return {
    press: async (target) => {
      await reach(target);
      await keys.press('Enter');
    },
    write: async (field, text) => {
      await reach(field);
      await keys.press('ControlOrMeta+A');
      await keys.type(text.slice(0, TYPED));
      await keys.insertText(text.slice(TYPED));
    },
    openRow: async (grid, index) => {
      await reach(grid);
      await expect(grid.getByRole('row').nth(index + 1)).toHaveText(/\S/);
      await keys.press('Home');
      for (let row = 0; row < index; row++) await keys.press('ArrowDown');
      await keys.press('Enter');
    },
    choose: async (radio) => {
      const group = radio.locator('xpath=ancestor::*[@role="radiogroup"]');
      const chosen = group.getByRole('radio', { checked: true });
      await reach((await chosen.count()) === 1 ? chosen : group.getByRole('radio').first());
      const all = await group.getByRole('radio').count();
      for (let step = 0; step < all && !(await radio.isChecked()); step++) await keys.press(step === 0 && (await chosen.count()) === 0 ? 'Space' : 'ArrowDown');
      await expect(radio).toBeChecked();
    },
    pick: async (item) => {
      await reach(item, 'ArrowDown');
      await keys.press('Enter');
    },
    turnTo: async (tab) => {
      const list = tab.locator('xpath=ancestor::*[@role="tablist"]');
      await reach(list.getByRole('tab', { selected: true }));
      const tabs = await list.getByRole('tab').count();
      for (let step = 0; step < tabs && (await tab.getAttribute('aria-selected')) !== 'true'; step++) await keys.press('ArrowRight');
      await expect(tab).toHaveAttribute('aria-selected', 'true');
    },
  };
}

/** Counts what only a mouse, a finger or a pen does. Call it before the page opens; ask for the count at the end. */
export async function watchPointer(page: Page): Promise<() => Promise<number>> {
  let pointed = 0;
  await page.exposeFunction('pointed', () => {
    pointed += 1;
  });
  await page.addInitScript(`addEventListener('pointerdown', () => pointed(), true)`);
  return async () => pointed;
}

import { expect, Locator, Page } from '@playwright/test';

interface Stop {
  /** The focused element, and how it and what is around it looked with the focus. */
  around: Element[];
  looked: string;
  words: string;
}

declare global {
  interface Window {
    lastStop?: Stop;
  }
}

/** Says what was wrong with the stop before, and remembers the one that is now. */
function inspectFocus(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const look = (element: Element) =>
      [undefined, '::before', '::after']
        .map(part => {
          const style = getComputedStyle(element, part);
          return [
            style.outlineStyle,
            style.outlineWidth,
            style.outlineColor,
            style.boxShadow,
            style.borderColor,
            style.backgroundColor,
            style.textDecorationLine,
          ].join();
        })
        .join('|');
    const last = window.lastStop;
    const sameWithout =
      last?.around.every(element => element.isConnected) &&
      last.around.map(look).join() === last.looked;
    const focused = document.activeElement;
    if (!focused || focused === document.body) {
      window.lastStop = undefined;
      return undefined;
    }
    const around: Element[] = [focused];
    for (let box = focused.parentElement; box && around.length < 4; ) {
      around.push(box);
      box = box.parentElement;
    }
    around.push(...focused.parentElement!.children);
    const words = `${focused.tagName} ${
      focused.getAttribute('aria-label') ?? focused.textContent
    }`;
    window.lastStop = { around, looked: around.map(look).join(), words };
    const { top, bottom } = focused.getBoundingClientRect();
    if (bottom <= 0 || top >= window.innerHeight) {
      return `out of sight: ${words}`;
    }
    return sameWithout ? `looks the same without focus: ${last?.words}` : '';
  });
}

/** One press of a key; the focus has to be seen wherever it lands. */
async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  expect((await inspectFocus(page)) ?? '', `after ${key}`).toBe('');
}

/** Tabs until an element has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < 80; step += 1) {
    const there = await target.evaluate(
      element => element === document.activeElement,
    );
    if (there) {
      return;
    }
    await press(page, 'Tab');
  }
  throw new Error(`80 times Tab did not lead to ${target}`);
}

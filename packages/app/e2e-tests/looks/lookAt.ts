import { Page } from '@playwright/test';
import { accessibilityFlaws, Flaw } from '../accessibility';

/** What is wider than the screen and can't be scrolled to inside a box of its own. */
function widerThanTheScreen(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (element: Element) =>
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const isReachable = (element: Element): boolean => {
      const box = element.parentElement;
      return box !== null && (scrolls(box) || isReachable(box));
    };
    const wide = [...document.body.querySelectorAll('main *, article *')]
      .filter(element => !element.closest('svg, [aria-hidden="true"]'))
      .filter(element => {
        const { right, width } = element.getBoundingClientRect();
        return width > 0 && right > window.innerWidth + 1;
      })
      .filter(element => !isReachable(element))
      .map(({ tagName, className }) => `${tagName} ${className}`);
    const over = document.documentElement.scrollWidth - window.innerWidth;
    return over > 0 ? [`the page, by ${over} px`, ...wide] : wide;
  });
}

/** How many elements of a kind somebody can see. */
async function countVisible(page: Page, selector: string): Promise<number> {
  return page.locator(`:is(${selector}):visible`).count();
}

/** Everything about a page's looks that falls short, in any of the ways that count. */
export async function looksFlaws(page: Page): Promise<Flaw[]> {
  const flaws = await accessibilityFlaws(page);
  for (const what of await widerThanTheScreen(page)) {
    flaws.push({ rule: 'fits', line: `fits: too wide is ${what}` });
  }
  for (const [rule, selector] of [
    ['one-main', 'main, [role="main"]'],
    ['one-h1', 'h1'],
  ]) {
    const count = await countVisible(page, selector);
    if (count !== 1) {
      flaws.push({ rule, line: `${rule}: ${count} of ${selector}` });
    }
  }
  return flaws;
}

/** Lets colours arrive at once; to wait for them would be to guess. */
export async function withoutTransitions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const still = new CSSStyleSheet();
    still.replaceSync(
      '*, *::before, *::after { transition: none !important; animation: none !important; }',
    );
    document.adoptedStyleSheets = [still];
  });
}

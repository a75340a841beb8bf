import { Locator, Page } from '@playwright/test';
import { Answer, expect, force, moveTo, test } from './forceState';

/** A state of a page: how it is brought about, and the words it must use. */
export interface StateRow {
  state: string;
  /** The answers that make it so. */
  forced?: [path: string | RegExp, answer: Answer][];
  /** What else makes it so, before the page is there. */
  before?: (page: Page) => Promise<void>;
  /** What makes it so once the page is there. */
  after?: (page: Page) => Promise<void>;
  /** Whether the portal is loaded anew, since it remembers what this is about. */
  fresh?: boolean;

  says: (string | RegExp)[];
  /** What of other states must not be there. */
  silent?: (string | RegExp)[];
  buttons?: string[];
  links?: string[];
  /** Failed requests that belong to the state. */
  problems?: RegExp[];
}

/** Where the states are looked for. */
export interface StatePlace {
  title: string;
  path: string | ((page: Page) => Promise<string>);
  within?: (page: Page) => Locator;
}

/** What stands for something unknown must never be nothing. */
const ZERO =
  /\$0(\.0+)?(?![\d.])|\b0 (requests?|environments?|sources?|things?|changes?|runs?)\b/;

/** A quota of which nothing is used is known to be so, and may say it. */
const QUOTA_USE = /has \d+ of \d+ environments; list prices \$[\d,.]+ of/g;

async function expectWords(place: Locator, row: StateRow): Promise<void> {
  for (const words of row.says) {
    await expect(place).toContainText(words);
  }
  for (const words of row.silent ?? []) {
    await expect(place).not.toContainText(words);
  }
  for (const name of row.buttons ?? []) {
    await expect(place.getByRole('button', { name }).first()).toBeVisible();
  }
  for (const name of row.links ?? []) {
    await expect(place.getByRole('link', { name }).first()).toBeVisible();
  }
  const words = (await place.textContent()) ?? '';
  expect(words.replace(QUOTA_USE, '')).not.toMatch(ZERO);
}

/** Tests every state of a page: its words, and that no other state has the same. */
export function testStates(place: StatePlace, rows: StateRow[]): void {
  const { title, path, within = page => page.getByRole('main') } = place;
  const seen = new Map<string, string>();

  for (const row of rows) {
    test(`${title}: ${row.state}`, async ({ page, problems }) => {
      row.problems?.forEach(pattern => problems.expect(pattern));
      const address = typeof path === 'string' ? path : await path(page);
      for (const [asked, answer] of row.forced ?? []) {
        await force(page, asked, answer);
      }
      await row.before?.(page);
      await (row.fresh ? page.goto(address) : moveTo(page, address));
      await row.after?.(page);
      await expectWords(within(page), row);

      const words = (await within(page).textContent()) ?? '';
      expect(
        seen.get(words),
        'the state that has the same words',
      ).toBeUndefined();
      seen.set(words, row.state);
    });
  }
}

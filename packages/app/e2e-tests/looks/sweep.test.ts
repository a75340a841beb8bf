import { randomBytes } from 'node:crypto';
import { Browser, expect, Page, test as base } from '@playwright/test';
import { listen, Problems, signIn } from '../portal';
import { looksFlaws, withoutTransitions } from './lookAt';
import { changePage, Look, ownPages, stockPages } from './pages';

interface Viewer {
  page: Page;
  problems: Problems;
  /** The address of a change that waits for the viewer. */
  change: string;
}

const schemes = ['light', 'dark'] as const;
const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

async function newPage(browser: Browser, baseURL?: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    viewport: sizes[0],
    colorScheme: 'light',
    locale: 'en-GB',
  });
  return context.newPage();
}

/** Asks for production as an engineer does, so that somebody has to agree. */
async function askForProduction(page: Page): Promise<string> {
  await page.goto('/environments/new');
  await page.getByText('Production', { exact: true }).click();
  const name = `look-${randomBytes(4).toString('hex')}`;
  await page.getByRole('textbox', { name: /^Name/ }).fill(name);
  await page.getByRole('button', { name: /^Request: needs one/ }).click();
  await expect(page).toHaveURL(/\/environments\/changes\/[0-9a-f-]+$/);
  return new URL(page.url()).pathname;
}

const test = base.extend<object, { viewer: Viewer }>({
  viewer: [
    async ({ browser }, provide, { project }) => {
      const { baseURL } = project.use;
      const ada = await newPage(browser, baseURL);
      await signIn(ada, 'Ada');
      const change = await askForProduction(ada);

      const page = await newPage(browser, baseURL);
      await withoutTransitions(page);
      const problems = new Problems();
      listen(page, problems);
      await signIn(page, 'Grace');
      await provide({ page, problems, change });

      await ada.getByRole('button', { name: /^Withdraw/ }).click();
      await expect(ada.getByText('Withdrawn').first()).toBeVisible();
      await ada.context().close();
      await page.context().close();
    },
    { scope: 'worker' },
  ],
});

/** What falls short once the page has come to rest. */
async function flawsAtRest(page: Page, look: Look): Promise<string[]> {
  await expect(look.ready(page)).toBeVisible();
  let lines: string[] = [];
  // Parts that load on their own may still be on their way.
  await expect
    .poll(
      async () => {
        lines = (await looksFlaws(page))
          .filter(({ rule }) => !(rule in (look.allowed ?? {})))
          .map(({ line }) => line);
        return lines.length;
      },
      { timeout: 8_000 },
    )
    .toBe(0)
    .catch(() => undefined);
  return lines;
}

/** Looks at one page by day and by night, on a desk and in a hand. */
async function sweep({ page, problems }: Viewer, look: Look): Promise<void> {
  const before = problems.unexpected().length;
  const flaws: Record<string, string[]> = {};
  await page.setViewportSize(sizes[0]);
  // Before the page is there: a change between its first look at the scheme and
  // its listening for changes is one that it misses.
  await page.emulateMedia({ colorScheme: schemes[0] });
  await page.goto(look.path);
  await expect(look.ready(page)).toBeVisible();
  for (const viewport of sizes) {
    await page.setViewportSize(viewport);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await expect(page.locator('body')).toHaveAttribute(
        'data-theme-mode',
        colorScheme,
      );
      const lines = await flawsAtRest(page, look);
      if (lines.length > 0) {
        flaws[`${colorScheme}, ${viewport.width} px`] = lines;
      }
    }
  }
  expect(flaws).toEqual({});
  expect(problems.unexpected().slice(before)).toEqual([]);
}

// Pages that are not ours take long to come to rest on a busy machine, so they
// are looked at when asked for: PORTICO_LOOKS=all.
const everyPage = process.env.PORTICO_LOOKS === 'all';

for (const look of everyPage ? [...ownPages, ...stockPages] : ownPages) {
  test(`${look.name} looks right`, async ({ viewer }) => {
    await sweep(viewer, look);
  });
}

test('a change that waits looks right', async ({ viewer }) => {
  await sweep(viewer, changePage(viewer.change));
});

import { BrowserContext, Page, Route, TestType } from '@playwright/test';
import { expect, signIn, test as portalTest } from '../portal';

/** What the portal is made to answer in place of the truth. */
export type Answer = (route: Route) => Promise<void>;

const held: Route[] = [];

/** No answer comes, as from a source that hangs. */
export const never: Answer = async route => {
  held.push(route);
};

async function letGoOfHeld(): Promise<void> {
  // Whoever left the page has ended the request already.
  await Promise.allSettled(held.splice(0).map(route => route.abort('aborted')));
}

/** Nobody is there to answer. */
export const unreachable: Answer = route => route.abort('connectionrefused');

/** An error in the shape that the backend gives errors. */
export function fails(statusCode: number, message: string): Answer {
  return route =>
    route.fulfill({
      status: statusCode,
      json: { error: { name: 'Error', message }, response: { statusCode } },
    });
}

/** The portal's own answer, changed. */
export function changed<T>(change: (real: T) => unknown): Answer {
  return async route => {
    const response = await route.fetch();
    await route.fulfill({ response, json: change(await response.json()) });
  };
}

/** Answers requests of one path, or of all that a pattern fits. */
export async function force(
  page: Page,
  path: string | RegExp,
  answer: Answer,
): Promise<void> {
  await page.route(
    ({ pathname }) =>
      typeof path === 'string' ? pathname === path : path.test(pathname),
    answer,
  );
}

/** The permission framework refuses one permission and answers the rest as it does. */
export async function refuse(page: Page, permission: string): Promise<void> {
  await force(page, '/api/permission/authorize', async route => {
    const { items } = route.request().postDataJSON() as {
      items: { id: string; permission: { name: string } }[];
    };
    const refused = items
      .filter(item => item.permission.name === permission)
      .map(({ id }) => id);
    const decide = changed<{ items: { id: string; result: string }[] }>(
      real => ({
        items: real.items.map(item =>
          refused.includes(item.id) ? { ...item, result: 'DENY' } : item,
        ),
      }),
    );
    await decide(route);
  });
}

/** An address without a page, so that nothing of ours is mounted. */
const NOWHERE = '/nowhere';

/** Goes to another page as a link does, which is much faster than loading the portal anew. */
export async function moveTo(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    window.history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, path);
}

/** Leaves the page that is there. */
async function leave(page: Page): Promise<void> {
  await moveTo(page, NOWHERE);
  await expect(page.getByText(NOWHERE).first()).toBeVisible();
}

/** The page is looked at again, which is when it asks for news. */
export async function lookAgain(page: Page): Promise<void> {
  await page.evaluate(() =>
    document.dispatchEvent(new Event('visibilitychange')),
  );
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** How old, in minutes, the page says that something is: from words such as "known at 10:42". */
export async function saidAge(page: Page, words: string): Promise<number> {
  const said = /\d\d:\d\d/.exec(words)?.[0];
  expect(said, `a time of day in "${words}"`).toBeDefined();
  const now = await page.evaluate(() =>
    new Date().toLocaleTimeString('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
    }),
  );
  const minutesADay = 24 * 60;
  return (minutesOf(now) - minutesOf(said ?? '') + minutesADay) % minutesADay;
}

/** Time goes by, the source fails, and the page is looked at again. */
export async function letGoStale(
  page: Page,
  path: string,
  message: string,
): Promise<void> {
  // First, since the page asks by itself as time goes by.
  await force(page, path, fails(502, message));
  // Longer than the calmest page waits before it asks again.
  await page.clock.fastForward(6 * 60_000);
  await lookAgain(page);
  // Two parts of a page may ask the same source.
  const stale = page.getByRole('status').filter({ hasText: message }).first();
  const words = (await stale.textContent()) ?? '';
  // Not the time of the try that failed.
  expect(await saidAge(page, words)).toBeGreaterThanOrEqual(4);
}

interface Shared {
  /** One sign-in for all states of a file; the pages are loaded anew for each. */
  adasPage: Page;
}

type WithShared<Test> = Test extends TestType<infer OfTest, infer OfWorker>
  ? TestType<OfTest, OfWorker & Shared>
  : never;

/** A test in which Ada is signed in and time can be moved. */
export const test: WithShared<typeof portalTest> = portalTest.extend<
  object,
  Shared
>({
  adasPage: [
    async ({ browser }, provide, { project }) => {
      const { baseURL, viewport, locale, colorScheme } = project.use;
      const options = { baseURL, viewport, locale, colorScheme };
      const context: BrowserContext = await browser.newContext(options);
      const page = await context.newPage();
      await page.clock.install();
      await signIn(page, 'Ada');
      // Home is a page of the tests, and must not be there already.
      await leave(page);
      await provide(page);
      await context.close();
    },
    { scope: 'worker' },
  ],
  page: async ({ adasPage }, provide) => {
    await provide(adasPage);
    // What one state still waits for must not reach the next.
    await adasPage.unrouteAll({ behavior: 'ignoreErrors' });
    await letGoOfHeld();
    await leave(adasPage);
    adasPage.removeAllListeners();
  },
});

export { expect };

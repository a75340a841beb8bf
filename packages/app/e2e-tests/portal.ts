import { ConsoleMessage, expect, Page, test as base } from '@playwright/test';

/** The sample people the tests sign in as. */
export type PersonaName = 'Ada' | 'Grace' | 'Margaret';

/** What went wrong in the browser that no test asked for. */
export class Problems {
  readonly #found: string[] = [];
  readonly #expected: RegExp[] = [];

  /** Takes lines that match from what fails the test. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  add(line: string): void {
    this.#found.push(line);
  }

  unexpected(): string[] {
    return this.#found.filter(
      line => !this.#expected.some(pattern => pattern.test(line)),
    );
  }
}

/** Writes down what goes wrong on a page. */
export function listen(page: Page, problems: Problems): void {
  page.on('pageerror', error => problems.add(`exception: ${error.message}`));
  page.on('console', (message: ConsoleMessage) => {
    // A failed load is told below, with its address and status.
    const load = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !load) {
      problems.add(`console: ${message.text()}`);
    }
  });
  page.on('response', response => {
    if (response.status() >= 400) {
      const { pathname } = new URL(response.url());
      problems.add(`${response.status()} ${pathname}`);
    }
  });
  page.on('requestfailed', request => {
    const reason = request.failure()?.errorText ?? 'unknown';
    // The browser's own word for what a page dropped by leaving.
    if (reason !== 'net::ERR_ABORTED') {
      const { pathname } = new URL(request.url());
      problems.add(`${reason} ${pathname}`);
    }
  });
}

/** Signs in from the first page and waits for home. */
export async function signIn(page: Page, name: PersonaName): Promise<void> {
  await page.goto('/');
  await page.getByText(name, { exact: true }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: `, ${name}.` }),
  ).toBeVisible();
}

interface Fixtures {
  /** Console errors and failed requests; any that is not expected fails the test. */
  problems: Problems;
  /** Signs in from the first page and waits for home. */
  signInAs: (name: PersonaName) => Promise<void>;
}

/** A test of the running portal. */
export const test = base.extend<Fixtures>({
  problems: [
    async ({ page }, provide) => {
      const problems = new Problems();
      listen(page, problems);
      await provide(problems);
      expect(problems.unexpected()).toEqual([]);
    },
    { auto: true },
  ],
  signInAs: async ({ page }, provide) => {
    await provide(name => signIn(page, name));
  },
});

export { expect };

import { existsSync } from 'node:fs';
import { defineConfig, ReporterDescription } from '@playwright/test';

const DEBIAN_CHROMIUM = '/usr/bin/chromium';

/** The browser of the machine, where Playwright did not bring its own. */
function chromiumPath(): string | undefined {
  const named = process.env.PORTICO_CHROMIUM;
  if (named) {
    return named;
  }
  return existsSync(DEBIAN_CHROMIUM) ? DEBIAN_CHROMIUM : undefined;
}

/** Lines for people; a file as well where PORTICO_E2E_REPORT names one. */
function reporters(): ReporterDescription[] {
  const outputFile = process.env.PORTICO_E2E_REPORT;
  return outputFile ? [['list'], ['json', { outputFile }]] : [['list']];
}

/** The browser tests run against a portal that is up: PLAYWRIGHT_URL. */
// Playwright looks for a default export.
export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  // Pictures change with every pixel, so they are only taken when asked for.
  testMatch: process.env.PORTICO_PICTURES ? '**/*.pictures.ts' : '**/*.test.ts',
  outputDir: 'node_modules/.cache/e2e',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: reporters(),
  use: {
    baseURL: process.env.PLAYWRIGHT_URL ?? 'http://localhost:7007',
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    locale: 'en-GB',
    // A trace costs a third of the time, so it is only written when asked for.
    trace: process.env.PORTICO_E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromiumPath(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});

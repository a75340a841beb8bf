import { existsSync } from 'node:fs';
import {
  defineConfig,
  type Project,
  type ReporterDescription,
} from '@playwright/test';

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

const FIRST_HOUR = '**/firstHour.test.ts';

/**
 * The tests of one portal run one after another, as some of them break a part of
 * it. The first hour has a portal of its own, and runs beside them.
 */
function projects(): Project[] {
  // Pictures change with every pixel, so they are only taken when asked for.
  if (process.env.PORTICO_PICTURES) {
    return [{ name: 'pictures', testMatch: '**/*.pictures.ts', workers: 1 }];
  }
  const testMatch = '**/*.test.ts';
  return [
    { name: 'portal', testMatch, testIgnore: FIRST_HOUR, workers: 1 },
    { name: 'first hour', testMatch: FIRST_HOUR, workers: 1 },
  ];
}

/** The browser tests run against a portal that is up: PLAYWRIGHT_URL. */
// Playwright looks for a default export.
export default defineConfig({
  testDir: 'packages/app/e2e-tests',
  projects: projects(),
  outputDir: 'node_modules/.cache/e2e',
  workers: 2,
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

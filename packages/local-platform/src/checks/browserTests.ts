import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from '../data/DataFolder';
import { drawFreePort } from '../data/freePort';
import { portalUrl } from '../portal/runConfig';
import { findBrowser } from './findBrowser';
import { ONE_FAILED, ONE_SKIPPED } from './Counts';
import type { Gate, GateContext, GateResult } from './Gate';
import { runCommand, type CommandResult } from './runCommand';
import { playwrightCounts, readReport } from './testReports';

/** The browser tests, against a stack of their own that is gone afterwards. */
export const browserTestsGate: Gate = {
  title: 'Browser tests',
  run: async context => {
    const browser = await findBrowser(context);
    if (!browser) {
      return {
        counts: ONE_SKIPPED,
        reason:
          'left out: there is no browser. Put chromium on PATH, or use --yes on Debian as root',
      };
    }
    context.reporter.info(`Browser tests with ${browser}`);
    const data = await context.temporaryData('browser');
    const port = await drawFreePort([]);
    try {
      const started = await portico(context, 'up', data, port);
      return started.exitCode === 0
        ? await runPlaywright(context, browser, portalUrl(port), data)
        : { counts: ONE_FAILED, reason: 'the stack does not start' };
    } finally {
      await keepLogs(context, data);
      await portico(
        { ...context, signal: new AbortController().signal },
        'down',
        data,
      );
      await rm(data.path, { recursive: true, force: true });
    }
  },
};

/** The tests ask for more environments than the sample teams may have. */
const NO_QUOTA = {
  APP_CONFIG_environments_quota_environmentsPerOwner: '1000',
  APP_CONFIG_environments_quota_monthlyPerOwner: '"1000000.00"',
};

/** Runs a command of our own, as a person would. */
function portico(
  context: GateContext,
  name: 'up' | 'down',
  data: DataFolder,
  port?: number,
): Promise<CommandResult> {
  const bundle = join(context.checkout.bundles, 'portico.cjs');
  // Whoever tests the shop buys in it; other shoppers would only take their time.
  const flags = port
    ? ['--detach', '--port', String(port), '--no-traffic']
    : ['--purge'];
  return runCommand(context, {
    log: `browser-${name}`,
    command: process.execPath,
    args: [bundle, name, '--data', data.path, ...flags],
    env: { PORTICO_ROOT: context.checkout.root, ...NO_QUOTA },
    echo: true,
  });
}

async function runPlaywright(
  context: GateContext,
  browser: string,
  url: string,
  data: DataFolder,
): Promise<GateResult> {
  const report = join(context.checkout.cache, 'playwright.json');
  await rm(report, { force: true });
  const { exitCode, logFile } = await runCommand(context, {
    log: 'browser',
    command: 'playwright',
    args: ['test'],
    env: {
      PLAYWRIGHT_URL: url,
      // The tests of security look for its secrets, and attack its Git host.
      PORTICO_DATA: data.path,
      PORTICO_E2E_REPORT: report,
      PORTICO_CHROMIUM: browser,
    },
    echo: true,
  });
  const counts = await readReport(report, exitCode, playwrightCounts);
  return counts.failed > 0
    ? { counts, reason: `exit code ${exitCode}, see ${logFile}` }
    : { counts };
}

/** The portal's logs tell why a test failed; the folder they are in goes away. */
async function keepLogs(
  { checkout }: GateContext,
  data: DataFolder,
): Promise<void> {
  const target = join(checkout.cache, 'logs', 'browser-stack');
  await rm(target, { recursive: true, force: true });
  await cp(data.file('logs'), target, { recursive: true }).catch(
    () => undefined,
  );
}

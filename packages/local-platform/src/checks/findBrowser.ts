import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { offerPackage } from '../system/debianPackage';
import { execute, findProgram } from '../system/execute';
import type { GateContext } from './Gate';

/** Names that Chromium and its kin have on PATH. */
const PROGRAMS = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

/** A browser for the tests: one on PATH, Playwright's own, or Debian's after asking. */
export async function findBrowser(
  context: GateContext,
): Promise<string | undefined> {
  const { checkout, reporter, yes } = context;
  const found = (await onPath()) ?? (await playwrightsOwn(checkout.root));
  if (found) {
    return found;
  }
  const installed = await offerPackage({
    name: 'chromium',
    purpose: 'the browser tests',
    yes,
    logFile: join(checkout.cache, 'logs', 'packages.log'),
    reporter,
  });
  return installed ? onPath() : undefined;
}

async function onPath(): Promise<string | undefined> {
  for (const program of PROGRAMS) {
    const path = await findProgram(program);
    if (path) {
      return path;
    }
  }
  return undefined;
}

async function playwrightsOwn(root: string): Promise<string | undefined> {
  const { code, stdout } = await execute(
    process.execPath,
    ['-p', "require('@playwright/test').chromium.executablePath()"],
    { cwd: root },
  );
  const path = stdout.trim();
  const there =
    code === 0 && path !== '' && (await stat(path).catch(() => undefined));
  return there ? path : undefined;
}

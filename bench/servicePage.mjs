#!/usr/bin/env node
/**
 * Compares the page of a service with a page of an entity as Backstage brings it,
 * on a portal that is up:
 *
 *   ./portico up --detach && node bench/servicePage.mjs [--data .portico] [--count 5]
 *
 * Prints, from one run, turn about: the largest contentful paint of both, with an
 * empty and with a filled browser cache (medians), their ratio, and how often the
 * service's page asks each plugin. Exits with 1 where the ratio is above 1.1 or
 * something is asked twice of a plugin other than the catalog.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';

const MOST = 1.1;
const SETTLE_MS = 3_000;
const OURS = '/catalog/default/component/order-service';
// A component that is no service has the stock layout.
const STOCK = '/catalog/default/component/portico';
const CHROMIUM = process.env.PORTICO_CHROMIUM ?? '/usr/bin/chromium';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join(root, '.portico') },
    count: { type: 'string', default: '5' },
  },
});
const count = Number(values.count);
const { url } = JSON.parse(
  readFileSync(join(resolve(values.data), 'run.json'), 'utf8'),
);

const browser = await chromium.launch({
  executablePath: existsSync(CHROMIUM) ? CHROMIUM : undefined,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
});

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** Opens a page and waits until it is quiet; its paint in ms, and what it asked. */
async function visit(page, path) {
  const asked = [];
  const onRequest = request => {
    const { pathname, search } = new URL(request.url());
    const call = `${pathname}${search} ${request.postData() ?? ''}`.trim();
    if (pathname.startsWith('/api/')) asked.push(call);
  };
  page.on('request', onRequest);
  await page.goto(`${url}${path}`, { waitUntil: 'load' });
  await page.waitForTimeout(SETTLE_MS);
  page.off('request', onRequest);
  if (asked.length === 0) throw new Error(`${path} asked nothing`);
  const paint = await page.evaluate(
    () =>
      new Promise(told => {
        new PerformanceObserver(list => {
          told(list.getEntries().at(-1).startTime);
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  return { paint, asked };
}

/** A person who has signed in before, in a browser without a cache. */
async function newcomer(stored) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
  });
  await context.addInitScript(entries => {
    for (const [key, value] of entries) sessionStorage.setItem(key, value);
  }, stored);
  return { context, page: await context.newPage() };
}

/** What a page keeps of somebody who is signed in. */
async function signIn() {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await page.getByText('Ada', { exact: true }).click({ force: true });
  await page.getByRole('heading', { level: 1, name: ', Ada.' }).waitFor();
  const stored = await page.evaluate(() => Object.entries(sessionStorage));
  await context.close();
  return stored;
}

const paints = {
  cold: { ours: [], stock: [] },
  warm: { ours: [], stock: [] },
};
let asked = [];
try {
  const stored = await signIn();
  for (let turn = 0; turn < count; turn += 1) {
    for (const [name, path] of [
      ['ours', OURS],
      ['stock', STOCK],
    ]) {
      const { context, page } = await newcomer(stored);
      const cold = await visit(page, path);
      const warm = await visit(page, path);
      paints.cold[name].push(cold.paint);
      paints.warm[name].push(warm.paint);
      if (name === 'ours') asked = cold.asked;
      await context.close();
    }
  }
} finally {
  await browser.close();
}

let held = true;
for (const [cache, { ours, stock }] of Object.entries(paints)) {
  const ratio = median(ours) / median(stock);
  held &&= ratio <= MOST;
  console.log(
    `${cache} cache: LCP ${median(ours).toFixed(0)} ms, stock ${median(
      stock,
    ).toFixed(0)} ms, ratio ${ratio.toFixed(2)} (at most ${MOST})`,
  );
}
const times = new Map();
for (const one of asked) times.set(one, (times.get(one) ?? 0) + 1);
// What Backstage's own cards ask of the catalog is theirs to mend.
const repeated = [...times].filter(
  ([call, number]) => number > 1 && !call.startsWith('/api/catalog/'),
);
held &&= repeated.length === 0;
console.log(`${asked.length} calls of the API in ${SETTLE_MS / 1000} s`);
for (const [call, number] of [...times].sort()) {
  console.log(`  ${number} x ${call.slice(0, 160)}`);
}
process.exit(held ? 0 : 1);

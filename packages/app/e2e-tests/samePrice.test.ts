import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './portal';
import { GitHost } from './security/support/GitHost';
import { newName } from './security/support/specs';

const run = promisify(execFile);
const CHECKOUT = resolve(__dirname, '..', '..', '..');
const MONTHLY = /at least (\$[\d,.]+) a month/;

/** What the command line says of a file, in the words of people. */
async function onTheCommandLine(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-price-'));
  try {
    const file = join(folder, 'environment.yaml');
    await writeFile(file, text);
    const { stdout } = await run('./portico', ['infra', 'estimate', file], {
      cwd: CHECKOUT,
    });
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('an environment costs the same in the form, in its pull request and on the command line', async ({
  page,
  signInAs,
  request,
}) => {
  test.slow();
  const name = newName('price');
  await signInAs('Ada');
  await page.goto('/environments/new');
  const total = page
    .getByRole('complementary', { name: 'Price, policy and plan' })
    .getByText(MONTHLY);
  await expect(total).toBeVisible();
  // Another size, so that no number is the one that everybody knows by heart.
  await page.getByRole('button', { name: /Cluster/ }).click();
  await page
    .getByRole('button', { name: 'Increase Nodes at the start' })
    .click();
  await expect(page.getByText(/third node$/)).toBeVisible();
  await page.getByRole('textbox', { name: /^Name/ }).fill(name);
  const create = page.getByRole('button', {
    name: 'Create (no approval needed)',
  });
  await expect(create).toBeEnabled();
  const inTheForm = MONTHLY.exec((await total.textContent()) ?? '')?.[1];
  expect(inTheForm).toMatch(/^\$\d[\d,]*\.\d{2}$/);
  await create.click();

  const link = page.getByRole('link', { name: /^#\d+ \(merged\)$/ });
  await expect(link).toBeVisible({ timeout: 30_000 });
  const number = /#(\d+)/.exec((await link.textContent()) ?? '')?.[1];
  const host = GitHost.of(request);
  const pull = await host.api('GET', `/repos/acme/platform/pulls/${number}`);
  expect((await pull.json()).body).toContain(`at least ${inTheForm}`);

  const file = await host.api(
    'GET',
    `/repos/acme/platform/contents/infra/environments/${name}.yaml`,
  );
  const { content } = await file.json();
  expect(
    await onTheCommandLine(Buffer.from(content, 'base64').toString('utf8')),
  ).toContain(`Total a month: at least ${inTheForm}\n`);
});

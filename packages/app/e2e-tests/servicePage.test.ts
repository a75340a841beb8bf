import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from './portal';
import { dataFolder } from './security/support/dataFolder';

const ROOT = resolve(__dirname, '../../..');
const SERVICES = '/catalog/default/component';

function portico(...args: string[]): string {
  return execFileSync(
    resolve(ROOT, 'portico'),
    [...args, '--data', dataFolder()],
    { encoding: 'utf8' },
  );
}

test('a service answers first what somebody asks who was called', async ({
  page,
  signInAs,
}) => {
  await signInAs('Ada');
  await page.goto(`${SERVICES}/order-service`);
  const head = page.getByLabel('In short');
  await expect(head.getByText('Healthy', { exact: true })).toBeVisible();
  await expect(head.getByText(/Deployed \d+\.\d+\.\d+/)).toBeVisible();
  await expect(page.getByRole('radio', { name: 'local' })).toBeChecked();
  await expect(
    page.getByRole('heading', { name: 'Running version' }),
  ).toBeVisible();

  await page.getByRole('radio', { name: 'prod' }).click();
  await expect(page).toHaveURL(/[?&]environment=prod/);
  await expect(head.getByText('Unknown')).toBeVisible();
  await page.goBack();
  await expect(head.getByText('Healthy', { exact: true })).toBeVisible();

  await head.getByRole('link', { name: 'Runbook' }).click();
  await expect(
    page.getByRole('heading', { name: 'Runbooks', level: 1 }),
  ).toBeVisible();
});

test('what runs of all services is on one page, with its metrics', async ({
  page,
  signInAs,
}) => {
  await signInAs('Ada');
  await page.getByRole('link', { name: 'Deployments', exact: true }).click();
  await expect(page.getByText('5 services')).toBeVisible();
  await expect(page.getByText(/of \d+ deployments failed/)).toBeVisible();
  await page.getByRole('searchbox').fill('order');
  await expect(page.getByText('1 of 5 services')).toBeVisible();
});

test('a crash loop is told within 15 s, in the same words everywhere', async ({
  page,
  signInAs,
}) => {
  test.slow();
  await signInAs('Ada');
  await page.goto(`${SERVICES}/notification-service?environment=local`);
  await expect(
    page.getByLabel('In short').getByText('Healthy', { exact: true }),
  ).toBeVisible();
  const words = page.getByText(/Crash-loops/i).first();
  try {
    portico('fault', 'notification', 'crash');
    await expect(words).toBeVisible({ timeout: 15_000 });
    const said = await page
      .getByLabel('In short')
      .getByText(/Crash-loops/i)
      .textContent();
    const reason = /Crash-loops[^,;.]*/i.exec(said ?? '')![0];

    await expect(
      page.getByText(new RegExp(`Failing: ${reason}`)).first(),
    ).toBeVisible({ timeout: 35_000 });
    const told = page.getByText(new RegExp(`Failing: ${reason}`));
    const elsewhere = await told.count();
    await page.getByText('As a list', { exact: true }).click();
    await expect
      .poll(() => told.count(), { timeout: 35_000 })
      .toBeGreaterThan(elsewhere);
    await page.goto(`${SERVICES}/notification-service/deployments`);
    await expect(page.getByText(new RegExp(reason)).first()).toBeVisible();
    await expect(page.getByText(/Last lines/).first()).toBeVisible();
    await page.goto('/deployments');
    await expect(page.getByText(new RegExp(reason)).first()).toBeVisible();
  } finally {
    portico('fault', 'notification', 'off');
  }
});

import { randomBytes } from 'node:crypto';
import { Page } from '@playwright/test';
import { expect, PersonaName, test } from '../portal';
import { tabTo } from './keyboard';
import { withoutTransitions } from './lookAt';

const newName = (prefix: string) =>
  `${prefix}-k${randomBytes(4).toString('hex')}`;

async function enter(page: Page, name: PersonaName): Promise<void> {
  await page.goto('/');
  await tabTo(page, page.getByRole('button', { name: new RegExp(name) }));
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { level: 1, name: `, ${name}.` }),
  ).toBeVisible();
}

async function openForm(page: Page): Promise<void> {
  await tabTo(
    page,
    page.getByRole('link', { name: 'Environments', exact: true }).first(),
  );
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: 'Create environment' }));
  await page.keyboard.press('Enter');
  await expect(
    page.getByText(/at least \$[\d,.]+ a month/).first(),
  ).toBeVisible();
}

async function typeName(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('textbox', { name: /^Name/ }));
  await page.keyboard.type(name);
}

test.beforeEach(async ({ page }) => {
  test.setTimeout(90_000);
  await withoutTransitions(page);
});

test('an environment is created without a mouse', async ({ page }) => {
  const name = newName('dev');
  await enter(page, 'Ada');
  await openForm(page);
  await typeName(page, name);
  const create = page.getByRole('button', {
    name: 'Create (no approval needed)',
  });
  await expect(create).toBeEnabled();
  await tabTo(page, create);
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { name: `Create ${name}` }),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: /^#\d+ \(merged\)$/ }),
  ).toBeVisible({ timeout: 30_000 });
});

test('production is asked for and agreed to without a mouse', async ({
  page,
}) => {
  const name = newName('shop');
  await enter(page, 'Ada');
  await openForm(page);
  await typeName(page, name);
  await tabTo(page, page.getByRole('radio', { name: /Development/ }));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: /Production/ })).toBeChecked();
  const request = page.getByRole('button', { name: /^Request: needs one/ });
  await expect(request).toBeEnabled();
  await tabTo(page, request);
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/\/environments\/changes\/[0-9a-f-]+$/);

  // To leave through the menu is the business of another test.
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.context().clearCookies();
  await enter(page, 'Grace');
  await tabTo(
    page,
    page.getByRole('link', { name: 'Environments', exact: true }).first(),
  );
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: 'See what waits' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('link', { name: `Create ${name}` }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: /^Approve/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Approved by grace, /)).toBeVisible();
});

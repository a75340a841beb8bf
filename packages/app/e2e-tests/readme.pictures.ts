import { expect, test } from './portal';

const FOLDER = 'docs/images';

test.use({ viewport: { width: 1280, height: 860 } });

/** Taken from a fresh portal: the name must still be free. */
test('home, the form, the change and the environment', async ({
  page,
  signInAs,
}) => {
  await signInAs('Ada');
  await expect(page.getByRole('link', { name: 'Payment' })).toBeVisible();
  await expect(page.getByText('staging', { exact: true })).toBeVisible();
  await page.screenshot({ path: `${FOLDER}/home.png` });

  await page.goto('/environments/new');
  await page.getByRole('textbox', { name: /^Name/ }).fill('dev-ada');
  const create = page.getByRole('button', {
    name: 'Create (no approval needed)',
  });
  await expect(create).toBeEnabled();
  await expect(page.getByText(/^\d+ to add$/).first()).toBeVisible();
  await expect(page.getByText(/^From \$/)).toHaveCount(3);
  await page.screenshot({ path: `${FOLDER}/environment-form.png` });

  await create.click();
  await expect(
    page.getByRole('link', { name: /^#\d+ \(merged\)$/ }),
  ).toBeVisible({ timeout: 30_000 });
  await page.screenshot({ path: `${FOLDER}/environment-change.png` });

  await page.getByRole('link', { name: 'Environment dev-ada' }).click();
  await expect(page.getByText('Defined, never applied').first()).toBeVisible();
  await page.screenshot({ path: `${FOLDER}/environment-page.png` });
});

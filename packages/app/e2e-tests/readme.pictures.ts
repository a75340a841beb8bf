import { expect, test } from './portal';

const FOLDER = 'docs/images';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, deviceScaleFactor: 2 });

    test('sign-in and home', async ({ page, signInAs }) => {
      await page.goto('/');
      await expect(
        page.getByRole('heading', { name: 'Who are you today?' }),
      ).toBeVisible();
      await page.screenshot({ path: `${FOLDER}/sign-in-${colorScheme}.png` });

      await signInAs('Ada');
      await expect(page.getByRole('link', { name: 'Payment' })).toBeVisible();
      await page.screenshot({ path: `${FOLDER}/home-${colorScheme}.png` });
    });
  });
}

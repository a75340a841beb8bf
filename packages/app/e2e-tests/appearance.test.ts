import { expectAccessible } from './accessibility';
import { expect, test } from './portal';

const schemes = ['light', 'dark'] as const;
const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

for (const colorScheme of schemes) {
  for (const viewport of sizes) {
    test.describe(`${colorScheme} at ${viewport.width} px`, () => {
      test.use({ colorScheme, viewport });

      test('sign-in and home are accessible and fit', async ({
        page,
        signInAs,
      }) => {
        await page.goto('/');
        await expect(
          page.getByRole('heading', { name: 'Who are you today?' }),
        ).toBeVisible();
        await expect(page.locator('body')).toHaveAttribute(
          'data-theme-mode',
          colorScheme,
        );
        await expectAccessible(page);

        await signInAs('Ada');
        await expect(page.getByRole('link', { name: 'Payment' })).toBeVisible();
        await expectAccessible(page);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - window.innerWidth,
        );
        expect(overflow).toBeLessThanOrEqual(0);
      });
    });
  }
}

test('a person goes dark and stays dark', async ({ page, signInAs }) => {
  await signInAs('Ada');
  const body = page.locator('body');
  const background = () =>
    body.evaluate(element => getComputedStyle(element).backgroundColor);
  await expect(body).toHaveAttribute('data-theme-mode', 'light');
  const before = await background();

  await page.goto('/settings');
  await page.getByRole('button', { name: 'Dark', exact: true }).click();

  await expect(body).toHaveAttribute('data-theme-mode', 'dark');
  await page.reload();
  await expect(body).toHaveAttribute('data-theme-mode', 'dark');
  expect(await background()).not.toBe(before);
});

import { expectAccessible } from './accessibility';
import { expect, PersonaName, test } from './portal';

const people: { name: PersonaName; entity: string; services: string[] }[] = [
  { name: 'Ada', entity: 'user:default/ada', services: ['Order', 'Payment'] },
  { name: 'Grace', entity: 'user:default/grace', services: ['Portico'] },
  { name: 'Margaret', entity: 'user:default/margaret', services: [] },
];

for (const { name, services } of people) {
  test(`${name} signs in and sees what is theirs`, async ({
    page,
    signInAs,
  }) => {
    await signInAs(name);

    const mine = page.getByRole('region', { name: 'My services' });
    await expect(mine.getByRole('listitem').getByRole('link')).toHaveText(
      services,
    );
    await expect(
      page.getByRole('link', { name: `${name}, Settings` }),
    ).toBeVisible();
  });
}

test('the person stays over a reload and leaves on sign-out', async ({
  page,
  signInAs,
}) => {
  await signInAs('Grace');

  await page.reload();
  await expect(
    page.getByRole('heading', { level: 1, name: ', Grace.' }),
  ).toBeVisible();

  await page.goto('/settings');
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  await expect(
    page.getByRole('heading', { name: 'Who are you today?' }),
  ).toBeVisible();

  await page.reload();
  await expect(
    page.getByRole('heading', { name: 'Who are you today?' }),
  ).toBeVisible();
});

test('the choice is made with the keyboard alone', async ({ page }) => {
  await page.goto('/');
  await expect(
    page.getByRole('heading', { name: 'Who are you today?' }),
  ).toBeVisible();

  const names: (string | null)[] = [];
  for (let step = 0; step < 3; step += 1) {
    await page.keyboard.press('Tab');
    names.push(
      await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? null,
      ),
    );
  }
  expect(names).toEqual([
    'Sign in as Ada, engineer, group checkout',
    'Sign in as Grace, platform engineer, group platform',
    'Sign in as Margaret, manager, group finops',
  ]);

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { level: 1, name: ', Grace.' }),
  ).toBeVisible();
});

test('a refused sign-in says why and goes on after a retry', async ({
  page,
  problems,
}) => {
  problems.expect(/^503 \/api\/auth\/personas\/refresh$/);
  await page.route('**/api/auth/personas/refresh', route =>
    route.fulfill({
      status: 503,
      json: {
        error: { name: 'ServiceUnavailableError', message: 'still starting' },
        response: { statusCode: 503 },
      },
    }),
  );
  await page.goto('/');
  await page.getByText('Ada', { exact: true }).click();

  await expect(page.getByRole('alert')).toContainText('still starting');
  await expectAccessible(page);

  await page.unroute('**/api/auth/personas/refresh');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: ', Ada.' }),
  ).toBeVisible();
});

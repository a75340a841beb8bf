import { expectAccessible } from './accessibility';
import { expect, test } from './portal';

const WELCOME = '/docs/default/component/portico';

test('a document is read, with its links, table and code', async ({
  page,
  signInAs,
}) => {
  await signInAs('Ada');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: 'Docs', exact: true })
    .first()
    .click();
  await page.getByRole('link', { name: 'Portico', exact: true }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Welcome' }),
  ).toBeVisible();

  await page
    .getByRole('cell')
    .getByRole('link', { name: 'Add a policy' })
    .click();
  await expect(page).toHaveURL(/\/portico\/how-to\/add-a-policy\/$/);
  await expect(
    page.getByRole('heading', { level: 1, name: 'Add a policy' }),
  ).toBeVisible();
  await expect(
    page.locator('pre', { hasText: "id: 'nodes-can-grow'" }),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'attributes.ts' }),
  ).toHaveAttribute(
    'href',
    /\/blob\/main\/infra\/src\/document\/attributes\.ts$/,
  );
  await expectAccessible(page);
});

test('a link to a file of the repository leads to the Git host', async ({
  page,
  signInAs,
}) => {
  await signInAs('Ada');
  await page.goto(`${WELCOME}/how-to/add-a-policy`);
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'policyRules.ts' }).click();
  await expect(
    (await opened).getByText(/export const policyRules/).first(),
  ).toBeVisible();
});

test('search finds a word of a document, and leads to its section', async ({
  page,
  signInAs,
}) => {
  await signInAs('Ada');
  // Documents are built and collated by the clock, some time after the start.
  await expect(async () => {
    await page.goto('/search?query=waiver+broken&types[]=techdocs');
    await expect(
      page.getByRole('link', { name: /Add a policy/ }).first(),
    ).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 240_000 });
  await page
    .getByRole('link', { name: /Add a policy/ })
    .first()
    .click();
  await expect(page).toHaveURL(
    /\/how-to\/add-a-policy\/#when-somebody-has-a-good-reason$/,
  );
  await expect(
    page.getByRole('heading', { name: 'When somebody has a good reason' }),
  ).toBeInViewport();
});

test('documents are on the page of their entity', async ({
  page,
  signInAs,
}) => {
  const tab = page
    .getByRole('link', { name: 'Docs', exact: true })
    .and(page.locator('[href*="/catalog/"]'));
  await signInAs('Grace');
  await page.goto('/catalog/default/component/portico');
  await tab.click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Welcome' }),
  ).toBeVisible();

  await page.goto('/catalog/default/group/platform');
  await expect(
    page.getByRole('heading', { name: 'Platform' }).first(),
  ).toBeVisible();
  await expect(tab).toHaveCount(0);
});

test('a phone shows the pages behind a button', async ({ page, signInAs }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs('Ada');
  await page.goto(WELCOME);
  const glossary = page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: 'Glossary' });
  await expect(
    page.getByRole('heading', { level: 1, name: 'Welcome' }),
  ).toBeVisible();
  await expect(glossary).toBeHidden();

  await page.getByTitle('Toggle Sidebar').click();
  await glossary.click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Glossary' }),
  ).toBeVisible();
  await expect(glossary).toBeHidden();
  const width = await page.evaluate(() => document.body.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
});

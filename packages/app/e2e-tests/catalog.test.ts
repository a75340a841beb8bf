import { expect, test } from './portal';

const services = ['Notification', 'Order', 'Payment', 'Product', 'User'];

test('the catalog shows the five services', async ({ page, signInAs }) => {
  await signInAs('Ada');
  await page.getByRole('link', { name: 'All services' }).click();

  await expect(
    page.getByRole('heading', { level: 2, name: 'All components (6)' }),
  ).toBeVisible();
  for (const service of services) {
    await expect(
      page.getByRole('link', { name: service, exact: true }),
    ).toBeVisible();
  }
});

test('a first step leads to a service and is ticked off', async ({
  page,
  signInAs,
}) => {
  await signInAs('Ada');
  await page.getByRole('link', { name: 'Look at a service' }).click();

  await expect(page).toHaveURL(/\/catalog\/default\/component\/order-service$/);
  await expect(page.getByRole('heading', { name: 'Order' })).toBeVisible();

  await page.getByRole('link', { name: 'Portico, home' }).click();
  await expect(
    page.getByRole('link', { name: 'Look at a service (done)' }),
  ).toBeVisible();
});

test('an address that leads nowhere says so', async ({ page, signInAs }) => {
  await signInAs('Ada');
  await page.goto('/no/such/place');

  await expect(
    page.getByRole('heading', { name: 'No door here' }),
  ).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Home' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: ', Ada.' }),
  ).toBeVisible();
});

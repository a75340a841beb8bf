import { randomUUID } from 'node:crypto';
import { expect, test } from '../portal';
import { GitHost } from './support/GitHost';
import { signIn } from './support/callers';

const HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>';

/** An address that would run its text. */
const runs = (script: string) => ['javascript', script].join(':');

test('what a file of the catalog says never becomes markup or a script', async ({
  page,
  signInAs,
  problems,
}) => {
  const name = `markup-${randomUUID().slice(0, 8)}`;
  const repository = await GitHost.of(page.request).publish(name, {
    'catalog-info.yaml': JSON.stringify({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        title: `Hostile ${HOSTILE}`,
        description: `${HOSTILE} [press](${runs('alert(3)')})`,
        links: [{ url: runs('alert(4)'), title: `Press ${HOSTILE}` }],
        tags: ['hostile'],
      },
      spec: { type: 'service', lifecycle: 'experimental', owner: 'guests' },
    }),
  });
  // A link that the portal refuses to follow is told in the console.
  problems.expect(/javascript:|unsafe URL/i);
  const dialogs: string[] = [];
  page.on('dialog', dialog => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const token = await signIn(page.request, 'grace');
  const headers = { authorization: `Bearer ${token}` };
  const added = await page.request.post('/api/catalog/locations', {
    headers,
    data: { type: 'url', target: `${repository}/catalog-info.yaml` },
  });
  expect(added.status()).toBe(201);

  await signInAs('Ada');
  await expect(async () => {
    await page.goto(`/catalog/default/component/${name}`);
    await expect(page.getByText('Hostile <img').first()).toBeVisible({
      timeout: 3_000,
    });
  }).toPass({ timeout: 30_000 });
  for (const path of [
    `/catalog/default/component/${name}`,
    '/catalog?filters[user]=all',
  ]) {
    await page.goto(path);
    await expect(page.getByText('Hostile <img').first()).toBeVisible();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    expect(
      await page
        .locator('a')
        .evaluateAll(links =>
          links
            .map(link => link.getAttribute('href') ?? '')
            .filter(href => /^\s*(javascript|data|vbscript):/i.test(href)),
        ),
    ).toEqual([]);
  }
  expect(dialogs).toEqual([]);

  // The other tests count what is in the catalog.
  const { location } = await added.json();
  await page.request.delete(`/api/catalog/locations/${location.id}`, {
    headers,
  });
});

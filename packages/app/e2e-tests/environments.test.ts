import { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { expect, PersonaName, test } from './portal';

/** A name that no earlier run has taken: digits would be fine, two runs a second are not. */
function newName(prefix: string): string {
  const letters = Date.now()
    .toString(26)
    .replace(/\d/g, digit => 'qrstuvwxyz'[Number(digit)]);
  return `${prefix}-${letters}`;
}

const nameField = (page: Page): Locator =>
  page.getByRole('textbox', { name: /^Name/ });

const panel = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'Price, policy and plan' });

async function openForm(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Environments' }).click();
  await page.getByRole('link', { name: 'Create environment' }).click();
  await expect(nameField(page)).toBeVisible();
  await expect(
    panel(page).getByText(/at least \$[\d,.]+ a month/),
  ).toBeVisible();
}

/** Colours that are still on their way are nobody's fault; where they end counts. */
async function expectSettledAccessible(page: Page): Promise<void> {
  await expect(() => expectAccessible(page)).toPass({ timeout: 10_000 });
}

/** Signs out by forgetting who signed in, and signs somebody else in. */
async function switchTo(
  page: Page,
  signInAs: (name: PersonaName) => Promise<void>,
  name: PersonaName,
): Promise<void> {
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.context().clearCookies();
  await signInAs(name);
}

/** Asks for a production environment and gives the address of the change. */
async function requestProduction(page: Page, name: string): Promise<string> {
  await openForm(page);
  await page.getByText('Production', { exact: true }).click();
  await nameField(page).fill(name);
  const request = page.getByRole('button', {
    name: 'Request: needs one person from platform-approvers',
  });
  await expect(request).toBeEnabled();
  await request.click();
  await expect(page).toHaveURL(/\/environments\/changes\/[0-9a-f-]+$/);
  return page.url();
}

const progress = (page: Page): Locator =>
  page.getByRole('list', { name: 'Progress' }).getByRole('listitem');

test('an engineer creates a development environment', async ({
  page,
  signInAs,
}) => {
  const name = newName('dev');
  await signInAs('Ada');
  await openForm(page);

  // Price, plan, policy and approval are there before anything is asked for.
  const side = panel(page);
  await expect(side.getByText(/^\d+ to add$/).first()).toBeVisible();
  await expect(side.getByText('No approval needed.')).toBeVisible();
  await expect(side.getByText('Every policy is met.')).toBeVisible();
  await expect(side.getByText('depends on use').first()).toBeAttached();
  await expect(side.getByText('$0.00', { exact: true })).toHaveCount(0);

  // A third node costs more, and the panel says how much.
  await page.getByRole('button', { name: /Cluster/ }).click();
  await page
    .getByRole('button', { name: 'Increase Nodes at the start' })
    .click();
  await expect(
    side.getByText(/^Since your last edit: \+\$[\d.]+, third node$/),
  ).toBeVisible();

  await nameField(page).fill(name);
  const create = page.getByRole('button', {
    name: 'Create (no approval needed)',
  });
  await expect(create).toBeEnabled();
  await expectSettledAccessible(page);
  await create.click();

  await expect(page).toHaveURL(/\/environments\/changes\/[0-9a-f-]+$/);
  await expect(
    page.getByRole('heading', { name: `Create ${name}` }),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: /^#\d+ \(merged\)$/ }),
  ).toBeVisible({ timeout: 30_000 });
  await expect(progress(page)).toHaveText([
    /Requested.*done/,
    /Approved.*not needed/,
    /Pull request.*done/,
    /Merged.*done/,
    /No pipeline connected.*not known/,
    /Ready.*not known/,
  ]);
  await expectAccessible(page);

  await page.getByRole('link', { name: `Environment ${name}` }).click();
  await expect(page.getByText('Defined, never applied').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'File in Git' })).toBeVisible();
  await expectAccessible(page);

  // Some days more, with what they cost, before anything is asked for.
  await page.getByRole('button', { name: 'Extend' }).click();
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByText(
      /^Expires in 14 days\. Extend by 7 days costs at least \$\d+\.$/,
    ),
  ).toBeVisible();
  await expectSettledAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('link', { name: 'Environments' }).first().click();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText(
    'Defined, never applied',
  );
  await expectAccessible(page);
});

test('a platform engineer agrees to production that an engineer asked for', async ({
  page,
  signInAs,
}) => {
  const name = newName('shop');
  await signInAs('Ada');
  const change = await requestProduction(page, name);

  // Whoever asked can't agree, and the page says why.
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  await expect(
    page.getByText(
      'You asked for this, so somebody else has to agree: anyone from platform-approvers',
    ),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Withdraw' })).toBeEnabled();
  await expectAccessible(page);

  await switchTo(page, signInAs, 'Grace');
  await page.getByRole('link', { name: 'Environments' }).click();
  await page.getByRole('link', { name: 'See what waits' }).click();
  await expect(page).toHaveURL(/\/environments\/approvals$/);
  await expectAccessible(page);
  await page
    .getByRole('list', { name: 'Waiting for you' })
    .getByRole('link', { name: `Create ${name}` })
    .click();
  await expect(page).toHaveURL(change);
  await expectAccessible(page);

  // To say no takes a reason.
  await page.getByRole('button', { name: 'Reject' }).click();
  await expect(page.getByText(/^Say why/)).toBeVisible();

  await page.getByRole('textbox', { name: 'Comment' }).fill('Sizes are right');
  await page.getByRole('button', { name: 'Approve' }).click();
  await expect(
    page.getByText(/^Approved by grace, .*: Sizes are right$/),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: /^#\d+ \(merged\)$/ }),
  ).toBeVisible({ timeout: 30_000 });
  await expect(progress(page).nth(1)).toHaveText(/Approved.*done/);
});

test('an engineer withdraws what they asked for', async ({
  page,
  signInAs,
}) => {
  await signInAs('Ada');
  await requestProduction(page, newName('back'));
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByText('Withdrawn').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
});

test('the form says what is wrong where it is wrong', async ({
  page,
  signInAs,
}) => {
  await signInAs('Ada');
  await openForm(page);

  await nameField(page).fill('A B C');
  await expect(nameField(page)).toHaveAccessibleDescription(
    /May only have lower-case letters/,
  );
  await page.getByRole('button', { name: 'Use a-b-c' }).click();
  await expect(nameField(page)).toHaveValue('a-b-c');

  await page.getByRole('button', { name: /Cluster/ }).click();
  const fewest = page.getByRole('textbox', { name: 'Fewest nodes' });
  await fewest.fill('9');
  await expect(fewest).toHaveAccessibleDescription(
    'Must not be larger than max (5).',
  );
  await expect(
    page.getByRole('button', { name: /Cluster.*1 to mend/ }),
  ).toBeVisible();
  await expectSettledAccessible(page);
  await fewest.fill('1');

  // A block that production holds, with the one that is free.
  await page.getByRole('button', { name: /Network/ }).click();
  const block = page.getByRole('textbox', { name: 'Network block' });
  await block.fill('10.2.0.0/16');
  await expect(block).toHaveAccessibleDescription(/overlaps prod/);
  await page.getByRole('button', { name: /^Use 10\./ }).click();
  await expect(panel(page).getByText(/to mend/)).toHaveCount(0);

  // Pressing the button leads to what is missing.
  await nameField(page).fill('');
  const create = page.getByRole('button', { name: /^Create/ });
  await expect(create).toBeEnabled();
  await block.focus();
  await create.click();
  await expect(nameField(page)).toBeFocused();

  // What was typed is offered after leaving and coming back.
  await nameField(page).fill('dev-draft');
  await page.getByRole('link', { name: 'Environments' }).first().click();
  await page.getByRole('link', { name: 'Create environment' }).click();
  await expect(page.getByText(/^You left this unfinished on/)).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(nameField(page)).toHaveValue('dev-draft');
});

test('a price that nobody can work out stops no request', async ({
  page,
  problems,
  signInAs,
}) => {
  problems.expect(/^500 \/api\/environments\/preview$/);
  await signInAs('Ada');
  await openForm(page);
  await page.route('**/api/environments/preview', route =>
    route.fulfill({
      status: 500,
      json: {
        error: { name: 'Error', message: 'The worker has stopped' },
        response: { statusCode: 500 },
      },
    }),
  );
  await nameField(page).fill('dev-priceless');
  await page.getByRole('button', { name: '7 days' }).click();
  const side = panel(page);
  await expect(
    side.getByText('Estimate unavailable, approval required'),
  ).toBeVisible();
  await expect(side.getByText('The worker has stopped.')).toBeVisible();
  await expect(
    page.getByRole('button', {
      name: 'Request: somebody has to approve, because the price is not known',
    }),
  ).toBeEnabled();
  await expectSettledAccessible(page);
});

test('a form outlives the end of the sign-in', async ({
  page,
  problems,
  signInAs,
}) => {
  problems.expect(/^401 \/api\/scaffolder\/v2\/tasks$/);
  const name = newName('kept');
  await signInAs('Ada');
  await openForm(page);
  await nameField(page).fill(name);
  await page.route('**/api/scaffolder/v2/tasks', route =>
    route.fulfill({
      status: 401,
      json: {
        error: { name: 'AuthenticationError', message: 'expired' },
        response: { statusCode: 401 },
      },
    }),
  );
  const create = page.getByRole('button', {
    name: 'Create (no approval needed)',
  });
  await expect(create).toBeEnabled();
  await create.click();
  await expect(
    page.getByText('Your sign-in has ended, so it was not sent'),
  ).toBeVisible();
  await expectSettledAccessible(page);

  await page.unroute('**/api/scaffolder/v2/tasks');
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await expect(page.getByText(/^You are signed in again/)).toBeVisible();
  await expect(nameField(page)).toHaveValue(name);
  await expect(create).toBeEnabled();
  await create.click();
  await expect(page).toHaveURL(/\/environments\/changes\/[0-9a-f-]+$/);
});

test('a change shows what differs and what it costs', async ({
  page,
  signInAs,
}) => {
  await signInAs('Grace');
  await page.goto('/environments/staging/change');
  await expect(
    page.getByText('Nothing differs from what is there today.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /^Change/ })).toBeDisabled();

  await page.getByRole('button', { name: /Data/ }).click();
  await page.getByRole('textbox', { name: 'Storage', exact: true }).fill('70');
  await expect(
    page.getByRole('row', { name: /^Storage \d+ 70$/ }),
  ).toBeVisible();
  await expect(
    panel(page).getByText(/^Compared with today: \+\$[\d.]+ a month$/),
  ).toBeVisible();
  await expect(
    panel(page)
      .getByText(/^\d+ to change$/)
      .first(),
  ).toBeVisible();
});

test('a change that does not concern somebody is not shown to them', async ({
  page,
  problems,
  signInAs,
}) => {
  problems.expect(/^404 \/api\/environments\/changes\/[0-9a-f-]+$/);
  await signInAs('Ada');
  await openForm(page);
  await nameField(page).fill(newName('mine'));
  const create = page.getByRole('button', {
    name: 'Create (no approval needed)',
  });
  await expect(create).toBeEnabled();
  await create.click();
  await expect(page).toHaveURL(/\/environments\/changes\/[0-9a-f-]+$/);
  const change = page.url();

  await switchTo(page, signInAs, 'Margaret');
  await page.goto(change);
  await expect(
    page.getByRole('heading', { name: 'There is no such change' }),
  ).toBeVisible();
  await expectAccessible(page);
});

test('sample environments are marked, and the running processes stay', async ({
  page,
  signInAs,
}) => {
  await signInAs('Margaret');
  await page.getByRole('link', { name: 'Environments' }).click();
  await expect(page.getByRole('row', { name: /^prod/ })).toContainText(
    'sample',
  );
  await page.getByRole('link', { name: 'local' }).click();
  await expect(
    page.getByText(/The processes that run on this machine/),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resize' })).toHaveCount(0);
});

test('an environment that is not there says where to look', async ({
  page,
  problems,
  signInAs,
}) => {
  problems.expect(/^404 \/api\/environments\/environments\/nothing-here$/);
  await signInAs('Ada');
  await page.goto('/environments/nothing-here');
  await expect(
    page.getByRole('heading', { name: 'There is no environment nothing-here' }),
  ).toBeVisible();
  await expect(
    page.getByRole('link', { name: 'Search for "nothing-here"' }),
  ).toHaveAttribute('href', '/search?query=nothing-here');
});

test('a portal that does not answer is not an empty list', async ({
  page,
  problems,
  signInAs,
}) => {
  problems.expect(/^502 \/api\/environments\//);
  await signInAs('Ada');
  await page.route('**/api/environments/environments', route =>
    route.fulfill({
      status: 502,
      json: {
        error: { name: 'Error', message: 'The Git host did not answer' },
        response: { statusCode: 502 },
      },
    }),
  );
  await page.goto('/environments');
  await expect(
    page.getByRole('heading', { name: 'Could not load the environments' }),
  ).toBeVisible();
  await expectAccessible(page);
  await page.unroute('**/api/environments/environments');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('row', { name: /^prod/ })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the total stays in sight and opens to the rest', async ({
    page,
    signInAs,
  }) => {
    await signInAs('Ada');
    await page.goto('/environments/new');
    await expect(
      page.getByText(/at least \$[\d,.]+ a month/).last(),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Details' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('No approval needed.')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth),
    ).toBeLessThanOrEqual(390);
  });
});

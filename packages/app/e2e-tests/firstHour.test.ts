import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Page } from '@playwright/test';
import { expect, test } from './portal';
import { isAlive, StrangersMachine } from './strangersMachine';

interface RunningProcess {
  name: string;
  pid: number;
}

interface Secrets {
  gitHostToken: string;
}

const BROKEN_FILE = `apiVersion: portico.dev/v1
kind: Environment
metadata:
  name: broken
  owner: group:default/platform
spec:
  class: dev
  region: mars-1
`;

/** Follows what the portal calls a person's way out, and signs somebody else in. */
async function changeTo(page: Page, url: string, name: string): Promise<void> {
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.context().clearCookies();
  await page.goto(url);
  await page.getByText(name, { exact: true }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: `, ${name}.` }),
  ).toBeVisible();
}

test.describe('a stranger’s first hour', () => {
  // Cloning, installing and building are part of the hour.
  test.setTimeout(15 * 60_000);

  let machine: StrangersMachine;
  test.beforeAll(async () => {
    machine = await StrangersMachine.create();
  });
  test.afterAll(async () => {
    test.setTimeout(2 * 60_000);
    await machine.cleanUp();
  });

  test('from the clone to nothing left behind', async ({ page, problems }) => {
    const { url } = machine;

    await test.step('clone it and start it', async () => {
      await machine.git('clone', '--quiet', process.cwd(), machine.checkout);
      const started = await machine.portico(
        'up',
        '--detach',
        '--port',
        String(machine.port),
      );
      expect(started.output).toContain(`Portico is ready: ${url}`);
      expect(started.exitCode).toBe(0);
      const doctor = await machine.portico('doctor');
      expect(doctor.exitCode, doctor.output).toBe(0);
    });

    await test.step('look at a service', async () => {
      await page.goto(url);
      await page.getByText('Ada', { exact: true }).click();
      await page.getByRole('link', { name: 'Look at a service' }).click();
      await expect(page.getByRole('heading', { name: 'Order' })).toBeVisible();
      await expect(
        page.getByText('checkout', { exact: false }).first(),
      ).toBeVisible();
    });

    await test.step('ask for an environment that somebody else must agree to', async () => {
      await page.goto(`${url}/environments/new`);
      await page.getByText('Production', { exact: true }).click();
      await page.getByRole('textbox', { name: /^Name/ }).fill('first-hour');
      const request = page.getByRole('button', {
        name: /^Request: needs one person from platform-approvers/,
      });
      await expect(request).toBeEnabled({ timeout: 20_000 });
      await request.click();
      await expect(page).toHaveURL(/\/environments\/changes\/[0-9a-f-]+$/);
    });

    await test.step('agree to it as another person', async () => {
      await changeTo(page, url, 'Grace');
      await expect(
        page.getByText(/thing needs you|things need you/),
      ).toBeVisible();
      await page
        .getByRole('link', { name: /first-hour/ })
        .first()
        .click();
      await expect(page).toHaveURL(/\/environments\/changes\/[0-9a-f-]+$/);
      await page.getByRole('button', { name: /^Approve/ }).click();
      await expect(
        page.getByRole('link', { name: /^#\d+ \(merged\)$/ }),
      ).toBeVisible({
        timeout: 60_000,
      });
    });

    const { ports } = await machine.readJson<{ ports: { gitHost: number } }>(
      'run.json',
    );
    const repository = `localhost:${ports.gitHost}/acme/platform`;

    await test.step('find its file in Git', async () => {
      await machine.git(
        'clone',
        '--quiet',
        `http://${repository}`,
        machine.path('platform'),
      );
      const file = await machine.git(
        '-C',
        machine.path('platform'),
        'show',
        'HEAD:infra/environments/first-hour.yaml',
      );
      expect(file).toContain('name: first-hour');
      await page.goto(`${url}/environments/first-hour`);
      await expect(
        page.getByText('Defined, never applied').first(),
      ).toBeVisible();
      const link = page.getByRole('link', { name: 'File in Git' });
      expect(
        await (
          await page.request.get((await link.getAttribute('href')) ?? '')
        ).text(),
      ).toContain('name: first-hour');
    });

    await test.step('break a file and read why', async () => {
      const clone = machine.path('platform');
      const path = `${clone}/infra/environments/broken.yaml`;
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, BROKEN_FILE);
      const { gitHostToken } = await machine.readJson<{ gitHostToken: string }>(
        'secrets.json',
      );
      await machine.git('-C', clone, 'add', '.');
      await machine.git(
        '-C',
        clone,
        'commit',
        '--quiet',
        '-m',
        'Break an environment',
      );
      await machine.git(
        '-C',
        clone,
        'push',
        '--quiet',
        `http://x-access-token:${gitHostToken}@${repository}`,
        'HEAD:main',
      );
      // Until the portal has read what was pushed, it knows no such environment.
      problems.expect(/^404 \/api\/environments\/environments\/broken$/);
      await expect(async () => {
        await page.goto(`${url}/environments/broken`);
        await expect(page.getByText(/spec\.region/)).toBeVisible({
          timeout: 2_000,
        });
      }).toPass({ timeout: 60_000 });
    });

    await test.step('take the portal’s access to Git away and read why', async () => {
      const faults = `http://localhost:${ports.gitHost}/_emulator/faults`;
      const { gitHostToken } = await machine.readJson<Secrets>('secrets.json');
      const headers = { authorization: `token ${gitHostToken}` };
      const source = page.getByRole('listitem').filter({
        has: page.getByText('Environments in Git', { exact: true }),
      });
      const testButton = source.getByRole('button', { name: /^Test/ });
      await page.request.post(faults, {
        headers,
        data: { kind: 'status', status: 403, path: '/repos/*', times: 10_000 },
      });

      await page.goto(`${url}/connections`);
      await testButton.click();
      await expect(source).toContainText('not allowed');
      await expect(source).toContainText('Missing:');
      const broken = await machine.portico('doctor');
      expect(broken.exitCode, broken.output).toBe(1);
      expect(broken.output).toMatch(/Environments in Git +not allowed/);

      await page.request.delete(faults, { headers });
      // The portal asks one source no more than once in 5 s.
      await expect(async () => {
        await testButton.click();
        await expect(source).toContainText('works', { timeout: 2_000 });
      }).toPass({ timeout: 30_000 });
      const mended = await machine.portico('doctor');
      expect(mended.exitCode, mended.output).toBe(0);
    });

    await test.step('take everything down', async () => {
      // An open page would ask a portal that is gone, and tell so.
      await page.goto('about:blank');
      const processes = await machine.readJson<RunningProcess[]>(
        'processes.json',
      );
      const down = await machine.portico('down', '--purge');
      expect(down.exitCode, down.output).toBe(0);
      expect(processes.filter(({ pid }) => isAlive(pid))).toEqual([]);
      await expect(page.request.get(url)).rejects.toThrow(/ECONNREFUSED/);
      expect(
        await machine.git('-C', machine.checkout, 'status', '--porcelain'),
      ).toBe('');
    });
  });
});

import { randomBytes } from 'node:crypto';
import { Call, expect, test } from './support/callers';
import { inDatabase } from './support/database';
import { readSecrets } from './support/dataFolder';
import { INNER_SECRET, withInnerServer } from './support/innerServer';
import { dryRun, startRequest } from './support/scaffolder';
import { aSpec } from './support/specs';

const log = (message: string, more: object = {}) => ({
  id: 'log',
  name: 'Log',
  action: 'debug:log',
  input: { message },
  ...more,
});

async function untilEnded(call: Call, task: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const response = await call('ada', `/api/scaffolder/v2/tasks/${task}`);
        return (await response.json()).status;
      },
      { timeout: 20_000 },
    )
    .toMatch(/completed|failed/);
}

test.describe('what somebody types', () => {
  for (const text of [
    '${{ 7 * 7 }}',
    '{{ 7 * 7 }} {% for x in [1] %}x{% endfor %}',
    '${{ parameters.constructor.constructor("return process")().env }}',
    '${{ range.constructor("return globalThis")() }}',
    '"; rm -rf / #\n$(id) `id` ${IFS}',
  ]) {
    test(`stays as it is: ${text.slice(0, 40)}`, async ({ call }) => {
      const response = await dryRun(call, 'grace', {
        values: { text },
        steps: [log('seen')],
        output: { text: [{ title: 'x', content: '${{ parameters.text }}' }] },
      });
      expect(response.status()).toBe(200);
      const { output } = await response.json();
      expect(output.text[0].content).toBe(text);
    });
  }
});

test('a template reaches nothing of the process', async ({ call }) => {
  for (const expression of [
    'parameters.constructor.constructor("return process")().env.PATH',
    '"".constructor.constructor("return process")().version',
    'cycler.constructor("return process")().version',
    'environment | dump',
  ]) {
    const response = await dryRun(call, 'grace', {
      steps: [log('seen')],
      output: { text: [{ title: 'x', content: `\${{ ${expression} }}` }] },
    });
    const body = await response.text();
    expect(body).not.toContain(process.version);
    expect(body).not.toContain(process.env.PATH);
    for (const secret of Object.values(readSecrets())) {
      expect(body).not.toContain(secret);
    }
  }
});

test('only the platform team runs a template of its own making', async ({
  call,
}) => {
  for (const person of ['ada', 'margaret', 'ci'] as const) {
    const response = await dryRun(call, person, { steps: [log('x')] });
    expect(response.status(), person).toBe(403);
  }
});

test('a secret of a run is in no answer', async ({ call }) => {
  const canary = randomBytes(16).toString('hex');
  const shown = await dryRun(call, 'grace', {
    steps: [log('it is ${{ secrets.token }}')],
    secrets: { token: canary },
  });
  // It reached the run, which shows where it was.
  expect(await shown.text()).toContain('it is ***');
  const runs: object[] = [
    log('${{ secrets.token }}'),
    log('it is ${{ secrets.token }}, twice: ${{ secrets.token }}'),
    log('{"nested": "${{ secrets.token | dump }}"}'),
    log('${{ each.value }}', { each: ['${{ secrets.token }}'] }),
    {
      id: 'fail',
      name: 'Fail ${{ secrets.token }}',
      action: 'fetch:plain',
      input: { url: 'https://example.invalid/${{ secrets.token }}' },
    },
    {
      id: 'unknown',
      name: 'Unknown',
      action: 'debug:wait',
      input: { minutes: '${{ secrets.token }}' },
    },
  ];
  for (const step of runs) {
    const response = await dryRun(call, 'grace', {
      steps: [step],
      secrets: { token: canary },
      output: { text: [{ title: 'x', content: '${{ secrets.token }}' }] },
    });
    expect(await response.text()).not.toContain(canary);
  }
});

test('a fetch of the inside is refused before it is asked', async ({
  call,
}) => {
  await withInnerServer(async port => {
    for (const action of [
      'fetch:plain',
      'fetch:template',
      'fetch:plain:file',
    ]) {
      for (const host of ['localhost', '127.0.0.1', '[::1]', '2130706433']) {
        const response = await dryRun(call, 'grace', {
          steps: [
            {
              id: 'fetch',
              name: 'Fetch',
              action,
              input: { url: `http://${host}:${port}/x`, targetPath: 'x' },
            },
          ],
        });
        expect(response.status()).toBeGreaterThanOrEqual(400);
        expect(await response.text()).not.toContain(INNER_SECRET);
      }
      const onDisk = await dryRun(call, 'grace', {
        steps: [
          {
            id: 'fetch',
            name: 'Fetch',
            action,
            input: { url: 'file:///etc/passwd', targetPath: 'x' },
          },
        ],
      });
      expect(await onDisk.text()).not.toContain('root:');
    }
  });
});

test('a path out of the workspace is refused', async ({ call, gitHost }) => {
  for (const targetPath of ['../out', '/etc', 'a/../../out']) {
    const response = await dryRun(call, 'grace', {
      steps: [
        {
          id: 'fetch',
          name: 'Fetch',
          action: 'fetch:plain:file',
          input: {
            url: `${gitHost.url}/acme/platform/blob/main/README.md`,
            targetPath,
          },
        },
      ],
    });
    expect(response.status(), targetPath).toBeGreaterThanOrEqual(400);
    expect(await response.text()).toMatch(/not allowed|outside|traversal/i);
  }
});

for (const query of [
  'order=asc:secrets',
  'order=desc:spec',
  'order=asc:(select%201)',
  'filter=secrets',
  'limit=x',
]) {
  test(`runs are not sorted or filtered by ${query}`, async ({ call }) => {
    const response = await call('ada', `/api/scaffolder/v2/tasks?${query}`);
    expect(response.status()).toBe(400);
  });
}

test('a run belongs to who started it, and keeps no secret', async ({
  call,
}) => {
  const canary = `canary-${randomBytes(16).toString('hex')}`;
  const task = await startRequest(call, 'ada', aSpec(), { token: canary });
  const address = `/api/scaffolder/v2/tasks/${task}`;
  for (const person of ['margaret', 'ci', 'nobody'] as const) {
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/events'],
      ['GET', '/eventstream'],
      ['POST', '/cancel'],
      ['POST', '/retry'],
    ]) {
      const response = await call(person, `${address}${path}`, { method });
      expect([401, 403, 404], `${person} ${method} ${path}`).toContain(
        response.status(),
      );
    }
  }
  const others = await call('margaret', '/api/scaffolder/v2/tasks');
  expect(await others.text()).not.toContain(task);

  await untilEnded(call, task);
  for (const path of [
    address,
    `${address}/events`,
    '/api/scaffolder/v2/tasks',
  ]) {
    const response = await call('ada', path);
    expect(response.status()).toBe(200);
    expect(await response.text()).not.toContain(canary);
  }
  await inDatabase(async client => {
    const { rows } = await client.query(
      `SELECT row_to_json(t)::text AS text FROM scaffolder.tasks t WHERE id::text = $1
       UNION ALL SELECT row_to_json(e)::text FROM scaffolder.task_events e WHERE task_id::text = $1`,
      [task],
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.map(row => row.text).join('\n')).not.toContain(canary);
  });
});

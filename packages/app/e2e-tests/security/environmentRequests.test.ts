import { parse } from 'yaml';
import { Call, expect, test } from './support/callers';
import { startRequest } from './support/scaffolder';
import { aSpec } from './support/specs';

/** Everything that means something to a shell, to YAML, to Markdown or to a template. */
const HOSTILE =
  '"; rm -rf / #\' $(id) `id` ${{ secrets.X }} {{ 7*7 }} !!js/function *a &b - c: d <img src=x onerror=alert(1)> [x](javascript:alert(1)) @grace #1 \u202e \u00fc';

const NAMES: Record<string, string> = {
  'a command': 'x"; rm -rf / #',
  'a line break': 'a\nb: c',
  'a template': '${{ secrets.TOKEN }}',
  'a substitution': '$(id)',
  'a path': '../../.github/workflows/x',
  'an encoded path': '..%2f..%2fx',
  'letters of elsewhere': 'pr\u00f6d',
  '300 letters': 'a'.repeat(300),
};

async function ask(call: Call, body: object) {
  return call('ada', '/api/environments/changes', { data: body });
}

const creation = (spec: ReturnType<typeof aSpec>) => ({
  kind: 'create',
  name: spec.metadata.name,
  spec,
});

async function withdraw(call: Call, id: string): Promise<void> {
  const response = await call(
    'ada',
    `/api/environments/changes/${id}/withdraw`,
    { data: {} },
  );
  expect(response.status(), await response.text()).toBe(200);
}

test.describe('a hostile field', () => {
  for (const [what, name] of Object.entries(NAMES)) {
    test(`with ${what} is refused, and reaches no branch`, async ({
      call,
      gitHost,
    }) => {
      const branches = async () =>
        (await gitHost.api('GET', '/repos/acme/platform/branches')).text();
      const before = await branches();
      const spec = aSpec({ name });
      expect((await ask(call, creation(spec))).status()).toBe(400);
      for (const [field, value] of [
        ['region', name],
        ['network', { cidr: name }],
      ] as const) {
        const other = aSpec();
        const response = await ask(call, {
          ...creation(other),
          spec: { ...other, spec: { ...other.spec, [field]: value } },
        });
        expect(response.status(), field).toBe(400);
      }
      expect(await branches()).toBe(before);
    });
  }

  test('of a run fails the run', async ({ call }) => {
    const task = await startRequest(call, 'ada', aSpec({ name: '$(id)' }));
    await expect
      .poll(async () => {
        const answer = await call('ada', `/api/scaffolder/v2/tasks/${task}`);
        return (await answer.json()).status;
      })
      .toBe('failed');
  });

  test('that is allowed is the same text in Git, and nothing else', async ({
    call,
    gitHost,
  }) => {
    const spec = aSpec({ description: HOSTILE.slice(0, 200) });
    const { name } = spec.metadata;
    const asked = await ask(call, creation(spec));
    expect(asked.status(), await asked.text()).toBe(201);
    const { id } = await asked.json();
    let number = 0;
    await expect
      .poll(
        async () => {
          const address = `/api/environments/changes/${id}`;
          const change = await (await call('ada', address)).json();
          number = change.pullRequest?.number ?? 0;
          return change.state;
        },
        { timeout: 30_000 },
      )
      .toBe('merged');

    const pull = `/repos/acme/platform/pulls/${number}`;
    const { head, title, body } = await (await gitHost.api('GET', pull)).json();
    expect(head.ref).toBe(`portico/${id}`);
    expect(title).toBe(`Create environment ${name}`);
    expect(body).not.toContain('<img');
    expect(body).not.toMatch(/(?<!\\)\]\(javascript:/);
    expect(body).not.toMatch(/(?<![\\`\w])@grace/);

    const files = await (await gitHost.api('GET', `${pull}/files`)).json();
    expect(files.map((file: { filename: string }) => file.filename)).toEqual([
      `infra/environments/${name}.yaml`,
    ]);
    const commits = await (await gitHost.api('GET', `${pull}/commits`)).json();
    expect(
      commits.map((entry: { commit: { message: string } }) =>
        entry.commit.message.split('\n'),
      ),
    ).toEqual([[`Create environment ${name}`]]);

    const { content } = await (
      await gitHost.api(
        'GET',
        `/repos/acme/platform/contents/infra/environments/${name}.yaml`,
      )
    ).json();
    const file = parse(Buffer.from(content, 'base64').toString());
    expect(file.metadata).toEqual({ ...spec.metadata });
    expect(file.spec.network.cidr).toBe(spec.spec.network.cidr);
  });
});

test('the same request twenty times is one change', async ({ call }) => {
  const body = creation(aSpec({ environmentClass: 'prod' }));
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => ask(call, body)),
  );
  const changes = await Promise.all(answers.map(answer => answer.json()));
  expect(answers.map(answer => answer.status()).sort()).toEqual([
    ...Array.from({ length: 19 }, () => 200),
    201,
  ]);
  expect(new Set(changes.map(change => change.id)).size).toBe(1);
  await withdraw(call, changes[0].id);
});

test('approval is asked for by the server, whatever the page shows', async ({
  call,
}) => {
  const spec = aSpec({ environmentClass: 'prod' });
  const task = await startRequest(call, 'ada', spec);
  await expect
    .poll(
      async () => {
        const answer = await call('ada', `/api/scaffolder/v2/tasks/${task}`);
        return (await answer.json()).status;
      },
      { timeout: 20_000 },
    )
    .toBe('completed');
  const list = await call('ada', '/api/environments/changes');
  const { id } = (await list.json()).items.find(
    (item: { name: string }) => item.name === spec.metadata.name,
  );
  const address = `/api/environments/changes/${id}`;
  const approve = (
    caller: 'ada' | 'ci' | 'nobody' | 'margaret',
    data: object = {},
  ) => call(caller, `${address}/approve`, { data });

  expect((await approve('ada')).status()).toBe(403);
  expect((await approve('ci')).status()).toBe(403);
  expect((await approve('nobody')).status()).toBe(401);
  // Nobody can say that somebody else agreed, nor bring an approval along.
  expect(
    (await approve('ada', { decidedBy: 'user:default/grace' })).status(),
  ).toBe(400);
  expect(
    (
      await ask(call, {
        ...creation(aSpec({ environmentClass: 'prod' })),
        approvals: [],
        state: 'approved',
      })
    ).status(),
  ).toBe(400);

  const change = await (await call('ada', address)).json();
  expect(change.state).toBe('pending-approval');
  expect(change.pullRequest).toBeNull();
  await withdraw(call, id);
});

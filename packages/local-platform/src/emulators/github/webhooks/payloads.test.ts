import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import {
  commitOnBranch,
  createRepository,
  git,
  GitHubTestBed,
  startGitHubTestBed,
  TOKEN,
  writeFiles,
} from '../__testUtils__/gitHubTestBed';
import {
  startWebhookReceiver,
  WebhookReceiver,
} from '../__testUtils__/webhookReceiver';

const owner = 'acme';
const secret = 'a shared secret';

jest.setTimeout(60_000);

describe('webhookPayload', () => {
  let bed: GitHubTestBed;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    receiver = await startWebhookReceiver();
    bed = await startGitHubTestBed({
      webhooks: { url: receiver.url, secret },
    });
  });
  afterAll(async () => {
    await bed.close();
    await receiver.close();
  });
  beforeEach(async () => {
    await bed.emulator.webhooksIdle();
    receiver.received.length = 0;
  });

  async function arrived() {
    await bed.emulator.webhooksIdle();
    return receiver.received;
  }

  it('should tell a push with its commits and files, signed', async () => {
    await createRepository(bed, 'pushed', { 'a.txt': 'a\n', 'b.txt': 'b\n' });
    await arrived();
    receiver.received.length = 0;
    const clone = join(bed.folder, 'pushed');
    const url = bed.emulator.url.replace('//', `//x:${TOKEN}@`);
    await git(bed.folder, 'clone', '-q', `${url}/acme/pushed.git`);
    const before = await git(clone, 'rev-parse', 'HEAD');
    await writeFiles(clone, { 'a.txt': 'A\n', 'c.txt': 'c\n' });
    await git(clone, 'rm', '-q', 'b.txt');
    await git(clone, 'add', '-A');
    await git(clone, 'commit', '-q', '-m', 'Change\n\nWith a body.');
    await git(clone, 'push', '-q', 'origin', 'main', 'main:refs/heads/copy');
    const after = await git(clone, 'rev-parse', 'HEAD');

    const pushes = await arrived();
    expect(pushes.map(({ body }) => body.ref).sort()).toEqual([
      'refs/heads/copy',
      'refs/heads/main',
    ]);
    const push = pushes.find(({ body }) => body.ref === 'refs/heads/main');
    expect(push?.body).toMatchObject({
      before,
      after,
      created: false,
      deleted: false,
      forced: false,
      commits: [
        {
          id: after,
          message: 'Change\n\nWith a body.',
          added: ['c.txt'],
          removed: ['b.txt'],
          modified: ['a.txt'],
          author: { name: 'Ada', email: 'ada@example.com' },
        },
      ],
      head_commit: { id: after },
      repository: {
        full_name: 'acme/pushed',
        default_branch: 'main',
        owner: { login: 'acme', name: 'acme' },
      },
      organization: { login: 'acme' },
      pusher: { name: 'portico' },
      sender: { login: 'portico' },
    });
    expect(push?.delivery).toMatch(/^[0-9a-f-]{36}$/);
    expect(push?.headers['content-type']).toBe('application/json');
    expect(push?.headers['x-hub-signature-256']).toBe(
      `sha256=${createHmac('sha256', secret)
        .update(push?.text ?? '')
        .digest('hex')}`,
    );
  });

  it('should tell what becomes of a pull request, and of statuses', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'life');
    const sha = await commitOnBranch(bed, 'life', 'change', { 'a.txt': 'a\n' });
    await arrived();
    receiver.received.length = 0;
    const place = { owner, repo: 'life' };
    await rest.pulls.create({
      ...place,
      title: 'T',
      head: 'change',
      base: 'main',
    });
    const pushed = await rest.repos.createOrUpdateFileContents({
      ...place,
      path: 'b.txt',
      branch: 'change',
      message: 'More',
      content: '',
    });
    await rest.repos.createCommitStatus({
      ...place,
      sha: pushed.data.commit.sha ?? '',
      state: 'success',
      context: 'portico/policy',
    });
    const merged = await rest.pulls.merge({ ...place, pull_number: 1 });
    const hooks = await arrived();
    expect(
      hooks.map(
        ({ event, body }) =>
          `${event} ${body.action ?? body.ref ?? body.state}`,
      ),
    ).toEqual([
      'pull_request opened',
      'push refs/heads/change',
      'pull_request synchronize',
      'status success',
      'pull_request closed',
      'push refs/heads/main',
    ]);
    expect(hooks[2].body).toMatchObject({
      number: 1,
      before: sha,
      after: pushed.data.commit.sha,
    });
    expect(hooks[3].body).toMatchObject({
      context: 'portico/policy',
      sha: pushed.data.commit.sha,
      branches: [{ name: 'change' }],
    });
    expect(hooks[4].body).toMatchObject({
      number: 1,
      pull_request: {
        merged: true,
        merge_commit_sha: merged.data.sha,
        head: { ref: 'change' },
        base: { ref: 'main' },
      },
    });
  });
});

import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  commitOnBranch,
  createRepository,
  GitHubTestBed,
  startGitHubTestBed,
} from '../__testUtils__/gitHubTestBed';
import {
  startWebhookReceiver,
  WebhookReceiver,
} from '../__testUtils__/webhookReceiver';

const owner = 'acme';
const secret = 'a shared secret';

jest.setTimeout(60_000);

describe('WebhookDispatcher', () => {
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

  it('should serve the hooks of one repository, with its own secret', async () => {
    const { rest } = bed.octokit;
    await createRepository(bed, 'hooked');
    const own = await startWebhookReceiver();
    try {
      const place = { owner, repo: 'hooked' };
      const hook = await rest.repos.createWebhook({
        ...place,
        events: ['status'],
        config: { url: own.url, secret: 'own', content_type: 'form' },
      });
      expect(hook.data.config.secret).toBe('********');
      await expect(
        rest.repos.createWebhook({ ...place, config: { url: own.url } }),
      ).rejects.toMatchObject({ status: 422 });
      await expect(
        rest.repos.createWebhook({ ...place, config: { url: 'file:///x' } }),
      ).rejects.toMatchObject({ status: 422 });
      const head = await rest.git.getRef({ ...place, ref: 'heads/main' });
      await rest.repos.createCommitStatus({
        ...place,
        sha: head.data.object.sha,
        state: 'success',
      });
      await commitOnBranch(bed, 'hooked', 'x', { 'x.txt': 'x\n' });
      await bed.emulator.webhooksIdle();
      expect(own.received.map(({ event }) => event)).toEqual([
        'ping',
        'status',
      ]);
      const [, status] = own.received;
      expect(status.headers['x-hub-signature-256']).toBe(
        `sha256=${createHmac('sha256', 'own')
          .update(status.text)
          .digest('hex')}`,
      );
      expect(status.headers['x-github-hook-id']).toBe(String(hook.data.id));

      const ref = { ...place, hook_id: hook.data.id };
      const deliveries = await rest.repos.listWebhookDeliveries(ref);
      expect(
        deliveries.data.map(({ event, status_code }) => [event, status_code]),
      ).toEqual([
        ['status', 200],
        ['ping', 200],
      ]);
      await rest.repos.redeliverWebhookDelivery({
        ...ref,
        delivery_id: deliveries.data[0].id,
      });
      await bed.emulator.webhooksIdle();
      expect(own.received).toHaveLength(3);
      expect(own.received[2].delivery).toBe(status.delivery);
      await rest.repos.deleteWebhook(ref);
      expect((await rest.repos.listWebhooks(place)).data).toEqual([]);
    } finally {
      await own.close();
    }
  });

  it('should try again, then note that it failed', async () => {
    await createRepository(bed, 'again');
    await arrived();
    receiver.received.length = 0;
    receiver.answers.push(503, 404);
    await commitOnBranch(bed, 'again', 'one', { 'a.txt': 'a\n' });
    expect((await arrived()).map(({ body }) => body.ref)).toEqual([
      'refs/heads/one',
    ]);
    expect(bed.emulator.deliveries()[0]).toMatchObject({
      event: 'push',
      outcome: 'delivered',
      attempts: 3,
      statusCode: 200,
    });
    receiver.answers.push(500, 500, 500);
    await commitOnBranch(bed, 'again', 'two', { 'a.txt': 'a\n' });
    await arrived();
    expect(bed.emulator.deliveries()[0]).toMatchObject({
      outcome: 'failed',
      attempts: 3,
      statusCode: 500,
      reason: 'the receiver answered 500',
    });
    receiver.answers.push(401);
    await commitOnBranch(bed, 'again', 'three', { 'a.txt': 'a\n' });
    await arrived();
    expect(bed.emulator.deliveries()[0]).toMatchObject({
      outcome: 'failed',
      attempts: 1,
      statusCode: 401,
    });
  });

  it('should drop and double a webhook when a fault asks for it', async () => {
    await createRepository(bed, 'faulty');
    await arrived();
    receiver.received.length = 0;
    bed.emulator.faults.add({ kind: 'drop-webhook', event: 'push' });
    await commitOnBranch(bed, 'faulty', 'one', { 'a.txt': 'a\n' });
    expect(await arrived()).toEqual([]);
    expect(bed.emulator.deliveries()[0]).toMatchObject({ outcome: 'dropped' });
    bed.emulator.faults.add({ kind: 'double-webhook' });
    await commitOnBranch(bed, 'faulty', 'two', { 'a.txt': 'a\n' });
    const doubled = await arrived();
    expect(doubled.map(({ body }) => body.ref)).toEqual([
      'refs/heads/two',
      'refs/heads/two',
    ]);
    expect(doubled[0].delivery).toBe(doubled[1].delivery);
  });

  it('should hold nobody up when a receiver is away', async () => {
    await createRepository(bed, 'away');
    const gone = await startWebhookReceiver();
    await gone.close();
    await bed.octokit.rest.repos.createWebhook({
      owner,
      repo: 'away',
      events: ['push'],
      config: { url: gone.url, content_type: 'json' },
    });
    await commitOnBranch(bed, 'away', 'one', { 'a.txt': 'a\n' });
    const refs = (await arrived()).map(({ body }) => body.ref);
    expect(refs).toContain('refs/heads/one');
    const failed = bed.emulator
      .deliveries()
      .filter(
        ({ outcome, repository }) =>
          outcome === 'failed' && repository === 'acme/away',
      );
    expect(failed.map(({ event, statusCode }) => [event, statusCode])).toEqual([
      ['push', null],
      ['ping', null],
    ]);
    expect(failed[0].reason).toMatch(/ECONNREFUSED/);
  });

  it('should let a receiver that never answers hold up no other, nor the end', async () => {
    const silent = createServer(() => {});
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const other = await startGitHubTestBed({
      webhooks: { url: receiver.url, secret },
    });
    try {
      await createRepository(other, 'slow');
      await other.emulator.webhooksIdle();
      receiver.received.length = 0;
      await other.octokit.rest.repos.createWebhook({
        owner,
        repo: 'slow',
        events: ['push'],
        config: { url: `http://127.0.0.1:${port}/`, content_type: 'json' },
      });
      await commitOnBranch(other, 'slow', 'one', { 'a.txt': 'a\n' });
      const deadline = Date.now() + 5_000;
      while (receiver.received.length === 0 && Date.now() < deadline) {
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      expect(receiver.received.map(({ body }) => body.ref)).toEqual([
        'refs/heads/one',
      ]);
      await other.emulator.stop();
      expect(
        other.emulator
          .deliveries()
          .filter(({ outcome }) => outcome === 'failed')
          .map(({ event }) => event),
      ).toEqual(['push', 'ping']);
    } finally {
      await other.close();
      silent.closeAllConnections();
      silent.close();
    }
  });
});

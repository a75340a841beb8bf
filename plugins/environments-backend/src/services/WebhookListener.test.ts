import { WebhookListener } from './WebhookListener';

const CHANGE = '0b6b0e3c-4a34-4d0e-9d5c-3a8d2f1f6f11';
const repository = { full_name: 'Acme/Platform' };
const push = { ref: 'refs/heads/main', repository };
const pull = {
  pull_request: { head: { ref: `portico/${CHANGE}` }, base: { ref: 'main' } },
  repository,
};

describe('WebhookListener', () => {
  const onPush = jest.fn();
  const onPullRequest = jest.fn();
  let listener: WebhookListener;
  let number = 0;

  const hear = (topic: string, eventPayload: unknown, delivery?: string) => {
    number += 1;
    return listener.onEvent({
      topic,
      eventPayload,
      metadata: { 'x-github-delivery': delivery ?? `delivery-${number}` },
    });
  };

  beforeEach(() => {
    jest.clearAllMocks();
    listener = WebhookListener.create({
      repository: {
        host: 'github.com',
        owner: 'acme',
        repo: 'platform',
        branch: 'main',
        path: 'infra/environments',
        mergeMethod: 'squash',
        webUrl: 'https://github.com',
      },
      onPush,
      onPullRequest,
    });
  });

  it('should hear pushes to the branch and pull requests of changes', async () => {
    await hear('github.push', push);
    await hear('github.pull_request', pull);
    expect(onPush).toHaveBeenCalledTimes(1);
    expect(onPullRequest).toHaveBeenCalledWith(CHANGE);
  });

  it('should hear each delivery once', async () => {
    await hear('github.push', push, 'same');
    await hear('github.push', push, 'same');
    await hear('github.push', push, 'other');
    expect(onPush).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['github.push', { ...push, ref: 'refs/heads/other' }],
    ['github.push', { ...push, repository: { full_name: 'acme/other' } }],
    ['github.push', null],
    ['github.push', 'text'],
    ['github.push', { ref: { $gt: '' }, repository }],
    [
      'github.pull_request',
      { ...pull, repository: { full_name: 'acme/other' } },
    ],
    [
      'github.pull_request',
      {
        ...pull,
        pull_request: { ...pull.pull_request, head: { ref: 'feature' } },
      },
    ],
    [
      'github.pull_request',
      {
        ...pull,
        pull_request: {
          ...pull.pull_request,
          head: { ref: 'portico/../../x' },
        },
      },
    ],
    ['github.pull_request', {}],
  ])('should leave %s %j alone', async (topic, payload) => {
    await hear(topic, payload);
    expect(onPush).not.toHaveBeenCalled();
    expect(onPullRequest).not.toHaveBeenCalled();
  });
});

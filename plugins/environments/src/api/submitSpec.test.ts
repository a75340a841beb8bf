import type { ScaffolderApi } from '@backstage/plugin-scaffolder-react';
import { aSpec } from '../__testUtils__/aSpec';
import { aSummary } from '../__testUtils__/aView';
import {
  FakeEnvironmentsApi,
  httpError,
} from '../__testUtils__/FakeEnvironmentsApi';
import { submitNew, submitResize } from './submitSpec';

type Stream = ReturnType<ScaffolderApi['streamLogs']>;
interface Observer {
  next: (event: unknown) => void;
  error: (error: Error) => void;
}

/** A scaffolder whose one task plays what it is told to. */
function aScaffolder(play: (observer: Observer) => void) {
  const api: Partial<ScaffolderApi> = {
    scaffold: async () => ({ taskId: 'task-1' }),
    streamLogs: () =>
      ({
        subscribe: (observer: Observer) => {
          play(observer);
          return { unsubscribe: () => undefined, closed: false };
        },
      } as unknown as Stream),
  };
  return api as ScaffolderApi;
}

async function submit(
  play: (observer: Observer) => void,
  api = new FakeEnvironmentsApi(),
) {
  const progress: string[] = [];
  const outcome = await submitNew(
    { api, scaffolderApi: aScaffolder(play) },
    aSpec('dev-ada'),
    text => progress.push(text),
  );
  return { outcome, progress };
}

describe('submitNew', () => {
  it('should tell what the task is doing and find its change', async () => {
    const { outcome, progress } = await submit(({ next }) => {
      next({ type: 'log', body: { message: 'Beginning step' } });
      next({ type: 'completion', body: { output: { changeId: 'change-1' } } });
    });
    expect(outcome).toEqual({ status: 'requested', changeId: 'change-1' });
    expect(progress).toEqual(['The task has started.', 'Beginning step']);
  });

  it('should take the change from a link where the template gives no id', async () => {
    const { outcome } = await submit(({ next }) =>
      next({
        type: 'completion',
        body: {
          output: { links: [{ url: '/environments/changes/change-2?tab=a' }] },
        },
      }),
    );
    expect(outcome).toEqual({ status: 'requested', changeId: 'change-2' });
  });

  it.each([
    ['InputError: Error: too large', 'too large'],
    ['ada asked for it', 'ada asked for it'],
  ])('should give the reason %s in plain words', async (message, plain) => {
    const { outcome } = await submit(({ next }) =>
      next({ type: 'completion', body: { error: { message } } }),
    );
    expect(outcome).toEqual({ status: 'failed', message: plain });
  });

  it('should not take a task for done that names no change', async () => {
    const { outcome } = await submit(({ next }) =>
      next({ type: 'completion', body: { message: 'Run completed' } }),
    );
    expect(outcome).toEqual({ status: 'failed', message: 'Run completed' });
  });

  it('should look the change up when the stream breaks off', async () => {
    const api = new FakeEnvironmentsApi();
    api.mine = [
      aSummary({ id: 'other', taskId: 'task-0' }),
      aSummary({ id: 'change-3', taskId: 'task-1' }),
    ];
    const found = await submit(({ error }) => error(new Error('gone')), api);
    expect(found.outcome).toEqual({
      status: 'requested',
      changeId: 'change-3',
    });
    const lost = await submit(({ error }) => error(new Error('gone')));
    expect(lost.outcome).toMatchObject({ status: 'failed' });
  });

  it('should not go round the template when it is only forbidden', async () => {
    const scaffolderApi = {
      scaffold: async () => {
        throw httpError(403, 'not for you');
      },
    } as unknown as ScaffolderApi;
    const api = new FakeEnvironmentsApi();
    await expect(
      submitNew({ api, scaffolderApi }, aSpec(), () => undefined),
    ).rejects.toMatchObject({ statusCode: 403 });
    expect(api.requests).toEqual([]);
  });
});

describe('submitResize', () => {
  it('should ask for the change of one environment', async () => {
    const api = new FakeEnvironmentsApi();
    const outcome = await submitResize(api, aSpec('dev'), () => undefined);
    expect(outcome).toEqual({ status: 'requested', changeId: 'change-2' });
    expect(api.requests).toEqual([
      { kind: 'resize', name: 'dev', spec: aSpec('dev') },
    ]);
  });
});

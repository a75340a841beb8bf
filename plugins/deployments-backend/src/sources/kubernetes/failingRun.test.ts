import {
  type KubernetesLists,
  parseKubernetesLists,
} from '@portico/plugin-deployments-common';
import { type FakeObject, sample } from '../../__testUtils__/FakeKubernetes';
import { failingRun } from './failingRun';

function find(pods: FakeObject[] | null) {
  const parsed = parseKubernetesLists({ pods });
  return failingRun((parsed as { lists: KubernetesLists }).lists);
}

/** A pod of the samples whose container is as a test has it. */
function aPod(status: object, metadata: object = {}): FakeObject {
  const [pod] = sample('crashloop-all').pods;
  Object.assign(pod.status.containerStatuses[0], status);
  Object.assign(pod.metadata, metadata);
  return pod;
}

const ended = (exitCode: number, at: string) => ({
  terminated: { exitCode, finishedAt: at },
});

describe('failingRun', () => {
  it('should find the run that ended last', () => {
    const pods = [
      aPod({ lastState: ended(1, '2026-11-25T10:41:54Z') }, { name: 'one' }),
      aPod({ lastState: ended(1, '2026-11-25T10:44:00Z') }, { name: 'two' }),
    ];
    expect(find(pods)).toEqual({
      pod: 'two',
      uid: pods[1].metadata.uid,
      container: 'app',
      restarts: 6,
      endedAt: '2026-11-25T10:44:00.000Z',
      previous: true,
    });
  });

  it('should read the run that is there where it is the one that ended', () => {
    const state = ended(3, '2026-11-25T10:44:30Z');
    expect(find([aPod({ state })])).toMatchObject({
      endedAt: '2026-11-25T10:44:30.000Z',
      previous: false,
    });
  });

  it('should find an init container', () => {
    const [pod] = sample('healthy').pods;
    pod.status.containerStatuses[0].ready = false;
    pod.status.initContainerStatuses = [
      {
        name: 'migrate',
        ready: false,
        restartCount: 2,
        state: { waiting: { reason: 'CrashLoopBackOff' } },
        lastState: ended(1, '2026-11-25T10:44:00Z'),
      },
    ];
    expect(find([pod])?.container).toBe('migrate');
  });

  it.each<[string, FakeObject[] | null]>([
    ['no pod could be seen', null],
    ['all are ready', sample('healthy').pods],
    ['it is ready again', [aPod({ ready: true, state: { running: {} } })]],
    ['it ended well', [aPod({ state: ended(0, '2026-11-25T10:44:00Z') })]],
    [
      'it waits for its image',
      [
        aPod({
          restartCount: 0,
          lastState: {},
          state: { waiting: { reason: 'ImagePullBackOff' } },
        }),
      ],
    ],
    [
      'it is being taken away',
      [aPod({}, { deletionTimestamp: '2026-11-25T10:44:00Z' })],
    ],
  ])('should find none where %s', (_, pods) => {
    expect(find(pods)).toBeNull();
  });
});

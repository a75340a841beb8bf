import type { Workload } from '../Workload';
import {
  aCrashedProcess,
  after,
  aProcess,
  aRevision,
  aWorkload,
  CREATED,
} from './aWorkload';

const several = <T>(count: number, make: (id: string) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(String(index)));

const NEW = aRevision('1.5.0', { createdAt: after(200) });
const old = (count: number) => several(count, id => aProcess({ id }));
const fresh = (id: string, ready: boolean) =>
  aProcess({
    id: `new-${id}`,
    version: '1.5.0',
    createdAt: after(200),
    startedAt: after(201),
    ready,
    failedProbes: ready
      ? undefined
      : {
          count: 2,
          lastAt: after(230),
          message: 'HTTP probe failed with statuscode: 503',
        },
  });

/** What the emulator is told, by the fixture that shows the same on a real cluster. */
export const CASES: Record<string, Workload> = {
  healthy: aWorkload({ desiredReplicas: 3, processes: old(3) }),
  'rolling-out': aWorkload({
    revisions: [aRevision(), NEW],
    desiredReplicas: 3,
    processes: [...old(3), fresh('0', false)],
  }),
  'rolling-out-halfway': aWorkload({
    revisions: [aRevision(), NEW],
    desiredReplicas: 4,
    processes: [
      ...old(1),
      ...several(2, id => fresh(`a${id}`, true)),
      ...several(2, id => fresh(`b${id}`, false)),
    ],
  }),
  'crashloop-all': aWorkload({
    desiredReplicas: 2,
    processes: several(2, id => aCrashedProcess(6, { id })),
  }),
  'crashloop-rollout-old-serving': aWorkload({
    revisions: [aRevision(), NEW],
    desiredReplicas: 2,
    processes: [
      ...old(2),
      aCrashedProcess(3, {
        id: 'new',
        version: '1.5.0',
        createdAt: after(200),
      }),
    ],
  }),
  'progress-deadline-exceeded': aWorkload({
    revisions: [aRevision(), NEW],
    desiredReplicas: 2,
    processes: [...old(2), fresh('0', false)],
  }),
  'scaled-to-zero': aWorkload({
    revisions: [aRevision('0.9.8')],
    desiredReplicas: 0,
    processes: [],
  }),
  'hpa-scaled': aWorkload({
    desiredReplicas: 6,
    processes: several(6, id => aProcess({ id, pid: 100 + Number(id) })),
    autoscaler: {
      minReplicas: 2,
      maxReplicas: 10,
      targetCpuUtilization: 70,
      lastScaleAt: after(208),
    },
  }),
  'old-restarts-ready': aWorkload({
    desiredReplicas: 2,
    processes: several(2, id =>
      aProcess({
        id,
        restarts: 7,
        startedAt: after(68),
        lastExit: {
          code: null,
          signal: 'SIGKILL',
          at: after(63),
          startedAt: after(38),
        },
      }),
    ),
  }),
};

/** When the case is looked at: the deadline of a rollout has to pass in one of them. */
export function momentOf(name: string): Date {
  return name === 'progress-deadline-exceeded'
    ? new Date(CREATED.getTime() + 1_000_000)
    : after(281);
}

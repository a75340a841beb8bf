import {
  aCrashedProcess,
  after,
  aProcess,
  aWorkload,
} from './__testUtils__/aWorkload';
import { startTestBed, type TestBed } from './__testUtils__/startTestBed';
import type { WorkloadProcess } from './Workload';

const PODS = '/api/v1/namespaces/shop/pods';
const CRASH = { code: 1, signal: null, at: after(20), startedAt: after(1) };
const written = { now: 'one\ntwo\n', before: 'it broke\n' };
const readLog: WorkloadProcess['readLog'] = async ({ previous, from = 0 }) =>
  Buffer.from(previous ? written.before : written.now).subarray(from);

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed();
});
afterAll(() => bed.emulator.stop());
beforeEach(() => {
  written.now = 'one\ntwo\n';
});

async function logOf(process: WorkloadProcess, query = '') {
  bed.source.set(aWorkload({ processes: [process] }));
  const { items } = await bed.get(PODS);
  const { name } = items[0].metadata;
  return bed.request(`${PODS}/${name}/log?${query}`);
}

describe('the log of a pod', () => {
  it.each<[string, Partial<WorkloadProcess>, string, string]>([
    ['the run that goes on', {}, '', 'one\ntwo\n'],
    ['its last line', {}, 'container=app&tailLines=1', 'two\n'],
    [
      'the run before',
      { lastExit: CRASH, restarts: 1 },
      'previous=true',
      'it broke\n',
    ],
    [
      'the run before, as the plugin asks for it',
      { lastExit: CRASH, restarts: 1 },
      'container=app&previous=',
      'it broke\n',
    ],
  ])('should be what was written: %s', async (_, more, query, text) => {
    const answer = await logOf(aProcess({ readLog, ...more }), query);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain');
    expect(await answer.text()).toBe(text);
  });

  it('should be that of the run that ended, while a crashed process waits', async () => {
    const answer = await logOf(aCrashedProcess(1, { readLog }));
    expect(await answer.text()).toBe('it broke\n');
  });

  it.each([
    [
      aProcess({ readLog }),
      'previous=true',
      /^previous terminated container "app" in pod "order-service-\S+" not found$/,
    ],
    [
      aProcess({ readLog }),
      'container=other',
      /^container other is not valid for pod order-service-/,
    ],
    [
      aProcess({
        readLog,
        state: 'starting',
        startedAt: undefined,
        ready: false,
      }),
      '',
      /is waiting to start: ContainerCreating$/,
    ],
    [aProcess({ readLog }), 'tailLines=many', /^tailLines: Invalid value/],
  ])(
    'should be 400 where there is none (%#)',
    async (process, query, message) => {
      const answer = await logOf(process, query);
      expect(answer.status).toBe(400);
      expect((await answer.json()).message).toMatch(message);
    },
  );

  it('should go on with follow until the run ends', async () => {
    const answer = await logOf(
      aProcess({ readLog }),
      'follow=true&tailLines=1',
    );
    const text = answer.text();
    written.now += 'three\n';
    await new Promise(resolve => setTimeout(resolve, 600));
    bed.source.set(aWorkload({ processes: [aCrashedProcess(0, { readLog })] }));
    expect(await text).toBe('two\nthree\n');
  });
});

import { aProcess, aWorkload } from './__testUtils__/aWorkload';
import { startTestBed, type TestBed } from './__testUtils__/startTestBed';

const PODS = '/api/v1/namespaces/shop/pods';
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
const processes = Array.from({ length: 5 }, (_, index) =>
  aProcess({ id: String(index), ready: index > 0 }),
);

let bed: TestBed;
beforeAll(async () => {
  bed = await startTestBed([
    aWorkload({ desiredReplicas: 5, processes }),
    aWorkload({ name: 'user-service' }),
  ]);
});
afterAll(() => bed.emulator.stop());

const names = (list: { items: { metadata: { name: string } }[] }) =>
  list.items.map(({ metadata }) => metadata.name);

describe('a list', () => {
  it('should be found by the label that Backstage asks for', async () => {
    const selector = encodeURIComponent(
      'backstage.io/kubernetes-id=user-service',
    );
    for (const path of [
      PODS,
      '/api/v1/pods',
      '/api/v1/services',
      '/apis/apps/v1/deployments',
    ]) {
      const list = await bed.get(`${path}?labelSelector=${selector}`);
      expect(names(list)).toEqual([expect.stringMatching(/^user-service/)]);
    }
  });

  it('should name its kind, and its items should not', async () => {
    const list = await bed.get('/apis/apps/v1/deployments');
    expect(list).toMatchObject({
      kind: 'DeploymentList',
      apiVersion: 'apps/v1',
    });
    expect(list.items[0]).not.toHaveProperty('kind');
    expect(list.items[0]).not.toHaveProperty('apiVersion');
    const one = await bed.get(
      '/apis/apps/v1/namespaces/shop/deployments/user-service',
    );
    expect(one).toMatchObject({ kind: 'Deployment', apiVersion: 'apps/v1' });
    const { metadata } = await bed.get('/api/v1/namespaces/shop');
    expect(metadata.labels['portico.dev/environment']).toBe('local');
  });

  it.each(['configmaps', 'limitranges', 'resourcequotas'])(
    'should be empty of what nobody has here: %s',
    async kind => {
      expect((await bed.get(`/api/v1/${kind}`)).items).toEqual([]);
    },
  );

  it('should come in parts that make up the whole', async () => {
    const whole = names(await bed.get(PODS));
    const parts: string[][] = [];
    let more = '';
    do {
      const list = await bed.get(`${PODS}?limit=4&continue=${more}`);
      parts.push(names(list));
      expect(list.metadata.remainingItemCount).toBe(
        parts.length === 1 ? 2 : undefined,
      );
      more = list.metadata.continue ?? '';
    } while (more);
    expect(parts.map(part => part.length)).toEqual([4, 2]);
    expect(parts.flat()).toEqual(whole);
  });

  it('should be a table for those who ask for one', async () => {
    const answer = await bed.request(`${PODS}?limit=2`, {
      headers: { Accept: TABLE },
    });
    const table = await answer.json();
    expect(table.kind).toBe('Table');
    expect(
      table.columnDefinitions.map(({ name }: { name: string }) => name),
    ).toEqual(['Name', 'Ready', 'Status', 'Restarts', 'Age']);
    expect(
      table.rows.map(({ cells }: { cells: unknown[] }) => cells.slice(2)),
    ).toEqual([
      ['Running', 0, '4m'],
      ['Running', 0, '4m'],
    ]);
    const deployments = await bed.request('/apis/apps/v1/deployments', {
      headers: { Accept: TABLE },
    });
    expect(
      (await deployments.json()).rows.map(
        ({ cells }: { cells: unknown[] }) => cells,
      ),
    ).toEqual([
      ['order-service', '4/5', 5, 4, '4m'],
      ['user-service', '1/1', 1, 1, '4m'],
    ]);
  });
});

describe('metrics', () => {
  it('should tell what processes use, once they were read twice', async () => {
    let cpuSeconds = 0;
    const measured = await startTestBed([aWorkload()], {
      clock: undefined,
      sampleEverySeconds: 0.05,
      readUsage: async () => ({
        cpuSeconds: (cpuSeconds += 0.01),
        memoryBytes: 64 * 1024 * 1024,
      }),
    });
    try {
      const path = '/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods';
      let items: { containers: { usage: object }[] }[] = [];
      while (items.length === 0) {
        ({ items } = await measured.get(path));
      }
      expect(items[0].containers).toEqual([
        {
          name: 'app',
          usage: { cpu: expect.stringMatching(/^\d+n$/), memory: '65536Ki' },
        },
      ]);
    } finally {
      await measured.emulator.stop();
    }
  });
});

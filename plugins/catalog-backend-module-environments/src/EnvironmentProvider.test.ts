import { mockServices } from '@backstage/backend-test-utils';
import { entityEnvelopeSchemaValidator } from '@backstage/catalog-model';
import { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import {
  EnvironmentList,
  EnvironmentView,
} from '@portico/plugin-environments-common';
import { EnvironmentProvider } from './EnvironmentProvider';
import { toEntity } from './toEntity';

function aView(overrides: Partial<EnvironmentView> = {}): EnvironmentView {
  return {
    name: 'dev',
    entityRef: 'resource:default/dev',
    owner: 'group:default/platform',
    description: 'Shared development',
    class: 'dev',
    region: 'us-west-2',
    state: 'defined',
    stateReason: null,
    expiring: false,
    expiresAt: null,
    origin: 'live',
    spec: null,
    issues: [],
    source: {
      path: 'infra/environments/dev.yaml',
      commit: 'abc1234',
      url: 'http://git.example/acme/platform/blob/main/infra/environments/dev.yaml',
    },
    estimate: null,
    changeable: true,
    notChangeableReason: null,
    openChange: null,
    lastRun: null,
    pipelineConnected: false,
    drift: null,
    createdAt: null,
    updatedAt: null,
    ...overrides,
  };
}

async function connected(list: () => Promise<EnvironmentList>) {
  const mutations: EntityProviderMutation[] = [];
  const provider = EnvironmentProvider.create({
    source: { list },
    logger: mockServices.logger.mock(),
  });
  await provider.connect({
    applyMutation: async mutation => {
      mutations.push(mutation);
    },
    refresh: async () => {},
  });
  return { provider, mutations };
}

const names = (entities: Array<{ entity: { metadata: { name: string } } }>) =>
  entities.map(({ entity }) => entity.metadata.name);

describe('EnvironmentProvider', () => {
  const dev = aView();
  const prod = aView({ name: 'prod', class: 'prod' });

  it('should replace everything by a complete answer', async () => {
    const { provider, mutations } = await connected(async () => ({
      items: [dev, prod],
      complete: true,
    }));
    await provider.refresh();
    expect(mutations).toHaveLength(1);
    const [mutation] = mutations;
    expect(mutation.type).toBe('full');
    expect(mutation.type === 'full' && names(mutation.entities)).toEqual([
      'dev',
      'prod',
    ]);
  });

  it('should empty the catalog only when a complete answer is empty', async () => {
    const complete = await connected(async () => ({
      items: [],
      complete: true,
    }));
    await complete.provider.refresh();
    expect(complete.mutations).toEqual([{ type: 'full', entities: [] }]);

    const partial = await connected(async () => ({
      items: [],
      complete: false,
    }));
    await partial.provider.refresh();
    expect(partial.mutations).toEqual([
      { type: 'delta', added: [], removed: [] },
    ]);
  });

  it('should change nothing when the answer fails', async () => {
    const { provider, mutations } = await connected(async () => {
      throw new Error('connection refused');
    });
    await expect(provider.refresh()).rejects.toThrow('connection refused');
    await expect(
      provider.apply({ changed: ['dev'], removed: ['prod'] }),
    ).rejects.toThrow('connection refused');
    expect(mutations).toEqual([]);
  });

  it('should add and remove only what an event names', async () => {
    const { provider, mutations } = await connected(async () => ({
      items: [dev, prod],
      complete: true,
    }));
    await provider.apply({ changed: ['prod'], removed: ['gone', 'dev'] });
    const [mutation] = mutations;
    expect(mutation.type === 'delta' && names(mutation.added)).toEqual([
      'prod',
    ]);
    // dev is still listed: the event is older than the answer.
    expect(mutation.type === 'delta' && mutation.removed).toEqual([
      { entityRef: 'resource:default/gone' },
    ]);
  });

  it('should remove nothing by an event when the answer is not complete', async () => {
    const { provider, mutations } = await connected(async () => ({
      items: [],
      complete: false,
    }));
    await provider.apply({ changed: [], removed: ['dev'] });
    expect(mutations).toEqual([{ type: 'delta', added: [], removed: [] }]);
  });
});

describe('toEntity', () => {
  const validate = entityEnvelopeSchemaValidator();

  it('should make a Resource of an environment', () => {
    const entity = toEntity(aView());
    expect(() => validate(entity)).not.toThrow();
    expect(entity).toEqual({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: {
        name: 'dev',
        description: 'Shared development',
        annotations: {
          'backstage.io/managed-by-location':
            'url:http://git.example/acme/platform/blob/main/infra/environments/dev.yaml',
          'backstage.io/managed-by-origin-location':
            'url:http://git.example/acme/platform/blob/main/infra/environments/dev.yaml',
          'backstage.io/view-url':
            'http://git.example/acme/platform/blob/main/infra/environments/dev.yaml',
          'portico.dev/environment': 'dev',
        },
        tags: ['dev'],
      },
      spec: { type: 'environment', owner: 'group:default/platform' },
    });
  });

  it('should keep an environment whose file is not valid, and say so', () => {
    const entity = toEntity(
      aView({
        owner: '',
        class: null,
        issues: [{ path: 'spec.region', message: 'is not known: mars-1.' }],
      }),
    );
    expect(() => validate(entity)).not.toThrow();
    expect(entity.metadata.description).toBe(
      'The file of this environment is not valid: spec.region is not known: mars-1.',
    );
    expect(entity.spec.owner).toBe('unknown');
  });

  it('should tag samples, and place what has no file', () => {
    const entity = toEntity(
      aView({ name: 'local', class: null, origin: 'sample', source: null }),
    );
    expect(entity.metadata.tags).toEqual(['sample']);
    expect(entity.metadata.annotations).toEqual({
      'backstage.io/managed-by-location': 'environments:local',
      'backstage.io/managed-by-origin-location': 'environments:local',
      'portico.dev/environment': 'local',
    });
  });
});

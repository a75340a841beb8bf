import { mockServices } from '@backstage/backend-test-utils';
import { Entity, CompoundEntityRef } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DocumentBuilder } from './DocumentBuilder';

const anEntity = (name: string, reference?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: reference ? { 'backstage.io/techdocs-ref': reference } : {},
  },
});

class FakeSync {
  readonly asked: string[] = [];
  outcomes: Array<boolean | Error> = [];

  async sync({ name }: CompoundEntityRef): Promise<boolean> {
    this.asked.push(name);
    const outcome = this.outcomes.shift() ?? false;
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }
}

function setUp(entities: Entity[]) {
  const sync = new FakeSync();
  const waits: number[] = [];
  const logger = mockServices.logger.mock();
  const builder = DocumentBuilder.create({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities }),
    integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
    logger,
    sync,
    wait: async ms => waits.push(ms),
  });
  return { builder, sync, logger, waits };
}

const REPOSITORY = 'https://github.com/acme/platform';
const INSIDE = `url:${REPOSITORY}/tree/main/`;

describe('DocumentBuilder', () => {
  it('should look at all entities with documents, and no others', async () => {
    const { builder, sync } = setUp([
      anEntity('a', INSIDE),
      anEntity('plain'),
      anEntity('b', 'url:https://github.com/acme/other/tree/main/'),
    ]);
    await builder.buildAll();
    expect(sync.asked.sort()).toEqual(['a', 'b']);
  });

  it('should look at more entities than one page holds', async () => {
    const { builder, sync } = setUp(
      Array.from({ length: 450 }, (_, i) => anEntity(`e${i}`, INSIDE)),
    );
    await builder.buildAll();
    expect(new Set(sync.asked).size).toBe(450);
  });

  it('should go on after a failure, and tell one reason once', async () => {
    const { builder, sync, logger } = setUp([
      anEntity('a', INSIDE),
      anEntity('b', INSIDE),
    ]);
    sync.outcomes = [new Error('broken'), true, new Error('broken'), false];
    await builder.buildAll();
    await builder.buildAll();
    expect(sync.asked).toHaveLength(4);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      'The documents of component:default/a were not built: Error: broken',
    );
    expect(logger.info).toHaveBeenCalledWith(
      'Built the documents of component:default/b',
    );
  });

  it('should look at what is in the repository after a push', async () => {
    const { builder, sync, waits } = setUp([
      anEntity('a', INSIDE),
      anEntity('b', 'url:https://github.com/acme/platform-two/tree/main/'),
      anEntity('odd', 'nonsense'),
    ]);
    sync.outcomes = [true];
    await builder.buildFrom(REPOSITORY);
    expect(sync.asked).toEqual(['a']);
    expect(waits).toEqual([]);
  });

  it('should look again when TechDocs has looked just before the push', async () => {
    const { builder, sync, waits } = setUp([
      anEntity('a', INSIDE),
      anEntity('c', INSIDE),
    ]);
    sync.outcomes = [false, true, true];
    await builder.buildFrom(`${REPOSITORY}/`);
    expect(sync.asked).toEqual(['a', 'c', 'a']);
    expect(waits).toEqual([61_000]);
  });

  it('should stop when the portal stops', async () => {
    const { builder, sync } = setUp([anEntity('a', INSIDE)]);
    await builder.buildAll(AbortSignal.abort());
    expect(sync.asked).toEqual([]);
  });
});

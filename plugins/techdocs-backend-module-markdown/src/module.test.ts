import { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { techdocsGeneratorExtensionPoint } from '@backstage/plugin-techdocs-node';
import { MarkdownGenerator } from './generator/MarkdownGenerator';
import { techdocsModuleMarkdown } from './module';

async function start(
  techdocs: object,
  catalog: BackendFeature = catalogServiceMock.factory(),
) {
  const setTechdocsGenerator = jest.fn();
  const scheduler = mockServices.scheduler.mock();
  const events = mockServices.events.mock();
  await startTestBackend({
    extensionPoints: [
      [
        techdocsGeneratorExtensionPoint,
        { setTechdocsGenerator, registerGenerator: jest.fn() },
      ],
    ],
    features: [
      techdocsModuleMarkdown,
      catalog,
      mockServices.rootConfig.factory({ data: { techdocs } }),
      scheduler.factory,
      events.factory,
    ],
  });
  return { setTechdocsGenerator, scheduler, events };
}

describe('techdocsModuleMarkdown', () => {
  it('should generate, and look at all documents once for all replicas', async () => {
    const { setTechdocsGenerator, scheduler, events } = await start({});
    expect(setTechdocsGenerator).toHaveBeenCalledWith(
      expect.any(MarkdownGenerator),
    );
    expect(scheduler.scheduleTask).toHaveBeenCalledWith(
      expect.objectContaining({
        id: 'techdocs-markdown-build',
        scope: 'global',
        frequency: { minutes: 15 },
      }),
    );
    expect(events.subscribe).toHaveBeenCalledWith(
      expect.objectContaining({ topics: ['github.push'] }),
    );
  });

  it('should let nobody who tells of a push wait for the build', async () => {
    const queryEntities = jest.fn(() => new Promise<never>(() => {}));
    const { events } = await start(
      {},
      catalogServiceMock.mock({ queryEntities }).factory,
    );
    const [{ onEvent }] = events.subscribe.mock.calls[0];
    await onEvent({
      topic: 'github.push',
      eventPayload: {
        ref: 'refs/heads/main',
        repository: {
          html_url: 'https://github.com/acme/platform',
          default_branch: 'main',
        },
      },
    });
    expect(queryEntities).toHaveBeenCalledTimes(1);
  });

  it('should take its schedule from the configuration', async () => {
    const { scheduler } = await start({
      markdown: {
        schedule: { frequency: { minutes: 1 }, timeout: { minutes: 2 } },
      },
    });
    expect(scheduler.scheduleTask).toHaveBeenCalledWith(
      expect.objectContaining({ frequency: { minutes: 1 }, scope: 'global' }),
    );
  });

  it('should build nothing by itself where somebody else does', async () => {
    const { scheduler, events } = await start({ builder: 'external' });
    expect(scheduler.scheduleTask).not.toHaveBeenCalled();
    expect(events.subscribe).not.toHaveBeenCalled();
  });
});

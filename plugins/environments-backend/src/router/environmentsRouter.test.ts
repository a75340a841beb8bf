import {
  environmentListSchema,
  serializeEnvironmentSpec,
} from '@portico/plugin-environments-common';
import { aSpec } from '../__testUtils__/aSpec';
import {
  aCreation,
  startReadyPortal,
  TestPortal,
  until,
} from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

describe('environmentsRouter', () => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startReadyPortal();
  });
  afterEach(() => portal.backend.stop());

  it('should list what is in Git and what runs here', async () => {
    portal.repository.push('broken.yaml', 'kind: [');
    portal.repository.push(
      'fresh.yaml',
      serializeEnvironmentSpec(aSpec({ name: 'fresh', cidr: '10.60.0.0/16' })),
    );
    await portal
      .person('ada')
      .post('/changes', aCreation({ cidr: '10.30.0.0/16' }));
    const { body } = await until(
      () => portal.person('eve').get('/environments'),
      answer => answer.body.items.length === 5,
    );
    const { items, complete } = environmentListSchema.parse(body);
    expect(complete).toBe(true);
    const told = items.map(({ name, state, origin, changeable }) => [
      name,
      state,
      origin,
      changeable,
    ]);
    expect(told).toEqual([
      ['local', 'ready', 'live', false],
      ['broken', 'defined', 'live', false],
      ['dev', 'defined', 'live', true],
      ['fresh', 'defined', 'live', true],
      ['staging', 'ready', 'sample', true],
    ]);
    expect(items[1]).toMatchObject({
      owner: 'unknown',
      spec: null,
      estimate: null,
      issues: [
        { path: '', message: expect.stringMatching(/is not YAML/), line: 1 },
      ],
      notChangeableReason: 'Its file is not valid; mend it in Git first',
    });
  });

  it('should hide what the policy hides', async () => {
    portal.denied.add('environments.environment.read');
    expect(
      (await portal.person('ada').get('/environments')).body.items,
    ).toEqual([]);
    for (const name of ['staging', 'local', 'nowhere']) {
      expect(
        (await portal.person('ada').get(`/environments/${name}`)).status,
      ).toBe(404);
    }
  });

  it('should lock an environment while a change of it is open', async () => {
    portal.repository.refusal = 'a review is required';
    await portal
      .person('grace')
      .post('/changes', { kind: 'extend', name: 'staging', ttl: '7d' });
    expect(
      (await portal.person('ada').get('/environments/staging')).body,
    ).toMatchObject({
      changeable: false,
      notChangeableReason: expect.stringMatching(
        /^grace asked to extend staging on/,
      ),
      openChange: { kind: 'extend', requestedBy: 'user:default/grace' },
    });
  });
});

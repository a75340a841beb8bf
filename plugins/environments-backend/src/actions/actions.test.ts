import { mockCredentials } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { aSpec } from '../__testUtils__/aSpec';
import { startReadyPortal, TestPortal } from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

describe('actions for agents', () => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startReadyPortal();
  });
  afterEach(() => portal.backend.stop());

  const act = async (
    id: string,
    input: object,
    credentials = mockCredentials.user('user:default/ada'),
  ) => {
    // What goes over the wire is JSON.
    const sent: JsonObject = JSON.parse(JSON.stringify(input));
    const { output } = await portal.actions.invoke({
      id: `test:${id}`,
      input: sent,
      credentials,
    });
    return JSON.parse(JSON.stringify(output));
  };

  it('should say that they only read, and what is to be handed in', async () => {
    const { actions } = await portal.actions.list();
    expect(actions.map(({ name, attributes }) => [name, attributes])).toEqual([
      ['list', { readOnly: true, destructive: false, idempotent: true }],
      ['preview', { readOnly: true, destructive: false, idempotent: true }],
    ]);
    const [, preview] = actions;
    expect(preview.schema.input).toMatchObject({
      required: ['spec'],
      additionalProperties: false,
      properties: { against: { type: 'string' } },
    });
    const [example] = preview.examples ?? [];
    expect(await act('preview', example.input)).toMatchObject({ valid: true });
  });

  it('should preview what the page previews', async () => {
    const spec = aSpec({ cidr: '10.30.0.0/16' });
    const { body } = await portal.person('ada').post('/preview', { spec });
    expect(await act('preview', { spec })).toEqual(body);
    const wrong = { ...spec, metadata: { ...spec.metadata, owner: 'nobody' } };
    const answer = await portal.person('ada').post('/preview', { spec: wrong });
    expect(answer.body.issues).toMatchObject([{ path: 'metadata.owner' }]);
    expect(await act('preview', { spec: wrong })).toEqual(answer.body);
  });

  it('should list what the page lists', async () => {
    const { body } = await portal.person('ada').get('/environments');
    const { items, complete } = await act('list', {});
    expect(complete).toBe(true);
    expect(items).toMatchObject(
      body.items.map(({ name, state, spec }: JsonObject) => ({
        name,
        state,
        spec,
      })),
    );
    const namesOf = async (owner: string) =>
      (await act('list', { owner })).items.map(({ name }: JsonObject) => name);
    expect(await namesOf('group:default/checkout')).toEqual([]);
    expect(await namesOf('group:default/platform')).toEqual([
      'local',
      'staging',
    ]);
  });

  it('should show nothing that the person may not read', async () => {
    portal.denied.add('environments.environment.read');
    expect((await act('list', {})).items).toEqual([]);
    const spec = aSpec({ name: 'staging', cidr: '10.20.0.0/17' });
    expect(await act('preview', { spec, against: 'staging' })).toMatchObject({
      valid: false,
      issues: [
        {
          path: 'against',
          message: 'names no environment; there is no "staging"',
        },
      ],
    });
  });

  it('should preview for people only', async () => {
    const spec = aSpec({ cidr: '10.30.0.0/16' });
    const service = mockCredentials.service();
    await expect(
      portal.actions.invoke({
        id: 'test:preview',
        input: JSON.parse(JSON.stringify({ spec })),
        credentials: service,
      }),
    ).rejects.toThrow('A preview is for a person');
  });

  it('should refuse what it does not know', async () => {
    await expect(act('list', { all: true })).rejects.toThrow('Invalid input');
    await expect(act('preview', { spec: 'x' })).rejects.toThrow(
      'Invalid input',
    );
  });
});

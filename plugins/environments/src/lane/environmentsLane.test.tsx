import { fetchApiRef } from '@backstage/frontend-plugin-api';
import {
  createExtensionTester,
  mockApis,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { TimelineLaneBlueprint } from '@portico/plugin-timeline-react';
import { screen } from '@testing-library/react';
import { environmentsApiRef } from '../api';
import { FakeEnvironmentsApi } from '../__testUtils__/FakeEnvironmentsApi';
import environmentsPlugin from '..';

const lane = environmentsPlugin.getExtension('timeline-lane:environments');

describe('environmentsLane', () => {
  it('should read the timeline of the environments backend', async () => {
    const item = {
      id: 'run:prod:run-1',
      at: '2026-11-25T10:00:00.000Z',
      kind: 'pipeline-run',
      title: 'Applied: prod',
      status: 'succeeded',
      url: '/environments/prod',
      origin: 'simulated',
    };
    const asked: string[] = [];
    const fetchApi = mockApis.fetch({
      baseImplementation: async input => {
        asked.push(String(input));
        return new Response(JSON.stringify({ items: [item] }));
      },
      resolvePluginProtocol: {
        discoveryApi: mockApis.discovery({ baseUrl: 'http://portal.test' }),
      },
    });
    const { title, order, permission, load } = createExtensionTester(lane).get(
      TimelineLaneBlueprint.dataRefs.lane,
    );
    expect({ title, order, permission }).toEqual({
      title: 'Environment changes',
      order: 50,
      permission: 'environments.change.read',
    });
    const answer = await load(
      {
        get: ref =>
          ref.id === fetchApiRef.id ? (fetchApi as never) : undefined,
      },
      {
        entityRef: 'component:default/order-service',
        environment: 'prod',
        from: '2026-11-25T00:00:00Z',
        to: '2026-11-26T00:00:00Z',
        signal: new AbortController().signal,
      },
    );
    expect(answer).toEqual({ items: [item], more: false });
    expect(asked[0]).toMatch(
      /^http:\/\/portal\.test\/api\/environments\/timeline\?entityRef=component%3Adefault%2Forder-service&/,
    );
  });

  it('should never be made in an app without a timeline', async () => {
    const onMade = jest.fn();
    const watched = environmentsPlugin.withOverrides({
      extensions: [
        lane.override({
          factory: original => {
            onMade();
            return original();
          },
        }),
      ],
    });
    renderTestApp({
      features: [watched],
      initialRouteEntries: ['/environments'],
      apis: [[environmentsApiRef, new FakeEnvironmentsApi()]],
    });
    expect(await screen.findByText('No environments yet')).toBeInTheDocument();
    expect(onMade).not.toHaveBeenCalled();
  });
});

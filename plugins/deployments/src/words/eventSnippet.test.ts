import { readCdEvent } from '@portico/plugin-deployments-common';
import { eventSnippet } from './eventSnippet';

describe('eventSnippet', () => {
  const snippet = eventSnippet({
    baseUrl: 'https://portal.example/api/deployments',
    service: 'order-service',
    environment: 'prod',
  });

  it('should go to the portal', () => {
    expect(snippet).toContain(
      'curl -X POST https://portal.example/api/deployments/events',
    );
  });

  it('should be an event that the backend takes, once a shell has filled it in', () => {
    const [, body] = /<<EOF\n([\s\S]*)\nEOF$/.exec(snippet) ?? [];
    const filled = body
      .replace(/\$VERSION/g, '1.5.0')
      .replace(/\$COMMIT/g, '4f2c9d1e0b7a')
      .replace(/\$USER/g, 'ada')
      .replace(/\$\(date \+%s\)/, '1790000000')
      .replace(/\$\(date -u [^)]*\)/, '2026-11-27T10:00:00Z');
    const names = {
      environmentOf: (name: string) => name,
      entityRefOf: (name: string) => `component:default/${name}`,
      entityRefsOfRepository: () => [],
      environmentOfWorkflow: () => null,
    };
    expect(readCdEvent(JSON.parse(filled), names, 'live')).toMatchObject({
      status: 'taken',
      changes: [
        {
          entityRef: 'component:default/order-service',
          environment: 'prod',
          version: '1.5.0',
          commit: '4f2c9d1e0b7a',
          who: 'ada',
          status: 'succeeded',
        },
      ],
    });
  });
});

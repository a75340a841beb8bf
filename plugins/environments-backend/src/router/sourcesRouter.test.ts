import { sourcesResponseSchema } from '@portico/plugin-timeline-common';
import { startReadyPortal, TestPortal } from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

describe('sourcesRouter', () => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startReadyPortal();
  });
  afterEach(() => portal.backend.stop());

  it('should tell how each far end does', async () => {
    const { body } = await portal.person('ada').get('/sources');
    const { items } = sourcesResponseSchema.parse(body);
    expect(items.map(({ id, state }) => [id, state])).toEqual([
      ['environments-repository', 'ok'],
      ['preview-worker', 'ok'],
      ['pipeline', 'not-set-up'],
    ]);
    expect(items[2].snippet).toContain(
      'curl -X POST https://portal.example/api/environments/environments/dev/pipeline-runs',
    );
  });
});

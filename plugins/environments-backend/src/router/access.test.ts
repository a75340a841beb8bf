import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import {
  aCreation,
  startReadyPortal,
  TestPortal,
} from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

describe('HTTP access', () => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startReadyPortal();
  });
  afterEach(() => portal.backend.stop());

  it.each([
    ['get', '/environments'],
    ['get', '/environments/staging'],
    ['get', '/environments/staging/pipeline-runs'],
    ['get', '/environments/staging/outputs'],
    ['post', '/environments/staging/pipeline-runs'],
    ['post', '/preview'],
    ['get', '/changes'],
    ['post', '/changes'],
    ['get', '/changes/0b6b0e3c-4a34-4d0e-9d5c-3a8d2f1f6f11'],
    ['post', '/changes/0b6b0e3c-4a34-4d0e-9d5c-3a8d2f1f6f11/approve'],
    ['post', '/changes/0b6b0e3c-4a34-4d0e-9d5c-3a8d2f1f6f11/reject'],
    ['post', '/changes/0b6b0e3c-4a34-4d0e-9d5c-3a8d2f1f6f11/withdraw'],
    ['get', '/sources'],
    ['get', '/timeline'],
    ['post', '/sources/pipeline/test'],
  ] as const)('should answer 401 to %s %s of nobody', async (method, path) => {
    const response = await request(portal.server)
      [method](`/api/environments${path}`)
      .set('authorization', mockCredentials.none.header());
    expect(response.status).toBe(401);
  });

  it('should take reports from machines only, and requests from people only', async () => {
    const report = await portal
      .person('grace')
      .post('/environments/staging/pipeline-runs', {});
    expect(report.status).toBe(403);
    for (const path of ['/changes', '/preview']) {
      expect((await portal.machine.post(path, aCreation())).status).toBe(403);
    }
    expect((await portal.machine.get('/environments')).status).toBe(200);
  });
});

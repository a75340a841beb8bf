import {
  sourcesResponseSchema,
  sourceStatusSchema,
} from '@portico/plugin-timeline-common';
import request from 'supertest';
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

  it('should ask one of them now, for people and machines', async () => {
    const path = '/sources/environments-repository/test';
    const read = jest.spyOn(portal.repository, 'readHead');
    const { body } = await portal.person('ada').post(path);
    expect(sourceStatusSchema.parse(body)).toMatchObject({
      id: 'environments-repository',
      state: 'ok',
    });
    expect(read).toHaveBeenCalledTimes(1);
    expect((await portal.machine.post(path)).body).toEqual(body);
  });

  it('should tell when nobody is signed in, and when there is no such source', async () => {
    const { server } = portal;
    const { status } = await request(server).post(
      '/api/environments/sources/pipeline/test',
    );
    expect(status).toBe(401);
    const { body } = await portal.person('ada').post('/sources/x/test');
    expect(body.error).toMatchObject({
      name: 'NotFoundError',
      message: 'There is no source x',
    });
  });
});

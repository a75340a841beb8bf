import {
  createChangeRequestSchema,
  parseEnvironmentSpecText,
  pipelineRunReportSchema,
} from '@portico/plugin-environments-common';
import { Response } from 'supertest';
import { HOSTILE_TEXTS } from '../__testUtils__/hostileTexts';
import {
  SchemaPath,
  schemaPaths,
  withText,
} from '../__testUtils__/schemaPaths';
import {
  aCreation,
  startReadyPortal,
  TestPortal,
  until,
} from '../__testUtils__/startTestPortal';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';

jest.setTimeout(120_000);

const NAME = /^[a-z][a-z0-9-]*$/;
const CONTROLS =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe('hostile texts', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %p', databaseId => {
    let portal: TestPortal;
    let written: { path: string; message: string }[];
    let count = 0;

    // One portal for all: each request is for an environment of its own.
    beforeAll(async () => {
      const knex = await migratedDatabase(databases, databaseId);
      portal = await startReadyPortal({ knex });
      written = [];
      const { repository } = portal;
      const write = repository.writeFile.bind(repository);
      repository.writeFile = async file => {
        written.push(file);
        return write(file);
      };
    });
    afterAll(() => portal.backend.stop());

    /** A request for an environment of its own. */
    const aRequest = (environmentClass: 'dev' | 'prod' = 'dev') => {
      count += 1;
      return aCreation({
        name: `env-${count}`,
        cidr: `10.${30 + (count % 200)}.0.0/16`,
        environmentClass,
      });
    };

    const settled = (id: string, states: string[]) =>
      until(
        () => portal.person('ada').get(`/changes/${id}`),
        ({ body }) => states.includes(body.state),
      );

    /** The change is merged, and its file says what was asked for. */
    const expectTakenIn = async (
      answer: Response,
      path: SchemaPath,
      text: string,
    ) => {
      expect([text, answer.status]).toEqual([text, 201]);
      expect(answer.body.name).toMatch(NAME);
      const { body: change } = await settled(answer.body.id, ['merged']);
      const file = portal.repository.textOf(`${change.name}.yaml`) ?? '';
      expect(parseEnvironmentSpecText(file)).toEqual({
        valid: true,
        spec: change.after,
      });
      const comment = path[0] === 'comment' ? text.trim() : null;
      expect(change.history[0].comment).toBe(comment);
    };

    /** The words are in the history as they were said. */
    const expectKept = async (answer: Response, text: string) => {
      expect(answer.status).toBe(200);
      const ends = ['merged', 'rejected', 'withdrawn'];
      const { body: change } = await settled(answer.body.id, ends);
      const comments = change.history.map(
        (entry: { comment: string | null }) => entry.comment,
      );
      expect(comments).toContain(text.trim());
    };

    const expectRefusal = async ({ status, body }: Response) => {
      expect(status).toBe(400);
      expect(body.error.issues.length).toBeGreaterThan(0);
    };

    /** Whatever was taken in has left its mark nowhere but in words. */
    const expectInert = () => {
      const { repository, notices } = portal;
      for (const branch of repository.branches.keys()) {
        expect(branch).toMatch(/^(main|portico\/[0-9a-f-]{36})$/);
      }
      for (const { path, message } of written) {
        expect(path).toMatch(/^infra\/environments\/[a-z][a-z0-9-]*\.yaml$/);
        expect(message).toMatch(/^Create environment [a-z][a-z0-9-]*$/);
      }
      for (const { title, body } of repository.pullRequests) {
        expect(title).toMatch(/^Create environment [a-z][a-z0-9-]*$/);
        expect(body).not.toMatch(
          /<img|\]\(javascript|@grace|[^\\]#1|\bGH-1|\r|^ *malicious/m,
        );
        // The words of a person are one line; nothing of them begins a paragraph.
        expect(body.match(/^## /gm)).toHaveLength(4);
      }
      for (const { payload } of notices) {
        expect(payload.title).not.toMatch(CONTROLS);
        expect(payload.description).not.toMatch(CONTROLS);
        expect(payload.title.length).toBeLessThanOrEqual(121);
        expect(payload.description?.length).toBeLessThanOrEqual(401);
        expect(payload.link).toMatch(/^\/environments\/changes\/[0-9a-f-]+$/);
      }
    };

    it.each(schemaPaths(createChangeRequestSchema).map(path => [path]))(
      'should refuse them in %j of a request, or keep them as words',
      async path => {
        expect.hasAssertions();
        for (const text of HOSTILE_TEXTS) {
          const body = Object(withText(aRequest(), path, text));
          const answer = await portal.person('ada').post('/changes', body);
          await (answer.status === 400
            ? expectRefusal(answer)
            : expectTakenIn(answer, path, text));
        }
        expectInert();
      },
    );

    it.each(['approve', 'reject', 'withdraw'])(
      'should keep them as words in what people say when they %s',
      async action => {
        expect.hasAssertions();
        for (const text of HOSTILE_TEXTS) {
          const { body } = await portal
            .person('ada')
            .post('/changes', aRequest('prod'));
          const who = action === 'withdraw' ? 'ada' : 'grace';
          const answer = await portal
            .person(who)
            .post(`/changes/${body.id}/${action}`, { comment: text });
          await (answer.status === 400
            ? expectRefusal(answer)
            : expectKept(answer, text));
        }
        expectInert();
      },
    );

    it.each(schemaPaths(pipelineRunReportSchema).map(path => [path]))(
      'should refuse them in %j of a report, or give them back as they came',
      async path => {
        const report = {
          id: 'run-1',
          operation: 'plan',
          status: 'running',
          startedAt: '2026-11-25T10:00:00Z',
        };
        for (const text of HOSTILE_TEXTS) {
          const answer = await portal.machine.post(
            '/environments/staging/pipeline-runs',
            Object(withText(report, path, text)),
          );
          const { status, body } = answer;
          const told = status === 400 ? body.error.name : status;
          expect([text, ['InputError', 200].includes(told)]).toEqual([
            text,
            true,
          ]);
        }
      },
    );

    it('should answer in every address', async () => {
      for (const text of HOSTILE_TEXTS) {
        const part = encodeURIComponent(text);
        for (const path of [
          `/environments/${part}`,
          `/environments/${part}/pipeline-runs`,
          `/changes/${part}`,
          `/changes?name=${part}`,
          `/changes?state=${part}`,
          `/changes?cursor=${part}`,
          `/changes?limit=${part}`,
        ]) {
          const { status } = await portal.person('ada').get(path);
          expect([path, [200, 400, 404].includes(status)]).toEqual([
            path,
            true,
          ]);
        }
        const { status } = await portal
          .person('ada')
          .post(`/sources/${part}/test`);
        expect([text, [400, 404].includes(status)]).toEqual([text, true]);
      }
    });
  });
});

import { mockApis } from '@backstage/frontend-test-utils';
import { errorAnswer, jsonAnswer } from '../../__testUtils__/answers';
import { aSource } from '../../__testUtils__/sources';
import { ConnectionsClient } from './ConnectionsClient';

/** A client whose plugins answer as told; an error is no answer at all. */
function aClient(answers: Record<string, Response | Error>) {
  const asked: string[] = [];
  const baseImplementation = async (
    input: RequestInfo | URL,
    init?: RequestInit,
  ) => {
    const { hostname: plugin, pathname } = new URL(String(input));
    asked.push(`${init?.method ?? 'GET'} ${plugin}${pathname}`);
    const answer = answers[plugin];
    if (answer instanceof Response) {
      return answer;
    }
    throw answer;
  };
  const client = ConnectionsClient.create({
    fetchApi: mockApis.fetch({ baseImplementation }),
    plugins: Object.keys(answers),
  });
  return { client, asked };
}

const silence = new TypeError('Failed to fetch');

describe('ConnectionsClient', () => {
  it('should ask every plugin once and let each fail alone', async () => {
    const items = [aSource('git')];
    const { client, asked } = aClient({
      environments: jsonAnswer({ items }),
      slo: errorAnswer(404, 'no'),
      cost: errorAnswer(403, 'no'),
      load: errorAnswer(401, 'no'),
      deploys: errorAnswer(500, 'database is locked'),
      odd: jsonAnswer({ items: [{}] }),
      page: new Response('<html>'),
      silent: silence,
    });

    const odd =
      'It answered something this page can not read. Are both of the same version?';
    await expect(client.list()).resolves.toEqual([
      { plugin: 'environments', outcome: 'told', items },
      { plugin: 'slo', outcome: 'not-installed' },
      { plugin: 'cost', outcome: 'not-allowed' },
      { plugin: 'load', outcome: 'not-allowed' },
      { plugin: 'deploys', outcome: 'failed', reason: 'database is locked' },
      { plugin: 'odd', outcome: 'failed', reason: odd },
      { plugin: 'page', outcome: 'failed', reason: odd },
      { plugin: 'silent', outcome: 'failed', reason: 'It does not answer' },
    ]);
    expect(asked).toHaveLength(8);
    expect(asked[0]).toBe('GET environments/sources');
  });

  it('should fail when nobody answers: that is the portal', async () => {
    const { client } = aClient({ environments: silence, slo: silence });

    await expect(client.list()).rejects.toBe(silence);
  });

  it('should have one source tested', async () => {
    const source = aSource('git host');
    const { client, asked } = aClient({ environments: jsonAnswer(source) });

    await expect(client.test('environments', 'git host')).resolves.toEqual(
      source,
    );
    expect(asked).toEqual(['POST environments/sources/git%20host/test']);
  });

  it.each([
    [errorAnswer(404, 'no such source'), /404/],
    [jsonAnswer({}), /something this page can not read/],
  ])('should fail where a test gives no status', async (answer, message) => {
    const { client } = aClient({ environments: answer });

    await expect(client.test('environments', 'git')).rejects.toThrow(message);
  });
});

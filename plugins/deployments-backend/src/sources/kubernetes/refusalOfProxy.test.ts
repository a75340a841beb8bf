import { recorded } from '../../__testUtils__/FakeKubernetes';
import { refusalOfProxy } from './refusalOfProxy';

const portal = (message: string, name = 'Error') =>
  JSON.stringify({ error: { name, message }, response: { statusCode: 500 } });
const caused = (message: string) =>
  portal(`Cluster 'east' request error; caused by Error: ${message}`);

describe('refusalOfProxy', () => {
  it.each<[string, number, string, string, RegExp]>([
    [
      'a name that is no server',
      500,
      caused('getaddrinfo ENOTFOUND no.example'),
      'down',
      /no server of the name/,
    ],
    [
      'a closed port',
      500,
      caused('connect ECONNREFUSED 10.0.0.1:443'),
      'down',
      /refuses the connection/,
    ],
    [
      'no way there',
      500,
      caused('connect EHOSTUNREACH 10.0.0.1:443'),
      'down',
      /cannot be reached/,
    ],
    [
      'a broken connection',
      500,
      caused('socket hang up'),
      'down',
      /breaks the connection off/,
    ],
    [
      'a certificate',
      500,
      caused('self-signed certificate'),
      'down',
      /certificate of its server is not trusted/,
    ],
    [
      'no TLS',
      500,
      caused('write EPROTO ssl3_get_record:wrong version number'),
      'down',
      /TLS/,
    ],
    [
      'a login that fails',
      500,
      portal('Could not load credentials from any providers'),
      'down',
      /could not ask it: Could not load/,
    ],
    [
      'a secret in its words',
      500,
      portal('token=hunter22 is bad'),
      'down',
      /token=\[redacted\] is bad/,
    ],
    [
      'the policy',
      403,
      portal('Unauthorized', 'NotAllowedError'),
      'not-allowed',
      /does not let the plugin deployments/,
    ],
    [
      'the plugin token',
      401,
      portal('Illegal token', 'AuthenticationError'),
      'not-allowed',
      /does not let the plugin deployments/,
    ],
    [
      'a cluster that is gone',
      404,
      portal("Cluster 'east' not found", 'NotFoundError'),
      'degraded',
      /does not find it: Cluster 'east'/,
    ],
    [
      'a token of the cluster',
      401,
      recorded('status-401-invalid-token.json'),
      'not-allowed',
      /does not take the login/,
    ],
    [
      'no API group',
      404,
      recorded('status-404-unknown-group.txt'),
      'not-set-up',
      /not installed/,
    ],
    ['a gateway', 502, '<html>Bad Gateway</html>', 'down', /status 502/],
    ['an error without words', 500, '{"error":{}}', 'down', /status 500/],
  ])('should tell %s', (_, status, text, state, reason) => {
    expect(refusalOfProxy(status, text)).toMatchObject({
      state,
      reason: expect.stringMatching(reason),
    });
  });

  it('should find nothing wrong with a success', () => {
    expect(refusalOfProxy(200, '{"error":{"message":"x"}}')).toBeNull();
  });
});

import { sampleText } from '../__testUtils__/kubernetesSample';
import { readStatus, type Refusal } from './readStatus';

describe('readStatus', () => {
  it.each<[string, number, Partial<Refusal>]>([
    [
      'status-401-invalid-token.json',
      401,
      { kind: 'login-refused', state: 'not-allowed', missing: null },
    ],
    [
      'status-403-anonymous.json',
      403,
      { kind: 'login-refused', state: 'not-allowed', denied: null },
    ],
    [
      'status-403-daemonsets-restricted-sa.json',
      403,
      {
        kind: 'not-allowed',
        reason: 'The login may not list daemonsets in namespace shop.',
        denied: {
          verb: 'list',
          resource: 'daemonsets',
          group: 'apps',
          namespace: 'shop',
        },
        missing: 'list daemonsets (apps) in namespace shop',
        snippet:
          '- apiGroups: ["apps"]\n  resources: ["daemonsets"]\n  verbs: ["list"]\n',
      },
    ],
    [
      'status-403-hpa-restricted-sa.json',
      403,
      {
        kind: 'not-allowed',
        missing:
          'list horizontalpodautoscalers (autoscaling) in namespace shop',
      },
    ],
    [
      'status-403-cluster-scope-pods-restricted-sa.json',
      403,
      {
        kind: 'not-allowed',
        reason: 'The login may not list pods in all namespaces.',
        denied: {
          verb: 'list',
          resource: 'pods',
          group: '',
          namespace: null,
        },
      },
    ],
    [
      'status-404-object.json',
      404,
      {
        kind: 'not-found',
        reason: 'There is no deployments no-such-deployment.',
      },
    ],
    ['status-404-unknown-group.txt', 404, { kind: 'not-installed' }],
    ['status-404-metrics-group.txt', 404, { kind: 'not-installed' }],
    [
      'status-404-unknown-resource.json',
      404,
      { kind: 'not-installed', state: 'not-set-up' },
    ],
    ['status-400-bad-selector.json', 400, { kind: 'bad-request' }],
  ])('should read %s', (file, status, expected) => {
    const text = sampleText(file);
    expect(readStatus(status, text)).toEqual(expect.objectContaining(expected));
    // What was read of it as JSON means the same.
    const body = file.endsWith('.json') ? JSON.parse(text) : text;
    expect(readStatus(status, body)).toEqual(readStatus(status, text));
  });

  it('should call an empty list a success', () => {
    expect(
      readStatus(200, sampleText('list-empty-unknown-namespace.json')),
    ).toBeNull();
  });

  it.each([
    [0, null, 'down'],
    [429, { kind: 'Status', details: { retryAfterSeconds: 3 } }, 'too-many'],
    [500, 'oops', 'down'],
    [503, '<html>no upstream</html>', 'down'],
    [403, '<html>blocked</html>', 'not-allowed'],
    [404, '<html>not here</html>', 'not-found'],
    [302, '', 'down'],
  ])('should tell %s with %j apart', (status, body, kind) => {
    expect(readStatus(status, body)?.kind).toBe(kind);
  });

  it('should build no rule from text that is no name', () => {
    const message =
      'x is forbidden: User "u" cannot list resource "pods\\"]\\n- verbs: [\\"*" in API group "" at the cluster scope';
    const read = readStatus(403, { kind: 'Status', message });
    expect(read).toEqual(
      expect.objectContaining({ kind: 'not-allowed', snippet: null }),
    );
  });
});

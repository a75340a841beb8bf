import { ConfigReader } from '@backstage/config';
import { readKubernetesConfig } from './readKubernetesConfig';

const read = (kubernetes: object) =>
  readKubernetesConfig(
    new ConfigReader({ deployments: { kubernetes: { ...kubernetes } } }),
  );

describe('readKubernetesConfig', () => {
  it('should need nothing', () => {
    const none = { clusters: new Map(), patienceMs: 5_000 };
    expect(readKubernetesConfig(new ConfigReader({}))).toEqual(none);
    expect(read({})).toEqual(none);
  });

  it('should read clusters by any name', () => {
    expect(
      read({
        patience: { seconds: 8 },
        clusters: {
          'arn:aws:eks:eu-west-1:1:cluster/east.one': {
            environment: 'prod',
            namespaces: ['shop'],
          },
          local: { origin: 'emulated' },
        },
      }),
    ).toEqual({
      patienceMs: 8_000,
      clusters: new Map([
        [
          'arn:aws:eks:eu-west-1:1:cluster/east.one',
          { environment: 'prod', namespaces: ['shop'], origin: 'live' },
        ],
        ['local', { environment: null, namespaces: [], origin: 'emulated' }],
      ]),
    });
  });

  it.each([
    [
      { clusters: { east: { environment: 1 } } },
      'clusters.east.environment must be a text',
    ],
    [
      { clusters: { east: { namespaces: ['a/b'] } } },
      'clusters.east.namespaces.0 must be the name of a namespace',
    ],
    [
      { clusters: { east: { namespaces: new Array(21).fill('shop') } } },
      'clusters.east.namespaces must have at most 20',
    ],
    [
      { clusters: { east: { origin: 'sample' } } },
      'clusters.east.origin must be live or emulated',
    ],
    [
      { patience: { milliseconds: 10 } },
      'patience must be 1 second to 1 minute',
    ],
    [{ patience: { hours: 1 } }, 'patience must be 1 second to 1 minute'],
  ])('should name the key that is wrong in %j', (kubernetes, message) => {
    expect(() => read(kubernetes)).toThrow(`deployments.kubernetes.${message}`);
  });
});

import { ConfigReader } from '@backstage/config';
import { readNamesConfig } from './readNamesConfig';

const read = (deployments: object) =>
  readNamesConfig(new ConfigReader({ deployments: { ...deployments } }));

describe('readNamesConfig', () => {
  it('should know nothing where nothing is configured', () => {
    const none = { environments: [], aliases: new Map(), workflows: [] };
    expect(readNamesConfig(new ConfigReader({}))).toEqual(none);
    expect(read({ other: 1 })).toEqual(none);
  });

  it('should read names with dots and slashes in them', () => {
    const workflow = { workflow: 'deploy.yaml', environment: 'prod' };
    expect(
      read({
        aliases: { 'Production EU/1.0': 'prod' },
        kubernetes: {
          clusters: {
            'arn:aws:eks:eu-west-1:1:cluster/east.one': {
              environment: 'staging',
              namespaces: ['shop'],
            },
            west: {},
          },
        },
        github: {
          workflows: [workflow, { ...workflow, repository: 'acme/order' }],
        },
      }),
    ).toEqual({
      environments: ['prod', 'staging', 'prod', 'prod'],
      aliases: new Map([['Production EU/1.0', 'prod']]),
      workflows: [
        { ...workflow, repository: null },
        { ...workflow, repository: 'acme/order' },
      ],
    });
  });

  it.each([
    [
      { aliases: { production: 7 } },
      'deployments.aliases.production must be a text',
    ],
    [
      { aliases: { production: '' } },
      'deployments.aliases.production must not be empty',
    ],
    [
      { github: { workflows: [{ environment: 'prod' }] } },
      'deployments.github.workflows.0.workflow must be a text',
    ],
    [
      {
        github: {
          workflows: [
            { workflow: 'x.yaml', environment: 'prod', repository: 'acme' },
          ],
        },
      },
      'deployments.github.workflows.0.repository must be owner/name',
    ],
  ])('should name the key that is wrong in %j', (deployments, message) => {
    expect(() => read(deployments)).toThrow(message);
  });
});

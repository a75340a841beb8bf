import { ConfigReader } from '@backstage/config';
import { componentOf } from '../names/componentOf';
import { Names } from '../names/Names';
import type { DeployingWorkflow } from '../names/readNamesConfig';
import { GithubClient } from '../sources/github/GithubClient';
import { GithubSource } from '../sources/github/GithubSource';
import { aComponent } from './aComponent';
import { FakeGithub } from './FakeGithub';
import { InMemorySinks } from './InMemorySinks';

/** The token that the portal has of the host. */
export const TOKEN = ['token', 'of', 'the', 'portal'].join('-');

/** A moment at which the items of tests are new. */
export const NOW = '2026-11-25T11:00:00.000Z';

/** A component that is in a repository. */
export function inRepository(name: string, slug: string) {
  return componentOf(aComponent(name, { 'github.com/project-slug': slug }));
}

/** Names with environments `prod`, known as `production`, and `staging`. */
export function theNames(
  components = [inRepository('order-service', 'acme/order')],
  workflows: DeployingWorkflow[] = [],
  aliases: Array<[string, string]> = [['production', 'prod']],
): Names {
  return Names.create(components, ['prod', 'staging'], {
    environments: [],
    aliases: new Map(aliases),
    workflows,
  });
}

/** A source that reads one host, with sinks in memory. */
export async function aGithubSource(
  options: { names?: Names; timeoutMs?: number; maxBytes?: number } = {},
) {
  const fake = await FakeGithub.start();
  const sinks = new InMemorySinks();
  const time = { now: new Date(NOW) };
  const known = { names: options.names ?? theNames() };
  const warn = jest.fn();
  const limits = { timeoutMs: 2_000, ...options };
  const make = (hosts = [fake.host], token = TOKEN, login = '') =>
    GithubSource.create({
      client: GithubClient.fromConfig(
        new ConfigReader({
          integrations: {
            github: hosts.map(host => ({
              host,
              apiBaseUrl: `http://${login}${host}/api/v3`,
              token,
            })),
          },
        }),
        {
          timeoutMs: limits.timeoutMs,
          ...(options.maxBytes && { maxBytes: options.maxBytes }),
          now: () => time.now.getTime(),
        },
      ),
      names: { current: async () => known.names },
      changes: sinks,
      marks: sinks,
      origin: 'live',
      logger: { warn },
      now: () => time.now,
    });
  /** What the records tell, in short: `1.1.0 prod succeeded`. */
  const told = () =>
    sinks.records
      .map(
        ({ version, environment, status }) =>
          `${version} ${environment} ${status}`,
      )
      .sort();
  const later = (seconds: number) => {
    time.now = new Date(time.now.getTime() + seconds * 1_000);
  };
  return { fake, sinks, time, known, warn, make, source: make(), told, later };
}

/** A source as `aGithubSource` makes it. */
export type TestGithub = Awaited<ReturnType<typeof aGithubSource>>;

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfig } from './config/readConfig';
import { serviceSettings } from './config/serviceSettings';

const SERVICES = resolve(__dirname, '../../../services');

interface Stage {
  image: string;
  instructions: ReadonlyArray<{ name: string; rest: string }>;
}

/** What stands before the first image, and the stages. */
function read(text: string): { before: string[]; stages: Stage[] } {
  const lines = text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\s*\\\n\s*/g, ' ')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean);
  const [before, ...stages] = lines.join('\n').split(/^(?=FROM )/m);
  return {
    before: before.trim().split('\n'),
    stages: stages.map(stage => {
      const [from, ...rest] = stage.trim().split('\n');
      const instructions = rest.map(line => {
        const [name] = line.split(' ', 1);
        return { name, rest: line.slice(name.length + 1) };
      });
      return { image: from.split(' ')[1], instructions };
    }),
  };
}

/** What is wrong with the Dockerfile of a service; nothing where it is as it must be. */
function faultsOf(text: string): string[] {
  const { before, stages } = read(text);
  const last = stages.at(-1);
  const all = (name: string) =>
    (last?.instructions ?? [])
      .filter(instruction => instruction.name === name)
      .map(({ rest }) => rest);
  const settings = readConfig(serviceSettings, {});
  const refusesTags = stages[0]?.instructions.some(
    ({ name, rest }) =>
      name === 'RUN' &&
      rest.includes('*@sha256:*) ;;') &&
      rest.includes('exit 1'),
  );
  const rules: Array<[string, boolean]> = [
    [
      'takes an image with a digest, or none',
      before.join() === 'ARG NODE_IMAGE',
    ],
    ['refuses an image without one', refusesTags === true],
    ['ships another stage than it builds in', stages.length === 2],
    [
      'begins from that image alone',
      stages.every(({ image }) => image === '${NODE_IMAGE}'),
    ],
    ['runs as node', all('USER').join() === 'node'],
    [
      'becomes node after everything is installed',
      (last?.instructions ?? []).findLastIndex(({ name }) =>
        ['RUN', 'COPY', 'ADD'].includes(name),
      ) < (last?.instructions ?? []).findIndex(({ name }) => name === 'USER'),
    ],
    [
      'has an init process',
      all('ENTRYPOINT').join() === '["/usr/bin/tini", "--"]' &&
        all('RUN').some(line => /install .*\btini\b/.test(line)),
    ],
    [
      'is asked every 30 s, for 10 s, after 60 s, three times',
      all('HEALTHCHECK').length === 1 &&
        all('HEALTHCHECK')[0].startsWith(
          '--interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["node", ',
        ),
    ],
    [
      'is asked whether it lives, on the port it listens on',
      all('HEALTHCHECK')
        .join()
        .includes(
          `127.0.0.1:\${process.env.PORT || ${settings.PORT}}/health/liveness`,
        ),
    ],
    [
      'tells the ports it listens on',
      all('EXPOSE').join() === `${settings.PORT} ${settings.METRICS_PORT}`,
    ],
    [
      'holds no secret',
      !/\b(?:ARG|ENV)\b[^\n]*(?:TOKEN|SECRET|PASSWORD|_KEY)/.test(text),
    ],
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule);
}

const names = readdirSync(SERVICES, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name);
const dockerfileOf = (name: string) =>
  readFileSync(join(SERVICES, name, 'Dockerfile'), 'utf8');

describe('the Dockerfiles of the services', () => {
  it('should be one for each', () => {
    expect(names).toHaveLength(5);
  });

  it.each(names)('should be safe to run: %s', name => {
    expect(faultsOf(dockerfileOf(name))).toEqual([]);
  });

  it.each([
    [
      'takes an image with a digest, or none',
      'ARG NODE_IMAGE\n',
      'ARG NODE_IMAGE=node:24\n',
    ],
    ['refuses an image without one', '*@sha256:*) ;;', '*) ;;'],
    ['runs as node', 'USER node', 'USER root'],
    [
      'has an init process',
      'ENTRYPOINT ["/usr/bin/tini", "--"]',
      'ENTRYPOINT []',
    ],
    [
      'is asked every 30 s, for 10 s, after 60 s, three times',
      '--retries=3',
      '--retries=1',
    ],
    [
      'is asked whether it lives, on the port it listens on',
      'PORT || 8080',
      'PORT || 80',
    ],
    ['tells the ports it listens on', 'EXPOSE 8080 9464', 'EXPOSE 8080'],
    ['holds no secret', 'ENV NODE_ENV', 'ENV API_TOKEN=x NODE_ENV'],
  ])('should be found out where one no longer %s', (rule, line, instead) => {
    const text = dockerfileOf('product');
    expect(text).toContain(line);
    expect(faultsOf(text.replace(line, instead))).toContain(rule);
  });
});

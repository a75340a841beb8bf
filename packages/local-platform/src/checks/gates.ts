import { execute } from '../system/execute';
import { browserTestsGate } from './browserTests';
import { chaosGate, shopChaosGate } from './chaosGate';
import type { Gate } from './Gate';
import { hygieneGate } from './hygiene';
import { commandGate, type GateCommand } from './runCommand';
import { unitTestsGate } from './unitTests';

export { browserTestsGate, unitTestsGate };

const LIGHT = { isLight: true };

/** The type check of the whole repository. */
export const typesGate = commandGate(
  'Types',
  { log: 'types', command: 'tsc', args: [] },
  LIGHT,
);

/** Yarn does not read npm's settings; this carries the registry over to it. */
function yarnGate(
  title: string,
  options: GateCommand,
  essential = false,
): Gate {
  return {
    title,
    essential,
    run: async context => {
      let registry = process.env.YARN_NPM_REGISTRY_SERVER;
      if (!registry) {
        const args = ['config', 'get', 'registry'];
        registry = (await execute('npm', args, { cwd: '/' })).stdout.trim();
      }
      const env = { ...options.env, YARN_NPM_REGISTRY_SERVER: registry };
      return commandGate(title, { ...options, env }).run(context);
    },
  };
}

function configGate(title: string, log: string, files: string[]): Gate {
  const args = [
    'config:check',
    '--lax',
    ...files.flatMap(file => ['--config', file]),
  ];
  return commandGate(title, { log, command: 'backstage-cli', args }, LIGHT);
}

/** Every gate, the cheap ones first; each says alone what is wrong. */
export const ALL_GATES: readonly Gate[] = [
  yarnGate(
    'Packages match the lock file',
    { log: 'install', command: 'yarn', args: ['install', '--immutable'] },
    true,
  ),
  yarnGate('No package twice', {
    log: 'dedupe',
    command: 'yarn',
    args: ['dedupe', '--check'],
  }),
  hygieneGate,
  commandGate('Shell syntax of portico', {
    log: 'sh',
    command: 'sh',
    args: ['-n', 'portico'],
  }),
  commandGate('Shell syntax of .ci/run', {
    log: 'bash',
    command: 'bash',
    args: ['-n', '.ci/run'],
  }),
  typesGate,
  commandGate(
    'Formatting',
    { log: 'prettier', command: 'prettier', args: ['--check', '.'] },
    LIGHT,
  ),
  commandGate(
    'Lint, with the boundaries',
    {
      log: 'lint',
      command: 'backstage-cli',
      args: ['repo', 'lint', '--max-warnings', '0'],
    },
    LIGHT,
  ),
  configGate('Configuration', 'config', ['app-config.yaml']),
  configGate('Configuration in production', 'config-production', [
    'app-config.yaml',
    'app-config.production.yaml',
  ]),
  unitTestsGate,
  browserTestsGate,
  chaosGate,
  shopChaosGate,
];

import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError, CliIo } from './CliIo';

const PLACE = join('infra', 'worker', 'synth.cjs');

function* upwards(folder: string): Generator<string> {
  for (let at = folder, last = ''; at !== last; at = dirname(at)) {
    yield at;
    last = at;
  }
}

/** Finds the bundle of the synthesis worker: from the running script upwards, then from the working folder. */
export function findWorker({ cwd, workerPath }: CliIo): string {
  if (workerPath) return workerPath;
  const [, script] = process.argv;
  const folders = [
    ...(script ? upwards(dirname(script)) : []),
    ...upwards(cwd),
  ];
  const found = folders
    .map(folder => join(folder, PLACE))
    .find(candidate => existsSync(candidate));
  if (found) return found;
  throw new CliError(
    'infra/worker/synth.cjs is not there; run `yarn workspace @portico/infra build:worker`',
  );
}

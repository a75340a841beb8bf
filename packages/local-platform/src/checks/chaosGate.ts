import { join } from 'node:path';
import { ONE_FAILED, ONE_PASSED } from './Counts';
import type { Gate } from './Gate';
import { runCommand } from './runCommand';

/** The short form of `chaos`, as a person would run it. */
export const chaosGate: Gate = {
  title: 'Chaos, the short form',
  run: async context => {
    const { checkout } = context;
    const { exitCode, logFile } = await runCommand(context, {
      log: 'chaos',
      command: process.execPath,
      args: [join(checkout.bundles, 'portico.cjs'), 'chaos', '--short'],
      env: { PORTICO_ROOT: checkout.root },
      echo: true,
    });
    return exitCode === 0
      ? { counts: ONE_PASSED }
      : {
          counts: ONE_FAILED,
          reason: `exit code ${exitCode}, see ${logFile}`,
        };
  },
};

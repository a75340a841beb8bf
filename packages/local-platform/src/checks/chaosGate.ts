import { join } from 'node:path';
import { ONE_FAILED, ONE_PASSED } from './Counts';
import type { Gate } from './Gate';
import { runCommand } from './runCommand';

/** The short form of `chaos portal`, as a person would run it. */
export const chaosGate = chaosGateOf('portal');

/** The short form of `chaos shop`: five services, and what nothing may break. */
export const shopChaosGate = chaosGateOf('shop');

function chaosGateOf(what: string): Gate {
  return {
    title: `Chaos of the ${what}, the short form`,
    run: async context => {
      const { checkout } = context;
      const { exitCode, logFile } = await runCommand(context, {
        log: `chaos-${what}`,
        command: process.execPath,
        args: [join(checkout.bundles, 'portico.cjs'), 'chaos', what, '--short'],
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
}

import { Command } from 'commander';
import { addChaos } from './chaos';
import { addChecks } from './check';
import { addDoctor } from './doctor';
import { addDown } from './down';
import { addFault } from './fault';
import { addInfra } from './infra';
import { addLoad } from './load';
import { addToken } from './token';
import { addTraffic } from './traffic';
import { addUp } from './up';

/** The command line of Portico. */
export function createProgram(): Command {
  const program = new Command('portico')
    .description('The front door of the platform, on this machine.')
    .showHelpAfterError("('portico <command> --help' tells the options)")
    .enablePositionalOptions()
    .helpCommand(false);
  addUp(program);
  addDown(program);
  addDoctor(program);
  addToken(program);
  addFault(program);
  addTraffic(program);
  addChecks(program);
  addChaos(program);
  addLoad(program);
  addInfra(program);
  return program;
}

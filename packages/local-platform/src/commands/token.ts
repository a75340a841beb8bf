import { Argument, type Command } from 'commander';
import { DataFolder } from '../data/DataFolder';
import { readSecrets } from '../data/secrets';
import { PortalClient } from '../portal/PortalClient';
import { LauncherError } from '../terminal/LauncherError';
import { findRun } from '../up/RunFile';
import { addData, type DataOption } from './options';
import { isRoleWord, PEOPLE } from './people';

/** Adds `token`. */
export function addToken(program: Command): void {
  addData(program.command('token'))
    .description(
      'print a token for the API: of a sample person (an hour), or of the pipeline',
    )
    .addArgument(
      new Argument('<who>', 'whose token').choices([
        ...Object.keys(PEOPLE),
        'ci',
      ]),
    )
    .action(async (who: string, options: DataOption) => {
      const token = await readToken(who, DataFolder.at(options.data));
      process.stdout.write(`${token}\n`);
    });
}

/** The token of a role word, or of `ci`. */
export async function readToken(
  who: string,
  data: DataFolder,
): Promise<string> {
  const run = await findRun(data);
  if (!run) {
    throw new LauncherError(`Portico does not run with ${data.path}`, {
      fix: `./portico up --data ${data.path}`,
    });
  }
  if (isRoleWord(who)) {
    return new PortalClient(run.url).personaToken(PEOPLE[who].name);
  }
  const secrets = await readSecrets(data);
  if (who !== 'ci' || !secrets) {
    throw new LauncherError(`There is no token for '${who}'`, {
      fix: `name one of ${Object.keys(PEOPLE).join(', ')}, ci`,
    });
  }
  return secrets.ciToken;
}

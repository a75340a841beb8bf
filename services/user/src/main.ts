import { startUserService } from './app';
import { grantAdmin } from './grantAdmin';

const [command, argument] = process.argv.slice(2);
const work =
  command === 'grant-admin'
    ? grantAdmin(process.env, argument)
    : startUserService(process.env);

work.catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});

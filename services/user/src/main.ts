import { startUserService } from './app';
import { grantAdmin } from './grantAdmin';

const [command, email] = process.argv.slice(2);
const work =
  command === 'grant-admin'
    ? grantAdmin(process.env, email ?? '')
    : startUserService(process.env);

work.catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});

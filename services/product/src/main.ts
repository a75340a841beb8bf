import { startProductService } from './app';
import { seed } from './seed';

const [command, count] = process.argv.slice(2);
const work =
  command === 'seed'
    ? seed(process.env, count === undefined ? undefined : Number(count))
    : startProductService(process.env);

work.catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});

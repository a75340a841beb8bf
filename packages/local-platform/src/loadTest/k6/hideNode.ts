import { runInNewContext } from 'node:vm';
import { workerData } from 'node:worker_threads';
import type { ThreadData } from '../messages';
import './crypto';
import { tell } from './host';
import './http';
import './index';
import { knownOnly, notKnown } from './knownOnly';
import './metrics';

/*
 * A script that leans on something of Node works here and fails in k6. So what
 * is not of the language itself goes away before the script is loaded, and
 * after the modules that it may import: those of Node lean on such things.
 */
const language = new Set<string>(
  runInNewContext('Object.getOwnPropertyNames(globalThis)'),
);
const foreign = Object.getOwnPropertyNames(globalThis).filter(
  name => !language.has(name),
);
// Some load a module of Node when they are replaced, but not when they go.
for (const name of foreign) Reflect.deleteProperty(globalThis, name);
for (const name of foreign) {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => {
      throw notKnown(name);
    },
  });
}

const log = (...words: unknown[]) =>
  tell({ type: 'log', text: words.map(String).join(' ') });
const { env, vu } = workerData as ThreadData;

Object.assign(globalThis, {
  console: knownOnly('console', {
    log,
    debug: log,
    info: log,
    warn: log,
    error: log,
  }),
  __ENV: env,
  __VU: vu,
  __ITER: 0,
});

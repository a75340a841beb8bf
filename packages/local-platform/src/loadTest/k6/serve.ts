import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import type { ToThread } from '../messages';
import { metrics, place, tell } from './host';
import { notKnown } from './knownOnly';

/** What a script exports. */
interface Script {
  default?: () => unknown;
  options?: unknown;
  handleSummary?: (data: unknown) => Record<string, string>;
  setup?: unknown;
  teardown?: unknown;
}

/** Does for a loaded script what the main thread says. */
export function serve(script: Script): void {
  const { default: iterate, handleSummary } = script;
  for (const name of ['setup', 'teardown'] as const) {
    if (script[name] !== undefined) throw notKnown(`${name}()`);
  }
  if (typeof iterate !== 'function') {
    throw new Error('The script has no default function');
  }
  place.loading = false;
  parentPort?.on('message', (message: ToThread) => {
    if (message.type === 'summarize') {
      const outputs = handleSummary?.(message.data) ?? {};
      tell({ type: 'summarized', outputs });
      return;
    }
    Object.assign(globalThis, { __ITER: message.iteration });
    const from = performance.now();
    let error: string | undefined;
    try {
      const answer = iterate();
      if (answer instanceof Promise) throw notKnown('async functions');
    } catch (thrown) {
      error = reasonOf(thrown);
    }
    place.group = '';
    tell({ type: 'iterated', durationMs: performance.now() - from, error });
  });
  tell({
    type: 'ready',
    options: JSON.parse(JSON.stringify(script.options ?? {})),
    metrics,
    summarizes: handleSummary !== undefined,
  });
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error
    ? thrown.stack ?? thrown.message
    : String(thrown);
}

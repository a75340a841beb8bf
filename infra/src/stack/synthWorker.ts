import { tmpdir } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { parentPort } from 'node:worker_threads';
import { parseStackSpec } from '@portico/plugin-environments-common';
import type { SynthRequest, SynthResponse } from '../synth/protocol';
import { synthesize } from './synthesize';

function answer({ id, environment }: SynthRequest): SynthResponse {
  try {
    const parsed = parseStackSpec(environment);
    if (!parsed.valid) {
      const [{ path, message }] = parsed.issues;
      return { id, status: 'failed', message: `${path} ${message}` };
    }
    const document = synthesize(parsed.spec, tmpdir());
    const { used_heap_size: heapUsedBytes } = getHeapStatistics();
    return { id, status: 'ok', document, heapUsedBytes };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id, status: 'failed', message };
  }
}

parentPort?.on('message', (request: SynthRequest) =>
  parentPort?.postMessage(answer(request)),
);

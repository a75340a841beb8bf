import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { InfraClient, InfraClientOptions } from './InfraClient';
import { SynthWorker, SynthWorkerOptions } from './synth/SynthWorker';

/** Settings of the worker and the clock; all may be left out. */
export type CreateInfraClientOptions = Partial<SynthWorkerOptions> &
  Pick<InfraClientOptions, 'now'>;

/** Makes a client with the worker that this package ships. */
export function createInfraClient({
  now,
  ...options
}: CreateInfraClientOptions = {}): InfraClient {
  const worker = SynthWorker.create({
    workerPath: resolvePackagePath('@portico/infra', 'worker/synth.cjs'),
    ...options,
  });
  return InfraClient.create({ worker, now });
}

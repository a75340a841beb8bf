import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { InfraClient, InfraClientOptions } from './InfraClient';
import { SynthWorker, SynthWorkerOptions } from './synth/SynthWorker';
import { SchemaFile } from './validate/schema/SchemaFile';

/** Settings of the worker and the clock; all may be left out. */
export type CreateInfraClientOptions = Partial<SynthWorkerOptions> &
  Pick<InfraClientOptions, 'now'>;

/** Makes a client with the worker that this package ships. */
export function createInfraClient({
  now,
  workerPath = resolvePackagePath('@portico/infra', 'worker/synth.cjs'),
  ...options
}: CreateInfraClientOptions = {}): InfraClient {
  const worker = SynthWorker.create({ workerPath, ...options });
  const schema = SchemaFile.beside(workerPath);
  return InfraClient.create({ worker, schema, now });
}

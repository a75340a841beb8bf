import { InfraClient } from '../InfraClient';
import { Unavailable, unavailable } from '../synth/SynthOutcome';
import { SynthWorker } from '../synth/SynthWorker';
import { ProviderSchema } from '../validate/schema/ProviderSchema';
import { SchemaFile } from '../validate/schema/SchemaFile';
import { CliError, CliIo } from './CliIo';
import { findWorker } from './findWorker';

/** On a cold and busy machine the first answer may take longer than a form would wait. */
const DEADLINE_MS = 60_000;

/** Works with a client and stops it, whatever happens. */
export async function withClient<T>(
  io: CliIo,
  work: (client: InfraClient) => Promise<T>,
): Promise<T> {
  const workerPath = findWorker(io);
  const worker = SynthWorker.create({ workerPath, deadlineMs: DEADLINE_MS });
  const schema = SchemaFile.beside(workerPath);
  const client = InfraClient.create({ worker, schema, now: io.now });
  try {
    return await work(client);
  } finally {
    await client.stop();
  }
}

/** The outcome, or an error where there is none. */
export function available<T extends { readonly status: 'ok' }>(
  outcome: T | Unavailable,
): T {
  if (outcome.status === 'unavailable') throw new CliError(outcome.message);
  return outcome;
}

/** The schema of the provider that was built with the worker. */
export async function providerSchema(io: CliIo): Promise<ProviderSchema> {
  const schema = await SchemaFile.beside(findWorker(io)).read();
  if (schema) return schema;
  throw new CliError(unavailable('missing').message);
}

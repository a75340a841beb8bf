import { StoredEnvironment } from '../database/EnvironmentStore';
import { aSpec } from './aSpec';

/** An environment as it is stored after its file was read. */
export function aStoredEnvironment({
  createdAt = '2026-11-25T10:00:00.000Z',
  removedAt = null,
  ...fields
}: Parameters<typeof aSpec>[0] & {
  createdAt?: string;
  removedAt?: string | null;
  spec?: null;
} = {}): StoredEnvironment {
  const spec = aSpec(fields);
  const { name } = spec.metadata;
  return {
    name,
    path: `infra/environments/${name}.yaml`,
    blobSha: 'a'.repeat(40),
    commitSha: 'c'.repeat(40),
    spec: fields.spec === null ? null : spec,
    issues: [],
    createdAt,
    updatedAt: createdAt,
    removedAt,
  };
}

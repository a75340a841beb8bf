import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  ChangeKind,
  createChangeRequestSchema,
  EnvironmentSpec,
  parseEnvironmentSpec,
} from '@portico/plugin-environments-common';
import { z } from 'zod/v4';
import { StoredEnvironment } from '../database/EnvironmentStore';
import { InvalidInputError } from './InvalidInputError';
import { specHash } from './specHash';

/** A request for a change, as its schema has read it. */
export type WishInput = z.output<typeof createChangeRequestSchema>;

/** What somebody wants an environment to become. */
export interface ChangeWish {
  kind: ChangeKind;
  name: string;
  spec: EnvironmentSpec;
  hash: string;
  /** The spec of today; null for a new environment. */
  before: EnvironmentSpec | null;
  /** The id of the file's content today. */
  beforeSha: string | null;
}

/** The kinds that a request may have so far; the others belong to pages that come with them. */
const OFFERED_KINDS: readonly ChangeKind[] = ['create', 'resize', 'extend'];

function readSpec(input: unknown, name: string): EnvironmentSpec {
  const parsed = parseEnvironmentSpec(input);
  if (!parsed.valid) throw new InvalidInputError(parsed.issues);
  if (parsed.spec.metadata.name !== name) {
    const message = `is ${parsed.spec.metadata.name}, but the change is of ${name}; they must agree`;
    throw new InvalidInputError([{ path: 'metadata.name', message }]);
  }
  return parsed.spec;
}

function specOf(
  environment: StoredEnvironment | undefined,
  name: string,
): EnvironmentSpec {
  if (!environment) throw new NotFoundError(`There is no environment ${name}`);
  if (!environment.spec) {
    throw new ConflictError(
      `The file of ${name} is not valid; mend it in Git first`,
    );
  }
  return environment.spec;
}

function extended(input: WishInput, today: EnvironmentSpec): EnvironmentSpec {
  if (input.ttl === undefined) {
    throw new InvalidInputError([
      { path: 'ttl', message: 'is missing; it must be a time such as 14d' },
    ]);
  }
  const spec = { ...today.spec, ttl: input.ttl };
  return readSpec({ ...today, spec }, input.name);
}

/** Reads what is wanted, or throws with every reason why it can't be. */
export function readWish(
  input: WishInput,
  environment: StoredEnvironment | undefined,
): ChangeWish {
  const { kind, name } = input;
  if (!OFFERED_KINDS.includes(kind)) {
    const message = `must be one of ${OFFERED_KINDS.join(', ')}`;
    throw new InvalidInputError([{ path: 'kind', message }]);
  }
  if (kind === 'create') {
    const spec = readSpec(input.spec, name);
    return {
      kind,
      name,
      spec,
      hash: specHash(spec),
      before: null,
      beforeSha: null,
    };
  }
  const spec =
    kind === 'extend'
      ? extended(input, specOf(environment, name))
      : readSpec(input.spec, name);
  const before = specOf(environment, name);
  return {
    kind,
    name,
    spec,
    hash: specHash(spec),
    before,
    beforeSha: environment?.blobSha ?? null,
  };
}

import {
  parseEnvironmentSpecText,
  SPEC_TEXT_LIMIT,
  SpecIssue,
} from '@portico/plugin-environments-common';
import { ReadEnvironment } from '../database/EnvironmentStore';
import { PlatformFile } from '../sources/PlatformRepository';

// Which files of the folder are environments.
const ENVIRONMENT_FILE = /^(.+)\.ya?ml$/;

/** Longer names than any environment may have; what is cut here is not valid anyway. */
const NAME_LIMIT = 100;

/** UTF-8 needs at most three bytes for a character that counts as one. */
const SIZE_LIMIT_BYTES = SPEC_TEXT_LIMIT * 3;

/** The name of the environment that a file holds; undefined for other files. */
export function environmentNameOf(file: PlatformFile): string | undefined {
  return ENVIRONMENT_FILE.exec(file.name)?.[1].slice(0, NAME_LIMIT);
}

/** Whether a file is too large to be read at all. */
export function isTooLarge(file: PlatformFile): boolean {
  return file.sizeBytes > SIZE_LIMIT_BYTES;
}

function withIssues(
  name: string,
  file: PlatformFile,
  issues: SpecIssue[],
): ReadEnvironment {
  return { name, path: file.path, blobSha: file.sha, spec: null, issues };
}

/**
 * What a file says of its environment. One that can't be used is an
 * environment too, with its issues, so that it is seen and not missed.
 */
export function readEnvironmentFile(
  name: string,
  file: PlatformFile,
  text: string | undefined,
): ReadEnvironment {
  if (text === undefined) {
    const message = `is ${file.sizeBytes} bytes large; a file may have ${SIZE_LIMIT_BYTES}`;
    return withIssues(name, file, [{ path: '', message }]);
  }
  const parsed = parseEnvironmentSpecText(text);
  if (!parsed.valid) return withIssues(name, file, parsed.issues);
  const named = parsed.spec.metadata.name;
  if (named !== name) {
    const message = `is ${named}, but the file is called ${file.name}; they must agree`;
    return withIssues(name, file, [{ path: 'metadata.name', message }]);
  }
  const { path, sha } = file;
  return { name, path, blobSha: sha, spec: parsed.spec, issues: [] };
}

/** An environment that two files claim; neither of them counts. */
export function readDuplicate(
  name: string,
  files: PlatformFile[],
): ReadEnvironment {
  const names = files.map(file => file.name).join(' and ');
  return withIssues(name, files[0], [
    { path: '', message: `is there twice, as ${names}; keep one of them` },
  ]);
}

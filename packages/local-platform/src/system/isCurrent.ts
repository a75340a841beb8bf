import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listInputs } from '../portal/buildInputs';

/** Whether a file is there and newer than all that it is made of. */
export async function isCurrent(
  file: string,
  root: string,
  inputs: readonly string[],
): Promise<boolean> {
  const made = await modified(file);
  if (made === undefined) {
    return false;
  }
  for (const input of await listInputs(root, inputs)) {
    if (((await modified(join(root, input))) ?? Infinity) > made) {
      return false;
    }
  }
  return true;
}

async function modified(file: string): Promise<number | undefined> {
  return stat(file).then(
    stats => stats.mtimeMs,
    () => undefined,
  );
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  parseKubernetesLists,
  type KubernetesLists,
} from '../health/kubernetesLists';

const FOLDER = join(__dirname, '..', '__fixtures__', 'kubernetes');

/** What is right for a sample. */
export interface Expected {
  state: string;
  targetVersion: string;
  servingVersions: Record<string, number>;
  desired: number | null;
  ready: number;
  evaluateAt: string;
}

/** The text of a file of the samples. */
export function sampleText(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

/** What is right for each sample. */
export function expectedOfSamples(): Record<string, Expected> {
  return JSON.parse(sampleText('expected.json'));
}

/** The answers of the API in a sample; what was not asked for there was empty. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests change it as they like
export function sampleLists(name: string): Record<string, any> {
  const sample = JSON.parse(sampleText(`${name}.json`));
  const byObject: Array<{ items: unknown[] }> = Object.values(
    sample.eventsByObject ?? {},
  );
  return {
    statefulsets: { items: [] },
    daemonsets: { items: [] },
    jobs: { items: [] },
    cronjobs: { items: [] },
    ...sample,
    events: { items: byObject.flatMap(list => list.items ?? list) },
  };
}

/** The lists, read; throws with the fields where they are not valid. */
export function read(input: unknown): KubernetesLists {
  const parsed = parseKubernetesLists(input);
  if (!parsed.valid) {
    throw new Error(JSON.stringify(parsed.issues));
  }
  return parsed.lists;
}

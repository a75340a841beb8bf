import { z } from 'zod/v4';
import type { DataFolder } from '../data/DataFolder';

const FILE = 'revisions.json';
/** As many as a Deployment keeps by itself. */
const MOST = 10;

const revisionSchema = z.object({
  version: z.string(),
  createdAt: z.iso.datetime(),
});

const fileSchema = z.record(z.string(), z.array(revisionSchema));

/** A version of a component that was started, the first time. */
export type Revision = z.infer<typeof revisionSchema>;

/**
 * Writes down which versions were started now, and tells all that are known of
 * each component, the one that runs last. One that was there before moves to
 * the end, as a Deployment that is rolled back does with its ReplicaSet.
 */
export async function recordRevisions(
  data: DataFolder,
  started: readonly { component: string; version: string }[],
  now = new Date(),
): Promise<Record<string, Revision[]>> {
  const known = (await data.readJson(FILE, fileSchema)) ?? {};
  for (const { component, version } of started) {
    const all = known[component] ?? [];
    const again = all.find(revision => revision.version === version);
    const createdAt = again?.createdAt ?? now.toISOString();
    known[component] = [
      ...all.filter(revision => revision !== again),
      { version, createdAt },
    ].slice(-MOST);
  }
  await data.writeJson(FILE, known);
  return known;
}

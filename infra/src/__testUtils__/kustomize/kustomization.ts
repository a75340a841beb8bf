import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { readDocuments } from './Manifest';

const names = z.array(z.string()).default([]);
const texts = z.record(z.string(), z.string());

const replacementSchema = z.strictObject({
  source: z.strictObject({
    kind: z.string(),
    name: z.string(),
    fieldPath: z.string(),
    options: z.strictObject({ delimiter: z.string(), index: z.number() }),
  }),
  targets: z.array(
    z.strictObject({
      select: z.strictObject({ kind: z.string(), name: z.string() }),
      fieldPaths: z.array(z.string()),
      options: z.strictObject({ create: z.literal(true) }),
    }),
  ),
});

const kustomizationSchema = z.strictObject({
  apiVersion: z.string(),
  kind: z.enum(['Kustomization', 'Component']),
  namespace: z.string().optional(),
  namePrefix: z.string().optional(),
  resources: names,
  components: names,
  configMapGenerator: z
    .array(
      z.strictObject({
        name: z.string(),
        literals: names,
        files: names,
      }),
    )
    .default([]),
  patches: z
    .array(
      z.strictObject({
        path: z.string(),
        target: z.strictObject({ kind: z.string() }).optional(),
      }),
    )
    .default([]),
  labels: z
    .array(
      z.strictObject({
        pairs: texts,
        includeSelectors: z.boolean().default(false),
        includeTemplates: z.boolean().default(false),
      }),
    )
    .default([]),
  images: z
    .array(
      z.strictObject({
        name: z.string(),
        newName: z.string().optional(),
        newTag: z.string(),
      }),
    )
    .default([]),
  replacements: z.array(replacementSchema).default([]),
});

/** A kustomization.yaml, as far as it is understood here. */
export type Kustomization = z.output<typeof kustomizationSchema>;

/** Reads the kustomization.yaml of a folder; throws at anything that is not understood here. */
export function readKustomization(folder: string): Kustomization {
  const file = join(folder, 'kustomization.yaml');
  if (!existsSync(file)) throw new Error(`${folder} has no kustomization.yaml`);
  const parsed = kustomizationSchema.safeParse(readDocuments(file)[0]);
  if (parsed.success) return parsed.data;
  throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
}

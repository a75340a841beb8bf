import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Kustomization } from './kustomization';
import { Manifest } from './Manifest';

type Generator = Kustomization['configMapGenerator'][number];

/** Makes a ConfigMap of lines like `A=b` and of files. */
export function generateConfigMap(
  folder: string,
  { name, literals, files }: Generator,
): Manifest {
  const pairs = [
    ...literals.map((text): [string, string] => {
      const at = text.indexOf('=');
      if (at < 1) throw new Error(`${name}: ${text} is no NAME=value`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
    ...files.map((file): [string, string] => [
      basename(file),
      readFileSync(join(folder, file), 'utf8'),
    ]),
  ];
  if (new Set(pairs.map(([key]) => key)).size < pairs.length) {
    throw new Error(`${name} says something twice`);
  }
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: Object.fromEntries(pairs),
  };
}

/** The name with a digest of the content, which makes pods begin anew when it changes. */
export function nameByContent({ metadata, data }: Manifest): string {
  const sorted = Object.fromEntries(
    Object.entries(data ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  // As kustomize does it: without the name, and with Go's way to write three signs.
  const text = JSON.stringify({
    data: sorted,
    kind: 'ConfigMap',
    name: '',
  }).replace(
    /[<>&]/g,
    sign => `\\u00${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 10);
  // Letters that make no words, as kustomize puts them.
  const letters: Record<string, string> = {
    0: 'g',
    1: 'h',
    3: 'k',
    a: 'm',
    e: 't',
  };
  const suffix = digest.replace(/[013ae]/g, sign => letters[sign]);
  return `${metadata.name}-${suffix}`;
}

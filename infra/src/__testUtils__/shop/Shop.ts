import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { valueAt } from '../kustomize/fieldPath';
import { kustomize } from '../kustomize/kustomize';
import { Fields, Manifest, Value, isFields } from '../kustomize/Manifest';

/** The overlays of the shop. */
export const OVERLAYS = ['local', 'dev', 'staging', 'prod'] as const;

/** What the shop comes to in one environment. */
export interface Shop {
  environment: (typeof OVERLAYS)[number];
  manifests: Manifest[];
}

/** Builds the shop of an environment anew, so that a test may change it. */
export function aShop(environment: Shop['environment']): Shop {
  const root = resolvePackagePath('@portico/infra', 'kubernetes');
  return {
    environment,
    manifests: kustomize(join(root, 'overlays', environment)),
  };
}

/** The objects of a kind. */
export function ofKind({ manifests }: Shop, kind: string): Manifest[] {
  return manifests.filter(manifest => manifest.kind === kind);
}

/** One object by kind and name; undefined where it is not there. */
export function named(
  shop: Shop,
  kind: string,
  name: string,
): Manifest | undefined {
  return ofKind(shop, kind).find(({ metadata }) => metadata.name === name);
}

/** The maps of a list that a path leads to; none where it leads to no list. */
export function listAt(from: Value, path: string): Fields[] {
  const value = valueAt(from, path);
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The map that a path leads to; an empty one where it leads to none. */
export function fieldsAt(from: Value, path: string): Fields {
  const value = valueAt(from, path);
  return isFields(value) ? value : {};
}

/** The one container of a service. */
export function containerOf(deployment: Manifest): Fields {
  return listAt(deployment, 'spec.template.spec.containers')[0] ?? {};
}

/** Where a variable comes from: its text, or the secret and key that hold it. */
export type Variable = { text: string } | { secret: string; key: string };

/** Every variable of a service by name, of its ConfigMaps and its own; throws where a ConfigMap is not there. */
export function variablesOf(
  shop: Shop,
  deployment: Manifest,
): Map<string, Variable> {
  const container = containerOf(deployment);
  const variables = new Map<string, Variable>();
  for (const source of listAt(container, 'envFrom')) {
    const name = String(valueAt(source, 'configMapRef.name'));
    const map = named(shop, 'ConfigMap', name);
    if (!map) throw new Error(`There is no ConfigMap ${name}`);
    for (const [key, text] of Object.entries(fieldsAt(map, 'data'))) {
      variables.set(key, { text: String(text) });
    }
  }
  for (const { name, value, valueFrom } of listAt(container, 'env')) {
    const { name: secret, key } = fieldsAt(valueFrom ?? {}, 'secretKeyRef');
    variables.set(
      String(name),
      value === undefined
        ? { secret: String(secret), key: String(key) }
        : { text: String(value) },
    );
  }
  return variables;
}

/** A variable's text, or undefined. */
export function textOf(
  variables: ReadonlyMap<string, Variable>,
  name: string,
): string | undefined {
  const variable = variables.get(name);
  return variable && 'text' in variable ? variable.text : undefined;
}

/** Whether every pair of labels is among others. */
export function selects(selector: Fields, labels: Fields): boolean {
  return Object.entries(selector).every(([key, text]) => labels[key] === text);
}

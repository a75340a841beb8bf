import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployment } from '../objects/deployment';
import type { KubernetesObject } from '../objects/KubernetesObject';
import type { Pod } from '../objects/pod';
import type { ReplicaSet } from '../objects/replicaSet';
import { Shape } from './Shape';

/** What of a case is compared, and as what the emulator keeps it. */
export const KINDS = {
  deployments: 'deployments.apps',
  replicasets: 'replicasets.apps',
  pods: 'pods',
  horizontalpodautoscalers: 'horizontalpodautoscalers.autoscaling',
  events: 'events',
};
/** One of them. */
export type Kind = keyof typeof KINDS;
/** The objects of a case. */
export interface Case extends Record<Kind, KubernetesObject[]> {
  deployments: Deployment[];
  replicasets: ReplicaSet[];
  pods: Pod[];
}

/** The objects of one kind. */
export const objectsOf = (found: Case, kind: Kind): KubernetesObject[] =>
  found[kind];

/** Their names are the owner's choice, not the server's. */
const FREE_NAMES = ['labels', 'annotations', 'matchLabels'];

/** What a real API showed of a case. */
export function real(name: string): Case {
  const file = join(__dirname, '../__fixtures__', `${name}.json`);
  const found = JSON.parse(readFileSync(file, 'utf8'));
  // A selector by label finds no event, on a real server neither.
  const events = Object.values<{ items: KubernetesObject[] }>(
    found.eventsByObject,
  );
  return {
    ...Object.fromEntries(
      Object.keys(KINDS).map(kind => [kind, found[kind].items]),
    ),
    events: events.flatMap(({ items }) => items),
  } as Case;
}

/** The shape of all real objects of a kind. */
export function shapeOf(kind: Kind, names: readonly string[]): Shape {
  const shape = new Shape(FREE_NAMES);
  names
    .flatMap(name => objectsOf(real(name), kind))
    .forEach(object => shape.learn(object));
  return shape;
}

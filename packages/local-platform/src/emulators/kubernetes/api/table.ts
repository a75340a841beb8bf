import type { KubernetesObject } from '../objects/KubernetesObject';
import type { ApiResource } from './apiResources';

interface Column {
  name: string;
  type: 'string' | 'integer' | 'date';
  cell(object: KubernetesObject, now: Date): string | number;
}

const name: Column = {
  name: 'Name',
  type: 'string',
  cell: ({ metadata }) => metadata.name,
};
const age: Column = {
  name: 'Age',
  type: 'string',
  cell: ({ metadata }, now) =>
    ageWords(new Date(metadata.creationTimestamp), now),
};

/** The columns that `kubectl get` prints; of other kinds the name and the age. */
const COLUMNS: Record<string, readonly Column[]> = {
  Pod: [
    name,
    text('Ready', pod => `${container(pod)?.ready ? 1 : 0}/1`),
    text('Status', podWords),
    number('Restarts', pod => container(pod)?.restartCount),
    age,
  ],
  Deployment: [
    name,
    text(
      'Ready',
      ({ spec, status }) =>
        `${read(status, 'readyReplicas') ?? 0}/${read(spec, 'replicas')}`,
    ),
    number('Up-to-date', ({ status }) => read(status, 'updatedReplicas')),
    number('Available', ({ status }) => read(status, 'availableReplicas')),
    age,
  ],
};

/** Whether somebody asks for a table, as kubectl does. */
export function isTableWanted(accept: string | undefined): boolean {
  return /(^|,)\s*application\/json\s*;[^,]*\bas=Table\b/.test(accept ?? '');
}

/** A list as a table, a row an object. */
export function tableOf(
  resource: ApiResource,
  list: { metadata: object; items: readonly KubernetesObject[] },
  now: Date,
) {
  const columns = COLUMNS[resource.kind] ?? [name, age];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: list.metadata,
    columnDefinitions: columns.map(column => ({
      name: column.name,
      type: column.type,
      format: column === name ? 'name' : '',
      description: '',
      priority: 0,
    })),
    rows: list.items.map(object => ({
      cells: columns.map(column => column.cell(object, now)),
      object: {
        kind: 'PartialObjectMetadata',
        apiVersion: 'meta.k8s.io/v1',
        metadata: object.metadata,
      },
    })),
  };
}

function text(
  title: string,
  cell: (object: KubernetesObject) => string,
): Column {
  return { name: title, type: 'string', cell };
}

function number(
  title: string,
  cell: (object: KubernetesObject) => unknown,
): Column {
  return {
    name: title,
    type: 'integer',
    cell: object => Number(cell(object) ?? 0),
  };
}

function read(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[field]
    : undefined;
}

/** The only container, as its status tells it. */
function container(pod: KubernetesObject) {
  const statuses = read(pod.status, 'containerStatuses') as
    | { ready: boolean; restartCount: number; state: object }[]
    | undefined;
  return statuses?.[0];
}

function podWords(pod: KubernetesObject): string {
  const state = container(pod)?.state;
  const reason =
    read(read(state, 'waiting'), 'reason') ??
    read(read(state, 'terminated'), 'reason');
  return String(reason ?? read(pod.status, 'phase'));
}

/** `45s`, `12m`, `3h`, `2d`, shortened as kubectl does. */
function ageWords(since: Date, now: Date): string {
  const seconds = Math.max(
    0,
    Math.floor((now.getTime() - since.getTime()) / 1000),
  );
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 3 * 3600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 2 * 86_400) return `${Math.floor(seconds / 3600)}h`;
  return `${Math.floor(seconds / 86_400)}d`;
}

import type { KubernetesObject } from '../objects/KubernetesObject';
import { BadSelector } from './BadSelector';

/** The fields that objects can be selected by, as Kubernetes has them. */
const EVERYWHERE = ['metadata.name', 'metadata.namespace'];
const FIELDS: Record<string, readonly string[]> = {
  pods: [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
  ],
  events: [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  namespaces: ['status.phase'],
};

/**
 * Reads a field selector: `a=b`, `a==b` or `a!=b`, joined by commas. Throws
 * {@link BadSelector} with the words of the real server.
 */
export function parseFieldSelector(
  text: string,
  resource: string,
): (object: KubernetesObject) => boolean {
  const known = [...EVERYWHERE, ...(FIELDS[resource] ?? [])];
  const terms = text
    .split(/(?<!\\),/)
    .filter(term => term !== '')
    .map(term => readTerm(text, term));
  for (const { field } of terms) {
    if (!known.includes(field)) {
      throw new BadSelector(`field label not supported: ${field}`);
    }
  }
  return object =>
    terms.every(
      ({ field, equals, value }) =>
        (valueOf(object, field) === value) === equals,
    );
}

function readTerm(text: string, term: string) {
  const match = /^((?:[^=!\\]|\\.)*)(!=|==|=)((?:[^=\\]|\\.)*)$/.exec(term);
  if (!match) {
    throw new BadSelector(
      `invalid selector: '${text}'; can't understand '${term}'`,
    );
  }
  const [, field, operator, value] = match;
  return {
    field,
    equals: operator !== '!=',
    value: value.replace(/\\(.)/g, '$1'),
  };
}

function valueOf(object: KubernetesObject, field: string): string {
  // An event's source is selected by its component.
  const path = field === 'source' ? 'source.component' : field;
  const value = path
    .split('.')
    .reduce<unknown>(
      (inner, part) =>
        typeof inner === 'object' && inner !== null
          ? (inner as Record<string, unknown>)[part]
          : undefined,
      object,
    );
  return value === undefined || value === null ? '' : String(value);
}

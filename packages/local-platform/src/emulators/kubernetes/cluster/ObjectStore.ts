import type { KubernetesObject } from '../objects/KubernetesObject';

/** A change of one object, for those who watch. */
export interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: string;
  object: KubernetesObject;
  resourceVersion: number;
}

const MAX_HISTORY = 1_000;

interface Stored {
  text: string;
  resource: string;
  object: KubernetesObject;
}

/** The objects of the cluster, with a version that goes up with every change of one. */
export class ObjectStore {
  readonly #stored = new Map<string, Stored>();
  #history: Change[] = [];
  #version = 1;
  #forgottenUpTo = 0;

  /** The version of the last change. */
  get resourceVersion(): number {
    return this.#version;
  }

  /** Takes the objects of a resource as they are now. */
  replace(resource: string, objects: readonly KubernetesObject[]): void {
    const kept = new Set<string>();
    for (const object of objects) {
      const key = `${resource}/${object.metadata.namespace ?? ''}/${
        object.metadata.name
      }`;
      kept.add(key);
      this.#put(key, resource, object);
    }
    for (const [key, stored] of this.#stored) {
      if (stored.resource === resource && !kept.has(key)) {
        this.#stored.delete(key);
        this.#tell('DELETED', resource, this.#versioned(stored.object));
      }
    }
  }

  /** The objects of a resource, by namespace and name. */
  list(resource: string): KubernetesObject[] {
    return [...this.#stored.values()]
      .filter(stored => stored.resource === resource)
      .map(stored => stored.object)
      .sort((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1));
  }

  /** The changes after a version; nothing where they are no longer known. */
  changesAfter(version: number): Change[] | undefined {
    return version < this.#forgottenUpTo
      ? undefined
      : this.#history.filter(change => change.resourceVersion > version);
  }

  #put(key: string, resource: string, given: KubernetesObject): void {
    const { resourceVersion: _, ...metadata } = given.metadata;
    const text = JSON.stringify({ ...given, metadata });
    const known = this.#stored.get(key);
    if (known?.text === text) {
      // Whoever made the object anew reads its version from it.
      given.metadata.resourceVersion = known.object.metadata.resourceVersion;
      return;
    }
    const object = this.#versioned(given);
    given.metadata.resourceVersion = object.metadata.resourceVersion;
    this.#stored.set(key, { text, resource, object });
    this.#tell(known ? 'MODIFIED' : 'ADDED', resource, object);
  }

  /** A copy with the next version: what was told before must not change. */
  #versioned(object: KubernetesObject): KubernetesObject {
    this.#version += 1;
    const resourceVersion = String(this.#version);
    return { ...object, metadata: { ...object.metadata, resourceVersion } };
  }

  #tell(
    type: Change['type'],
    resource: string,
    object: KubernetesObject,
  ): void {
    const resourceVersion = this.#version;
    this.#history.push({ type, resource, object, resourceVersion });
    if (this.#history.length > MAX_HISTORY) {
      const forgotten = this.#history.slice(0, -MAX_HISTORY);
      this.#history = this.#history.slice(-MAX_HISTORY);
      this.#forgottenUpTo = forgotten[forgotten.length - 1].resourceVersion;
    }
  }
}

/** The order of lists, and where one that was cut goes on. */
export function orderKey({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

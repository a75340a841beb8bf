import { kubernetesTime, stableUid } from '../names';
import type { KubernetesObject } from '../objects/KubernetesObject';

/** Something that happened to an object. */
export interface Happening {
  kind: string;
  apiVersion: string;
  object: KubernetesObject;
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  component: string;
  host?: string;
  fieldPath?: string;
  firstAt?: Date;
  lastAt: Date;
  /** Default: 1. */
  count?: number;
}

/** Kubernetes forgets events after an hour, too. */
const TIME_TO_LIVE_MS = 60 * 60 * 1000;
const MAX_EVENTS = 1_000;

interface Entry {
  event: KubernetesObject & { count: number; lastTimestamp: string };
  lastAt: Date;
}

/** What happened in the last hour; the same again counts up. */
export class EventLog {
  readonly #entries = new Map<string, Entry>();

  record(happening: Happening): void {
    const { object, reason, message, lastAt, count = 1 } = happening;
    const { name, uid } = object.metadata;
    const key = [uid, reason, message].join('\n');
    const known = this.#entries.get(key);
    const event = known
      ? {
          ...known.event,
          count: known.event.count + count,
          lastTimestamp: kubernetesTime(lastAt),
        }
      : eventObject(happening, `${name}.${shortId(key)}`);
    this.#entries.delete(key);
    this.#entries.set(key, { event, lastAt });
  }

  /** The events of the last hour. */
  list(now: Date): KubernetesObject[] {
    const oldest = now.getTime() - TIME_TO_LIVE_MS;
    let tooMany = this.#entries.size - MAX_EVENTS;
    for (const [key, { lastAt }] of this.#entries) {
      if (lastAt.getTime() < oldest || tooMany > 0) {
        this.#entries.delete(key);
        tooMany -= 1;
      }
    }
    return [...this.#entries.values()].map(entry => entry.event);
  }
}

function shortId(key: string): string {
  return stableUid('Event', key).replace(/-/g, '').slice(0, 16);
}

function eventObject(happening: Happening, name: string) {
  const { kind, apiVersion, object, component, host, fieldPath } = happening;
  const { namespace, uid, resourceVersion } = object.metadata;
  const firstAt = happening.firstAt ?? happening.lastAt;
  return {
    metadata: {
      name,
      namespace,
      uid: stableUid('Event', name),
      creationTimestamp: kubernetesTime(firstAt),
    },
    involvedObject: {
      kind,
      namespace,
      name: object.metadata.name,
      uid,
      apiVersion,
      resourceVersion,
      ...(fieldPath && { fieldPath }),
    },
    reason: happening.reason,
    message: happening.message,
    source: { component, ...(host && { host }) },
    firstTimestamp: kubernetesTime(firstAt),
    lastTimestamp: kubernetesTime(happening.lastAt),
    count: happening.count ?? 1,
    type: happening.type,
    eventTime: null,
    reportingComponent: component,
    reportingInstance: host ?? '',
  };
}

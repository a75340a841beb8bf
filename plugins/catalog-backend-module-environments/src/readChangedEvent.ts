import { EnvironmentsChanged } from './EnvironmentProvider';

function names(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((name): name is string => typeof name === 'string')
    : [];
}

/** Reads the payload of an `environments.changed` event; what is not a name is left out. */
export function readChangedEvent(payload: unknown): EnvironmentsChanged {
  const { changed, removed } = Object(payload);
  return { changed: names(changed), removed: names(removed) };
}

import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { EnvironmentPart } from './constructs/EnvironmentPart';
import { EventAccess } from './constructs/workloadStatements';

/** The services of an environment: those that it keeps images of, and those that are reached from outside. */
export function servicesOf({
  registry,
  edge,
}: EnvironmentSpec['spec']): string[] {
  const served = edge?.services.map(({ name }) => name) ?? [];
  return [...new Set([...(registry?.repositories ?? []), ...served])];
}

/** What services do with events: a service has an image of its name, and the queues that are called like it. */
export function eventAccessOf(
  { registry }: EnvironmentSpec['spec'],
  parts: readonly (EnvironmentPart | undefined)[],
): Map<string, EventAccess> {
  const topicArns = parts.flatMap(part => part?.topicArns ?? []);
  const queues = parts.flatMap(part => [...(part?.queueArns ?? [])]);
  const names = topicArns.length > 0 ? registry?.repositories ?? [] : [];
  return new Map(
    names.map(service => [
      service,
      {
        topicArns,
        queueArns: queues
          .filter(([name]) => name.split('/')[1] === service)
          .map(([, arn]) => arn),
      },
    ]),
  );
}

import { z } from 'zod/v4';
import {
  lookUpTransition,
  type Transition,
  type TransitionTable,
} from '../changes/transition';

/** Where an environment stands. */
export const environmentStateSchema = z.enum([
  'defined',
  'provisioning',
  'ready',
  'drifted',
  'failed',
  'destroying',
  'destroyed',
]);

/** Where an environment stands. */
export type EnvironmentState = z.infer<typeof environmentStateSchema>;

/** What happens to an environment, as its pipeline tells. */
export const environmentEventSchema = z.enum([
  'apply-started',
  'apply-succeeded',
  'apply-failed',
  'drift-found',
  'drift-cleared',
  'destroy-started',
  'destroy-succeeded',
  'destroy-failed',
]);

/** What happens to an environment. */
export type EnvironmentEvent = z.infer<typeof environmentEventSchema>;

/**
 * The life of an environment. Reports can arrive without the one before them, so an end is
 * taken where its start was not seen, and a check that finds no difference proves that all is
 * there. A failed destroy leaves it failed: something is left.
 */
export const ENVIRONMENT_TRANSITIONS: TransitionTable<
  EnvironmentState,
  EnvironmentEvent
> = {
  defined: {
    'apply-started': 'provisioning',
    'apply-succeeded': 'ready',
    'apply-failed': 'failed',
    'drift-cleared': 'ready',
    'destroy-started': 'destroying',
    'destroy-succeeded': 'destroyed',
    'destroy-failed': 'failed',
  },
  provisioning: {
    'apply-started': 'provisioning',
    'apply-succeeded': 'ready',
    'apply-failed': 'failed',
    'destroy-started': 'destroying',
  },
  ready: {
    'apply-started': 'provisioning',
    'apply-succeeded': 'ready',
    'apply-failed': 'failed',
    'drift-found': 'drifted',
    'drift-cleared': 'ready',
    'destroy-started': 'destroying',
    'destroy-succeeded': 'destroyed',
    'destroy-failed': 'failed',
  },
  drifted: {
    'apply-started': 'provisioning',
    'apply-succeeded': 'ready',
    'apply-failed': 'failed',
    'drift-found': 'drifted',
    'drift-cleared': 'ready',
    'destroy-started': 'destroying',
    'destroy-succeeded': 'destroyed',
    'destroy-failed': 'failed',
  },
  failed: {
    'apply-started': 'provisioning',
    'apply-succeeded': 'ready',
    'apply-failed': 'failed',
    'drift-cleared': 'ready',
    'destroy-started': 'destroying',
    'destroy-succeeded': 'destroyed',
    'destroy-failed': 'failed',
  },
  destroying: {
    'destroy-started': 'destroying',
    'destroy-succeeded': 'destroyed',
    'destroy-failed': 'failed',
  },
  destroyed: {},
};

/** The state of an environment after an event, or why the event is refused. */
export function transitionEnvironment(
  state: EnvironmentState,
  event: EnvironmentEvent,
): Transition<EnvironmentState> {
  return lookUpTransition(ENVIRONMENT_TRANSITIONS, state, event);
}

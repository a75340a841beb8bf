import {
  healthLight,
  type DeploymentStatus,
  type HealthState,
} from '@portico/plugin-deployments-common';

/** What kind of news something is; a word and an icon say the same without colour. */
export type Tone = 'positive' | 'negative' | 'warning' | 'active' | 'neutral';

const LIGHTS: Readonly<Record<ReturnType<typeof healthLight>, Tone>> = {
  green: 'positive',
  blue: 'active',
  amber: 'warning',
  red: 'negative',
  grey: 'neutral',
};

/** The tone of a health state. */
export function healthTone(state: HealthState): Tone {
  return LIGHTS[healthLight(state)];
}

/** The tones of how far a deployment came. */
export const STATUS_TONES: Readonly<Record<DeploymentStatus, Tone>> = {
  queued: 'neutral',
  running: 'active',
  succeeded: 'positive',
  failed: 'negative',
  'rolled-back': 'warning',
  superseded: 'neutral',
};

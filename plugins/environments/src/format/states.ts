import type {
  ChangeState,
  EnvironmentState,
  RunStatus,
} from '@portico/plugin-environments-common';
import type { Origin } from '@portico/plugin-timeline-common';

/** The tone of a state; the word and the icon say the same without colour. */
export type Tone = 'positive' | 'negative' | 'warning' | 'active' | 'neutral';

/** A state in words. */
export interface StateWords {
  word: string;
  tone: Tone;
}

/** The states of an environment in words. */
export const ENVIRONMENT_STATES: Readonly<
  Record<EnvironmentState, StateWords>
> = {
  defined: { word: 'Defined, never applied', tone: 'neutral' },
  provisioning: { word: 'Provisioning', tone: 'active' },
  ready: { word: 'Ready', tone: 'positive' },
  drifted: { word: 'Drifted', tone: 'warning' },
  failed: { word: 'Failed', tone: 'negative' },
  destroying: { word: 'Destroying', tone: 'active' },
  destroyed: { word: 'Destroyed', tone: 'neutral' },
};

/** The states of a change in words. */
export const CHANGE_STATES: Readonly<Record<ChangeState, StateWords>> = {
  draft: { word: 'Draft', tone: 'neutral' },
  'pending-approval': { word: 'Waiting for approval', tone: 'warning' },
  approved: { word: 'Approved', tone: 'active' },
  proposed: { word: 'Pull request open', tone: 'active' },
  merged: { word: 'Merged', tone: 'positive' },
  applying: { word: 'Applying', tone: 'active' },
  applied: { word: 'Applied', tone: 'positive' },
  rejected: { word: 'Rejected', tone: 'negative' },
  withdrawn: { word: 'Withdrawn', tone: 'neutral' },
  expired: { word: 'Expired', tone: 'neutral' },
  superseded: { word: 'Superseded', tone: 'neutral' },
  failed: { word: 'Failed', tone: 'negative' },
};

/** The states of a run of the pipeline in words. */
export const RUN_STATES: Readonly<Record<RunStatus, StateWords>> = {
  queued: { word: 'Queued', tone: 'neutral' },
  running: { word: 'Running', tone: 'active' },
  succeeded: { word: 'Succeeded', tone: 'positive' },
  failed: { word: 'Failed', tone: 'negative' },
  cancelled: { word: 'Cancelled', tone: 'neutral' },
};

/** What is not of a real source, and what that means; live data has no mark. */
export const ORIGINS: Readonly<
  Record<Exclude<Origin, 'live'>, { word: string; meaning: string }>
> = {
  sample: {
    word: 'sample',
    meaning: 'Invented data, never added to real figures',
  },
  emulated: {
    word: 'emulated',
    meaning: 'A server of the portal answers in place of the real one',
  },
  simulated: {
    word: 'simulated',
    meaning: 'The step was not executed: no AWS account is connected',
  },
};

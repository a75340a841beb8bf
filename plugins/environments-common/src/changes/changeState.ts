import { z } from 'zod/v4';
import {
  lookUpTransition,
  type Transition,
  type TransitionTable,
} from './transition';

/** What a change request is about. */
export const changeKindSchema = z.enum([
  'create',
  'resize',
  'extend',
  'revert',
  'adopt',
  'destroy',
]);

/** What a change request is about. */
export type ChangeKind = z.infer<typeof changeKindSchema>;

/** Where a change request stands. */
export const changeStateSchema = z.enum([
  'draft',
  'pending-approval',
  'approved',
  'proposed',
  'merged',
  'applying',
  'applied',
  'rejected',
  'withdrawn',
  'expired',
  'superseded',
  'failed',
]);

/** Where a change request stands. */
export type ChangeState = z.infer<typeof changeStateSchema>;

/** What happens to a change request. */
export const changeEventSchema = z.enum([
  'submit',
  'submit-without-approval',
  'approve',
  'require-approval',
  'reject',
  'withdraw',
  'expire',
  'supersede',
  'propose',
  'merge',
  'close',
  'apply-start',
  'apply-succeed',
  'apply-fail',
]);

/** What happens to a change request. */
export type ChangeEvent = z.infer<typeof changeEventSchema>;

/**
 * The life of a change request. `approve` is the last approval that is needed;
 * `require-approval` is an estimate that came late and asks for more; `close` is a pull
 * request that was closed without a merge. What is merged can't be taken back: the way back
 * is a new change of kind revert.
 */
export const CHANGE_TRANSITIONS: TransitionTable<ChangeState, ChangeEvent> = {
  draft: {
    submit: 'pending-approval',
    'submit-without-approval': 'approved',
    withdraw: 'withdrawn',
    expire: 'expired',
  },
  'pending-approval': {
    approve: 'approved',
    reject: 'rejected',
    withdraw: 'withdrawn',
    expire: 'expired',
    supersede: 'superseded',
  },
  approved: {
    'require-approval': 'pending-approval',
    propose: 'proposed',
    withdraw: 'withdrawn',
    expire: 'expired',
    supersede: 'superseded',
  },
  proposed: {
    merge: 'merged',
    close: 'rejected',
    withdraw: 'withdrawn',
    expire: 'expired',
    supersede: 'superseded',
  },
  merged: {
    'apply-start': 'applying',
    'apply-succeed': 'applied',
    'apply-fail': 'failed',
  },
  applying: {
    'apply-succeed': 'applied',
    'apply-fail': 'failed',
  },
  applied: {},
  rejected: {},
  withdrawn: {},
  expired: {},
  superseded: {},
  failed: {},
};

/** The state of a change request after an event, or why the event is refused. */
export function transitionChange(
  state: ChangeState,
  event: ChangeEvent,
): Transition<ChangeState> {
  return lookUpTransition(CHANGE_TRANSITIONS, state, event);
}

/** The states from which nothing leads on. */
export const FINAL_CHANGE_STATES: readonly ChangeState[] =
  changeStateSchema.options.filter(
    state => Object.keys(CHANGE_TRANSITIONS[state]).length === 0,
  );

/**
 * The states in which a change holds its environment: no second one may be open. From the
 * merge on, what it asked for is the environment in Git, and the next change builds on it.
 */
export const OPEN_CHANGE_STATES: readonly ChangeState[] =
  changeStateSchema.options.filter(
    state => CHANGE_TRANSITIONS[state].withdraw !== undefined,
  );

/** Whether a change request holds its environment. */
export function isOpenChange(state: ChangeState): boolean {
  return OPEN_CHANGE_STATES.includes(state);
}

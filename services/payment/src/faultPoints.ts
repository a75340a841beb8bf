import { z } from 'zod/v4';
import type { PaymentWork } from './paymentStates';

const WORK = ['capture', 'cancel', 'refund'] as const;
const MOMENTS = ['before-provider', 'after-provider', 'after-commit'] as const;

/** A step at which a test ends the process; the README lists them. */
export type FaultStep = `${PaymentWork}:${(typeof MOMENTS)[number]}`;

/** Every step, in the order in which they happen. */
export const FAULT_STEPS: readonly FaultStep[] = WORK.flatMap(work =>
  MOMENTS.map(moment => `${work}:${moment}` as const),
);

/** The setting that names a step; only tests set it. */
export const faultSettings = {
  FAULT_AT: z
    .enum(FAULT_STEPS)
    .optional()
    .describe(`one of ${FAULT_STEPS.join(', ')}; for tests only`),
};

/** Passes a step, or ends there as a crash does: nothing is finished. */
export type FaultPoints = (step: FaultStep) => void;

/** Makes the points, at one of which the process may end. */
export function faultPoints(at: FaultStep | undefined): FaultPoints {
  return step => {
    if (step === at) process.kill(process.pid, 'SIGKILL');
  };
}

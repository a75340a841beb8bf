/** The steps of an order that a test can end the process at. */
export type SagaStep =
  | 'accept'
  | 'reserved'
  | 'payment'
  | 'cancel'
  | 'void'
  | 'release'
  | 'sold';

/** Right before a step is committed, or right after. */
export type FaultPoint = `${SagaStep}:${'before-commit' | 'after-commit'}`;

const at = process.env.FAULT_AT;

/** Ends the process as a lost machine would, where FAULT_AT names this point: what survives that, survives anything. */
export function faultPoint(point: FaultPoint): void {
  if (at === point) process.kill(process.pid, 'SIGKILL');
}

/** Whether an order has come to its end. */
export function hasEnded(state: string): boolean {
  return ['confirmed', 'rejected', 'cancelled'].includes(state);
}

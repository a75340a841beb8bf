/** Whether an owner is among the refs in whose name the reader owns something; refs are compared without their case. */
export function isOwn(owner: string, owns: readonly string[]): boolean {
  return owns.some(ref => ref.toLowerCase() === owner.toLowerCase());
}

/** The sentence after the greeting; "nothing" only where that is known. */
export function needsWords(count: number, complete: boolean): string {
  if (count === 0) {
    return complete ? 'Nothing needs you.' : 'We could not ask what needs you.';
  }
  const things =
    count === 1 ? '1 thing needs you.' : `${count} things need you.`;
  return complete ? things : `At least ${things}`;
}

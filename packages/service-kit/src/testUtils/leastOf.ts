/**
 * The least of what some turns give, like the time that each takes: other work
 * on the machine adds to a turn and never takes from it. Ends with the first
 * turn below `enough`.
 */
export async function leastOf(
  turns: number,
  enough: number,
  turn: () => number | Promise<number>,
): Promise<number> {
  let least = Infinity;
  for (let n = 0; n < turns && least >= enough; n++) {
    least = Math.min(least, await turn());
  }
  return least;
}

/** The middle one of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length / 2) - 1];
}

/**
 * Asks both sides in turns, each time the other one first. Where `warm`, one
 * more round comes before that fills the caches of the system and does not count.
 * Tells on standard error how far it is.
 */
export async function inTurns({ rounds, warm }, sides) {
  const all = [];
  for (let round = warm ? 0 : 1; round <= rounds; round += 1) {
    const found = {};
    const names = round % 2 === 0 ? ['ours', 'floor'] : ['floor', 'ours'];
    for (const name of names) {
      found[name] = await sides[name]();
      console.error(`round ${round}: ${name} ${found[name].toFixed(1)}`);
    }
    if (round > 0) all.push({ ...found, ratio: found.ours / found.floor });
  }
  return all;
}

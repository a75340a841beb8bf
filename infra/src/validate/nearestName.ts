/** How many letters must be put in, taken out or changed to get from one name to another. */
function distance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, i) => i);
  for (let i = 1; i <= left.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= right.length; j += 1) {
      current[j] = Math.min(
        previous[j] + 1,
        current[j - 1] + 1,
        previous[j - 1] + (left[i - 1] === right[j - 1] ? 0 : 1),
      );
    }
    previous = current;
  }
  return previous[right.length];
}

/** Terraform's spelling of a name: `engineVersion` gives `engine_version`. */
function snake(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
}

/** The known name that somebody most likely meant; undefined where none is near. */
export function nearestName(
  name: string,
  known: Iterable<string>,
): string | undefined {
  const wanted = snake(name);
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  let best: { candidate: string; far: number } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) > limit) continue;
    const far = distance(wanted, candidate);
    if (far <= limit && far < (best?.far ?? Infinity)) {
      best = { candidate, far };
    }
  }
  return best?.candidate;
}

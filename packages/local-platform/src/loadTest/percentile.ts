/** A percentile of sorted values, between two neighbours in proportion, as k6 and most statistics programs do (type 7 of Hyndman and Fan, https://doi.org/10.1080/00031305.1996.10473566); 0 of none. */
export function percentile(sorted: readonly number[], percent: number): number {
  if (sorted.length === 0) return 0;
  const place = (percent / 100) * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}

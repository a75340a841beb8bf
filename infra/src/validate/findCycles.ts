/** Circles in a graph, each told once and from its first address on. */
export function findCycles(
  graph: ReadonlyMap<string, ReadonlySet<string>>,
): string[][] {
  const done = new Set<string>();
  const cycles: string[][] = [];
  const visit = (address: string, trail: readonly string[]): void => {
    const start = trail.indexOf(address);
    if (start >= 0) {
      cycles.push(trail.slice(start));
      return;
    }
    if (done.has(address)) return;
    for (const next of graph.get(address) ?? []) {
      visit(next, [...trail, address]);
    }
    done.add(address);
  };
  for (const address of [...graph.keys()].sort()) visit(address, []);
  return cycles;
}

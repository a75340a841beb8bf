/** The modules of an environment in the order in which people think of them. */
const MODULE_ORDER = [
  'network',
  'cluster',
  'database',
  'cache',
  'storage',
  'registry',
  'events',
  'edge',
  'observability',
  'security',
  'governance',
] as const;

function rank(module: string): number {
  const index = MODULE_ORDER.findIndex(known => known === module);
  return index < 0 ? MODULE_ORDER.length : index;
}

/** Orders things by module; inside a module they keep their order. */
export function byModule<T extends { readonly module: string }>(
  items: readonly T[],
): T[] {
  return [...items].sort(
    (a, b) =>
      rank(a.module) - rank(b.module) || a.module.localeCompare(b.module),
  );
}

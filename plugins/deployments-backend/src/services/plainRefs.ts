/** A reference of an entity as the catalog writes it: in lower case. */
function plainRef(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}

/** A query whose references are as the catalog writes them, each once. */
export function withPlainRefs<T extends object>(query: T): T {
  const { entityRef } = query as { entityRef?: string | string[] };
  if (entityRef === undefined) return query;
  return {
    ...query,
    entityRef: Array.isArray(entityRef)
      ? [...new Set(entityRef.map(plainRef))]
      : plainRef(entityRef),
  };
}

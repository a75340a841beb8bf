import { parseEntityRef } from '@backstage/catalog-model';

/** What to call a person: their first name, or else their name in the catalog. */
export function callName(
  displayName: string | undefined,
  userEntityRef: string,
): string {
  const first = displayName?.trim().split(/\s+/)[0];
  if (first) {
    return first;
  }
  const { name } = parseEntityRef(userEntityRef);
  return name[0].toLocaleUpperCase('en') + name.slice(1);
}

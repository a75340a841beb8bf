import { Config } from '@backstage/config';

/** An entry that says which plugin and which permission a machine may use. */
function isNarrow(entry: Config): boolean {
  const restrictions = entry.getOptionalConfigArray('accessRestrictions') ?? [];
  return (
    restrictions.length > 0 &&
    restrictions.every(
      restriction =>
        restriction.getOptionalString('plugin') &&
        restriction.has('permission'),
    )
  );
}

/**
 * Throws when a machine's token is not bound to a plugin and a permission: the
 * policy never sees machines, so such a token could do everything.
 */
export function assertMachineAccess(config: Config): void {
  const entries =
    config.getOptionalConfigArray('backend.auth.externalAccess') ?? [];
  entries.forEach((entry, index) => {
    if (!isNarrow(entry)) {
      throw new Error(
        `The portal does not start with backend.auth.externalAccess.${index}: ` +
          'each of its accessRestrictions must name a plugin and a permission.',
      );
    }
  });
}

import { Config } from '@backstage/config';
import { JsonValue } from '@backstage/types';

/** Keys that open a portal to anybody; none may be in the image's configuration. */
function isOpenDoor(path: string[]): boolean {
  const key = path[path.length - 1];
  const parent = path.slice(0, -1).join('.');
  return (
    key.toLowerCase().startsWith('dangerously') ||
    (parent === 'auth.providers' && (key === 'guest' || key === 'personas'))
  );
}

function findOpenDoors(value: JsonValue | undefined, path: string[]): string[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) => {
    const childPath = [...path, key];
    return isOpenDoor(childPath)
      ? [childPath.join('.')]
      : findOpenDoors(child, childPath);
  });
}

/**
 * Throws when the configuration holds a `guest` or `personas` sign-in or any
 * `dangerously…` key, whatever its value, or when nobody asks the permission
 * policy; names each of them.
 */
export function assertImageConfig(config: Config): void {
  const found = findOpenDoors(config.getOptional(), []);
  if (found.length > 0) {
    throw new Error(
      `The production image does not start with ${found.join(' or ')}: ` +
        'remove it from the configuration and sign in with GitHub or OIDC.',
    );
  }
  if (!config.getOptionalBoolean('permission.enabled')) {
    throw new Error(
      'The production image does not start without permission.enabled: true, ' +
        'for then everybody may do everything.',
    );
  }
}

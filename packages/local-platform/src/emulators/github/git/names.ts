/**
 * What may name something. Every name that a request brings passes one of
 * these before it reaches git or the disk, so that none becomes an option, a
 * revision expression or a path outside its repository.
 */

const OWNER = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/;
const REPOSITORY = /^[A-Za-z0-9_.][A-Za-z0-9._-]{0,99}$/;
const OBJECT_ID = /^[0-9a-f]{40}$/;
const ABBREVIATED_ID = /^[0-9a-f]{7,40}$/;
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\x00-\x1f\x7f]/;
// eslint-disable-next-line no-control-regex -- see git-check-ref-format(1), which forbids them
const FORBIDDEN_IN_REF = /[\x00-\x20\x7f~^:?*[\\]/;

/** First segments of the emulator's own addresses: no account may have them. */
const RESERVED_OWNERS: ReadonlySet<string> = new Set([
  'api',
  'orgs',
  'raw',
  'repos',
  'user',
  'users',
]);

/** Whether an account may have this name. */
export function isOwnerName(name: string): boolean {
  return OWNER.test(name) && !RESERVED_OWNERS.has(name.toLowerCase());
}

/** Whether a repository may have this name. */
export function isRepositoryName(name: string): boolean {
  return (
    REPOSITORY.test(name) && !/^\.+$/.test(name) && !/\.(git|lock)$/i.test(name)
  );
}

/** Whether this is a full object id. */
export function isObjectId(text: string): boolean {
  return OBJECT_ID.test(text);
}

/** Whether this may be the beginning of an object id, as GitHub accepts it. */
export function isAbbreviatedObjectId(text: string): boolean {
  return ABBREVIATED_ID.test(text);
}

/** Whether git-check-ref-format(1) allows this name below `refs/heads/`. */
export function isRefName(name: string): boolean {
  if (name.length === 0 || name.length > 250 || name.startsWith('-')) {
    return false;
  }
  if (FORBIDDEN_IN_REF.test(name) || name.includes('..')) {
    return false;
  }
  if (name === '@' || name.includes('@{') || name.endsWith('.')) {
    return false;
  }
  return name
    .split('/')
    .every(
      part => part !== '' && !part.startsWith('.') && !part.endsWith('.lock'),
    );
}

/** Whether this is a branch name; an object id or HEAD would be ambiguous. */
export function isBranchName(name: string): boolean {
  return isRefName(name) && name !== 'HEAD' && !isObjectId(name);
}

/** Whether this is the path of a file or folder inside a repository. */
export function isTreePath(path: string): boolean {
  if (path.length === 0 || path.length > 4096 || CONTROL.test(path)) {
    return false;
  }
  return path
    .split('/')
    .every(
      part =>
        part !== '' &&
        part !== '.' &&
        part !== '..' &&
        part.toLowerCase() !== '.git' &&
        Buffer.byteLength(part) <= 255,
    );
}

import { posix } from 'node:path';

/**
 * A path inside the input folder in its plain form; undefined for one that is
 * absolute, leads out of the folder or can't be a path at all.
 */
export function insidePath(path: string): string | undefined {
  if (path.includes('\0') || path.includes('\\') || posix.isAbsolute(path)) {
    return undefined;
  }
  const plain = posix.normalize(path).replace(/\/+$/, '');
  return plain === '..' || plain.startsWith('../') ? undefined : plain;
}

/** The address of the page that a Markdown file becomes, within the site. */
export function pageAddress(file: string): string {
  const stem = file.replace(/\.md$/i, '');
  const { dir, name } = posix.parse(stem);
  const isIndex = /^(index|readme)$/i.test(name);
  const folder = isIndex ? dir : stem;
  return folder === '' ? '' : `${folder}/`;
}

/** The way from one address of the site to another. */
export function relativeAddress(from: string, to: string): string {
  const path = posix.relative(`/${from}`, `/${to}`);
  const slash = to === '' || to.endsWith('/') ? '/' : '';
  return path === '' ? './' : `${encodeURI(path)}${slash}`;
}

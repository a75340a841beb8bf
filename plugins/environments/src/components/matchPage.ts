/** A page of this plugin and what its address says. */
export type Page =
  | { page: 'list' }
  | { page: 'new' }
  | { page: 'change'; id: string }
  | { page: 'environment'; name: string }
  | { page: 'resize'; name: string }
  | { page: 'unknown' };

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Tells which page a path below the plugin's own path means. */
export function matchPage(pathname: string, base: string): Page {
  const root = base.replace(/\/+$/, '');
  if (pathname !== root && !pathname.startsWith(`${root}/`)) {
    return { page: 'unknown' };
  }
  const [first, second, ...others] = pathname
    .slice(root.length)
    .split('/')
    .filter(Boolean)
    .map(decode);
  if (others.length > 0) return { page: 'unknown' };
  if (first === undefined) return { page: 'list' };
  if (first === 'changes') {
    return second === undefined
      ? { page: 'list' }
      : { page: 'change', id: second };
  }
  if (second === undefined) {
    return first === 'new'
      ? { page: 'new' }
      : { page: 'environment', name: first };
  }
  return second === 'change' && first !== 'new'
    ? { page: 'resize', name: first }
    : { page: 'unknown' };
}

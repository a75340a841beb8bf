/** A page of this plugin and what its address says. */
export type Page =
  | { page: 'list' }
  | { page: 'new' }
  | { page: 'approvals' }
  | { page: 'change'; id: string }
  | { page: 'environment'; name: string }
  | { page: 'resize'; name: string }
  | { page: 'unknown' };

/** Pages that stand where an environment's name would; no environment may be called so. */
function isFixed(segment: string): segment is 'new' | 'approvals' {
  return segment === 'new' || segment === 'approvals';
}

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
    return isFixed(first)
      ? { page: first }
      : { page: 'environment', name: first };
  }
  return second === 'change' && !isFixed(first)
    ? { page: 'resize', name: first }
    : { page: 'unknown' };
}

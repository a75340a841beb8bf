const ALLOWED_SCHEMES = ['http', 'https', 'mailto'];

/** Whether an address leads out of the documents and their repository. */
export function isExternal(href: string): boolean {
  return /^(?:https?|mailto):/i.test(href) || href.startsWith('//');
}

/**
 * Whether an address may stand in a document. What comes before a colon is a
 * scheme, or meant to be taken for one: nothing but the allowed ones, spelled
 * plainly, may be there.
 */
export function isSafeLink(href: string): boolean {
  if (/\\|%5c/i.test(href)) return false;
  const [first] = href.split(/[/?#]/, 1);
  const colon = first.indexOf(':');
  return (
    colon === -1 ||
    ALLOWED_SCHEMES.includes(first.slice(0, colon).toLowerCase())
  );
}

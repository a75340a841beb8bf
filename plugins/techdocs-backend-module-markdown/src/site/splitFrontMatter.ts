import { parseYaml } from './readSiteConfig';

const LONGEST = 10_000;

/** A document without the YAML in front of it, and the title that names. */
export function splitFrontMatter(text: string): {
  title?: string;
  body: string;
} {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const end = plain.slice(0, LONGEST).indexOf('\n---\n', 3);
  if (!plain.startsWith('---\n') || end === -1) return { body: plain };
  const body = plain.slice(end + '\n---\n'.length);
  return { title: readTitle(plain.slice(4, end)), body };
}

function readTitle(yaml: string): string | undefined {
  try {
    const value = parseYaml(yaml, 'front matter');
    const title = (value as { title?: unknown } | null)?.title;
    return typeof title === 'string' ? title.slice(0, 300) : undefined;
  } catch {
    // A page with odd front matter is still a page.
    return undefined;
  }
}

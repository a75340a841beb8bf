import { InputError } from '@backstage/errors';
import { insidePath } from './paths';

/** An entry of the navigation as `mkdocs.yml` writes it. */
export type NavEntry =
  | { type: 'file'; file: string; title?: string }
  | { type: 'link'; url: string; title: string }
  | { type: 'section'; title: string; entries: NavEntry[] };

const DEEPEST = 6;
const MOST_ENTRIES = 1_000;

/** Reads `nav`; an entry that is none, or leads out of the documents, is left out and named. */
export function readNav(value: unknown, warnings: string[]): NavEntry[] {
  let count = 0;

  function read(item: unknown, depth: number): NavEntry[] {
    count += 1;
    if (count > MOST_ENTRIES) {
      throw new InputError(`nav has more than ${MOST_ENTRIES} entries`);
    }
    if (typeof item === 'string') return target(item);
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      return ignore(item);
    }
    return Object.entries(item).flatMap(([title, content]) => {
      if (typeof content === 'string') return target(content, title);
      if (!Array.isArray(content)) return ignore(title);
      if (depth >= DEEPEST) {
        throw new InputError(`nav is deeper than ${DEEPEST} levels`);
      }
      const entries = content.flatMap(child => read(child, depth + 1));
      return [{ type: 'section' as const, title, entries }];
    });
  }

  function target(path: string, title?: string): NavEntry[] {
    if (/^https?:\/\//i.test(path)) {
      return [{ type: 'link', url: path, title: title ?? path }];
    }
    const file = insidePath(path);
    return file === undefined || /^[a-z][a-z0-9+.-]*:/i.test(path)
      ? ignore(path)
      : [{ type: 'file', file, title }];
  }

  function ignore(item: unknown): NavEntry[] {
    warnings.push(
      `mkdocs.yml: nav entry ${String(JSON.stringify(item)).slice(
        0,
        100,
      )} is ignored`,
    );
    return [];
  }

  if (!Array.isArray(value)) return ignore(value);
  return value.flatMap(item => read(item, 1));
}

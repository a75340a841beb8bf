import { InputError } from '@backstage/errors';
import { parseDocument } from 'yaml';
import { insidePath } from './paths';
import { NavEntry, readNav } from './readNav';

/** What is read of `mkdocs.yml`. */
export interface SiteConfig {
  siteName: string;
  siteDescription: string;
  /** The folder of the documents, inside the input folder. */
  docsDir: string;
  /** Undefined where the files tell the navigation. */
  nav?: NavEntry[];
  /** What was ignored, for the build log. */
  warnings: string[];
}

const READ_KEYS = ['site_name', 'site_description', 'docs_dir', 'nav'];
/** Enough for honest use; a text that multiplies itself is refused. */
const MOST_ALIASES = 20;

/** YAML as plain data; a tag is ignored and never makes anything run. */
export function parseYaml(text: string, file: string): unknown {
  try {
    const document = parseDocument(text, { logLevel: 'silent' });
    const [error] = document.errors;
    if (error) throw error;
    return document.toJS({ maxAliasCount: MOST_ALIASES });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError(`${file} can't be read: ${reason.slice(0, 300)}`);
  }
}

/** Reads the text of `mkdocs.yml`; all that would run or change the look is left out. */
export function readSiteConfig(
  text: string,
  defaultName = 'Documentation',
): SiteConfig {
  const value = parseYaml(text, 'mkdocs.yml') ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new InputError('mkdocs.yml must hold keys and values');
  }
  const keys = value as Record<string, unknown>;
  const ignored = Object.keys(keys).filter(key => !READ_KEYS.includes(key));
  const warnings = ignored.map(
    key => `mkdocs.yml: ${JSON.stringify(key.slice(0, 60))} is ignored`,
  );
  return {
    siteName: readText(keys.site_name) ?? defaultName,
    siteDescription: readText(keys.site_description) ?? '',
    docsDir: readDocsDir(keys.docs_dir),
    nav:
      keys.nav === undefined || keys.nav === null
        ? undefined
        : readNav(keys.nav, warnings),
    warnings,
  };
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim().slice(0, 300)
    : undefined;
}

function readDocsDir(value: unknown): string {
  if (value === undefined || value === null) return 'docs';
  const path = typeof value === 'string' ? insidePath(value) : undefined;
  if (path === undefined) {
    throw new InputError(
      `docs_dir must be a folder beside mkdocs.yml, not ${JSON.stringify(
        value,
      )?.slice(0, 100)}`,
    );
  }
  return path;
}

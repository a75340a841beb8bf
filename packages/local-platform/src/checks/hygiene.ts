import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execute } from '../system/execute';
import { ONE_FAILED, ONE_PASSED } from './Counts';
import type { Gate } from './Gate';

/** A text that must not be in the repository, and why. */
export interface ForbiddenText {
  what: string;
  pattern: RegExp;
}

/** What no file may hold: it is true on one machine only. */
export const FORBIDDEN_TEXTS: ForbiddenText[] = [
  {
    what: 'the host of a package registry',
    pattern:
      /\bregistry\.(?!terraform\b|example\.)[\w-]+\.(?:org|com|net|io|dev)\b/,
  },
  {
    what: 'where a package was downloaded from',
    pattern: /"resolved": "https?:/,
  },
  {
    what: 'a path of one machine',
    pattern:
      /(?<![\w.}$/-])\/(?:root|work|tmp|(?:home|Users)\/(?!node\b)\w+)\/[\w.-]/,
  },
];

/** The places in a text that hold something forbidden, as `line: what`. */
export function findForbidden(
  text: string,
  forbidden: readonly ForbiddenText[],
): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      forbidden
        .filter(({ pattern }) => pattern.test(line))
        .map(({ what }) => `${index + 1}: ${what}`),
    );
}

/** The registry that this machine uses must not be named either. */
async function thisRegistry(root: string): Promise<ForbiddenText[]> {
  const { stdout } = await execute('npm', ['config', 'get', 'registry'], {
    cwd: '/',
  });
  const addresses = [stdout.trim(), process.env.YARN_NPM_REGISTRY_SERVER ?? ''];
  const hosts = addresses
    .filter(address => URL.canParse(address))
    .map(address => new URL(address).host);
  return [...hosts, root].map(text => ({
    what: text === root ? 'the folder of this checkout' : 'the registry in use',
    pattern: literal(text),
  }));
}

function literal(text: string): RegExp {
  return new RegExp(`${text.replace(/[^\w]/g, '\\$&')}(?![\\w-])`);
}

/** A gate that looks for what belongs to one machine in every file of the repository. */
export const hygieneGate: Gate = {
  title: 'No registry hosts, no machine paths',
  run: async ({ checkout: { root }, reporter }) => {
    reporter.info('Looking for registry hosts and machine paths');
    const list = await execute(
      'git',
      ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
      { cwd: root },
    );
    const files = list.stdout.split('\0').filter(file => file !== '');
    if (list.code !== 0 || files.length === 0) {
      return { counts: ONE_FAILED, reason: `git ls-files: ${list.stderr}` };
    }
    const forbidden = [...FORBIDDEN_TEXTS, ...(await thisRegistry(root))];
    const found: string[] = [];
    for (const file of files) {
      const text = await readFile(join(root, file), 'utf8').catch(() => '');
      const places = text.includes('\0') ? [] : findForbidden(text, forbidden);
      found.push(...places.map(place => `${file}:${place}`));
    }
    return found.length === 0
      ? { counts: ONE_PASSED }
      : { counts: ONE_FAILED, reason: found.slice(0, 20).join('\n') };
  },
};

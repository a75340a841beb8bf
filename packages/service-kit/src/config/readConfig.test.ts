import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { ConfigError, readConfig } from './readConfig';
import { serviceSettings } from './serviceSettings';

const shape = {
  DATABASE_URL: z.url().describe('a postgres:// address'),
  MODE: z.enum(['fast', 'safe']).default('safe').describe('fast or safe'),
};

function messageOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('It was read');
}

describe('readConfig', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'config-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('should read settings with their defaults', () => {
    expect(readConfig(shape, { DATABASE_URL: 'postgres://db/shop' })).toEqual({
      DATABASE_URL: 'postgres://db/shop',
      MODE: 'safe',
    });
  });

  it('should name each variable and its remedy, and never its value', () => {
    const message = messageOf(() =>
      readConfig(shape, { DATABASE_URL: 'hunter2-canary', MODE: 'canary-2' }),
    );
    expect(message).toContain(
      'DATABASE_URL is not valid. Expected: a postgres:// address. Set DATABASE_URL, or DATABASE_URL_FILE',
    );
    expect(message).toContain('MODE is not valid. Expected: fast or safe.');
    expect(message).not.toContain('canary');
  });

  it('should tell missing from wrong', () => {
    expect(messageOf(() => readConfig(shape, { DATABASE_URL: '' }))).toContain(
      'DATABASE_URL is missing.',
    );
  });

  it('should take a value from a file, without its last line break', () => {
    const file = join(folder, 'url');
    writeFileSync(file, 'from a file\n');
    const config = readConfig({ KEY: z.string() }, { KEY_FILE: file });
    expect(config.KEY).toBe('from a file');
  });

  it('should refuse a file that is not there, and two sources for one value', () => {
    expect(
      messageOf(() =>
        readConfig(shape, { DATABASE_URL_FILE: join(folder, 'none') }),
      ),
    ).toContain('DATABASE_URL_FILE names a file that cannot be read.');
    expect(
      messageOf(() =>
        readConfig(shape, { DATABASE_URL: 'x', DATABASE_URL_FILE: 'y' }),
      ),
    ).toContain('DATABASE_URL and DATABASE_URL_FILE are both set.');
  });
});

describe('serviceSettings', () => {
  it('should have the documented defaults', () => {
    expect(readConfig(serviceSettings, {})).toMatchObject({
      RATE_LIMIT: 100,
      RATE_LIMIT_WINDOW_SECONDS: 900,
      BODY_LIMIT_BYTES: 102_400,
      CORS_ORIGINS: [],
      TRUST_PROXY: 0,
      SHUTDOWN_SECONDS: 25,
    });
  });

  it.each([
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '11'],
    ['TRUST_PROXY', 'loopback'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'null'],
    ['CORS_ORIGINS', 'https://shop.example.com/'],
    ['CORS_ORIGINS', 'https://shop.example.com,*'],
    ['PORT', '65536'],
    ['PORT', '80.5'],
    ['SHUTDOWN_SECONDS', '26'],
    ['RATE_LIMIT', '0'],
    ['RATE_LIMIT_ALLOW', 'everybody'],
  ])('should refuse %s=%s', (name, value) => {
    const message = messageOf(() =>
      readConfig(serviceSettings, { [name]: value }),
    );
    expect(message).toContain(`${name} is not valid.`);
  });

  it.each([
    ['2', 2],
    ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
  ])('should trust the proxies %s', (value, expected) => {
    expect(
      readConfig(serviceSettings, { TRUST_PROXY: value }).TRUST_PROXY,
    ).toEqual(expected);
  });
});

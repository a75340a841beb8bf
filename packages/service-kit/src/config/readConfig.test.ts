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

  it('should take an empty file for not set', () => {
    const file = join(folder, 'empty');
    writeFileSync(file, '\n');
    expect(
      messageOf(() => readConfig({ KEY: z.string() }, { KEY_FILE: file })),
    ).toContain('KEY is missing.');
    const other = { KEY: z.string().default('fallback') };
    expect(readConfig(other, { KEY_FILE: file }).KEY).toBe('fallback');
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
    ['5', '5'],
    ['3', '5'],
    ['5', undefined],
  ])(
    'should refuse an end of %s seconds with a delay of %s',
    (SHUTDOWN_SECONDS, SHUTDOWN_DELAY_SECONDS) => {
      const env = { SHUTDOWN_SECONDS, SHUTDOWN_DELAY_SECONDS };
      expect(messageOf(() => readConfig(serviceSettings, env))).toContain(
        'SHUTDOWN_SECONDS leaves no time after SHUTDOWN_DELAY_SECONDS, so every request would be cut off. Set SHUTDOWN_SECONDS higher, or SHUTDOWN_DELAY_SECONDS lower.',
      );
    },
  );

  it.each([
    ['9', undefined],
    ['39', '40'],
    [undefined, '31'],
  ])(
    'should refuse %s seconds for a request with %s for its headers',
    (REQUEST_TIMEOUT_SECONDS, HEADERS_TIMEOUT_SECONDS) => {
      const env = { REQUEST_TIMEOUT_SECONDS, HEADERS_TIMEOUT_SECONDS };
      expect(messageOf(() => readConfig(serviceSettings, env))).toContain(
        'REQUEST_TIMEOUT_SECONDS is less than HEADERS_TIMEOUT_SECONDS, and a request includes its headers. Set REQUEST_TIMEOUT_SECONDS higher, or HEADERS_TIMEOUT_SECONDS lower.',
      );
    },
  );

  it('should accept the least that is in order, and shapes without these settings', () => {
    const env = {
      SHUTDOWN_SECONDS: '6',
      SHUTDOWN_DELAY_SECONDS: '5',
      REQUEST_TIMEOUT_SECONDS: '10',
      HEADERS_TIMEOUT_SECONDS: '10',
    };
    expect(readConfig(serviceSettings, env)).toMatchObject({
      SHUTDOWN_SECONDS: 6,
      REQUEST_TIMEOUT_SECONDS: 10,
    });
    const { SHUTDOWN_SECONDS } = serviceSettings;
    expect(readConfig({ SHUTDOWN_SECONDS }, env).SHUTDOWN_SECONDS).toBe(6);
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

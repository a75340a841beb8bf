import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  ask,
  eventText,
  testDatabase,
  testTokens,
} from '@portico/service-kit/testUtils';

jest.setTimeout(60_000);

const SERVICE = resolve(__dirname, '..');

describe('handler', () => {
  const place = testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'portico-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('should take a batch as a bundle of its own, and give back what failed', async () => {
    execFileSync(
      process.execPath,
      [
        resolve(SERVICE, '../../packages/service-kit/scripts/buildService.js'),
        join(folder, 'dist'),
      ],
      { cwd: SERVICE },
    );
    cpSync(join(SERVICE, 'migrations'), join(folder, 'migrations'), {
      recursive: true,
    });
    const userId = randomUUID();
    const body = eventText('user.registered.v1', userId, {
      userId,
      email: 'ada@example.com',
      name: 'Ada',
    });
    const batch = {
      Records: [
        { messageId: 'm-1', body },
        { messageId: 'm-2', body: 'poison' },
        { messageId: 'm-3', body },
      ],
    };
    const said = execFileSync(
      process.execPath,
      [
        '-e',
        `require(${JSON.stringify(join(folder, 'dist', 'lambda.cjs'))})
           .handler(${JSON.stringify(batch)})
           .then(outcome => { console.log(JSON.stringify(outcome)); process.exit(); })`,
      ],
      {
        env: {
          PATH: process.env.PATH,
          DATABASE_URL: place.url(),
          TOPIC_ARN: 'arn:aws:sns:us-west-2:000000000000:shop',
          LOG_LEVEL: 'silent',
          ...testTokens().environment,
        },
      },
    );
    expect(JSON.parse(String(said))).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm-2' }],
    });
    expect(
      await ask(place.url(), 'SELECT name FROM contacts WHERE user_id = $1', [
        userId,
      ]),
    ).toEqual([{ name: 'Ada' }]);
  });
});

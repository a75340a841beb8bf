import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { buildSync } from 'esbuild';
import {
  OVERLAYS,
  Shop,
  aShop,
  ofKind,
  variablesOf,
} from '../__testUtils__/shop/Shop';
import { stackOutputs } from '../__testUtils__/shop/stackOutputs';
import { fillOutputs } from './fillOutputs';

const root = join(resolvePackagePath('@portico/infra'), '..');

/** What reads the settings of every service as the service itself does, and says what is wrong with them. */
const PROGRAM = `
import { readConfig } from '@portico/service-kit';
import { notificationSettings } from './services/notification/src/app';
import { orderSettings } from './services/order/src/app';
import { paymentSettings } from './services/payment/src/app';
import { productSettings } from './services/product/src/app';
import { userSettings } from './services/user/src/settings';
const settings = {
  'notification-service': notificationSettings,
  'order-service': orderSettings,
  'payment-service': paymentSettings,
  'product-service': productSettings,
  'user-service': userSettings,
};
const given = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(given.map(({ name, env }) => {
  let fault = '';
  try { readConfig(settings[name], env); } catch (error) { fault = error.message; }
  const known = Object.keys(settings[name]);
  const unknown = Object.keys(env).filter(key => !known.includes(key));
  return { fault, unknown };
})));
`;

/** Variables that are read by Node or the SDK of AWS, and not by a service. */
const OTHERS = [
  'NODE_EXTRA_CA_CERTS',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
];

interface Given {
  name: string;
  env: Record<string, string>;
}

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
});
const SECRETS: Readonly<Record<string, string>> = {
  TOKEN_KEYS: JSON.stringify({
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one' }],
  }),
  TOKEN_PRIVATE_KEY: String(
    privateKey.export({ type: 'pkcs8', format: 'pem' }),
  ),
  TOKEN_KEY_ID: 'one',
  PAYMENT_PROVIDER_KEY: 'a key of sixteen or more',
  SMTP_URL: 'smtps://mail.example.com',
  REDIS_URL: 'rediss://:token@cache:6379',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
};

/** What a service finds in its environment once the secrets are there. */
function environmentOf(shop: Shop, fill: (text: string) => string): Given[] {
  return ofKind(shop, 'Deployment').map(deployment => {
    const pairs = [...variablesOf(shop, deployment)].map(
      ([name, variable]): [string, string] => {
        if ('secret' in variable) return [name, SECRETS[variable.key]];
        const [, key] =
          /^\/etc\/shop\/secrets\/(\w+)$/.exec(variable.text) ?? [];
        // This one is read anew for each connection, so the service wants its path.
        return key && key !== 'DATABASE_PASSWORD'
          ? [name.replace(/_FILE$/, ''), SECRETS[key]]
          : [name, fill(variable.text)];
      },
    );
    return { name: deployment.metadata.name, env: Object.fromEntries(pairs) };
  });
}

describe('the settings of the services', () => {
  let folder: string;
  let program: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'settings-'));
    program = join(folder, 'settings.cjs');
    buildSync({
      stdin: { contents: PROGRAM, resolveDir: root, loader: 'ts' },
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      external: ['argon2', 'pg-native'],
      logLevel: 'error',
    });
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  function read(given: readonly Given[]) {
    const text = execFileSync(process.execPath, [program], {
      input: JSON.stringify(given),
      encoding: 'utf8',
      env: { NODE_PATH: join(root, 'node_modules') },
    });
    const answers: { fault: string; unknown: string[] }[] = JSON.parse(text);
    return answers.map(({ fault, unknown }, at) => ({
      name: given[at].name,
      fault,
      unknown: unknown.filter(name => !OTHERS.includes(name)),
    }));
  }

  const filled = (text: string) => fillOutputs(text, stackOutputs());

  it.each(OVERLAYS)(
    'should all be given in %s, and no others',
    environment => {
      const given = environmentOf(aShop(environment), filled);
      expect(given.length).toBe(5);
      expect(read(given)).toEqual(
        given.map(({ name }) => ({ name, fault: '', unknown: [] })),
      );
    },
    60_000,
  );

  it('should be refused by every service where nothing was filled in', () => {
    for (const { fault } of read(environmentOf(aShop('dev'), text => text))) {
      expect(fault).toContain('TOPIC_ARN is not valid');
    }
  }, 60_000);

  it('should be missed where one is not given', () => {
    const given = environmentOf(aShop('dev'), filled);
    const twins = given.flatMap(({ name, env }) =>
      ['DATABASE_URL', 'TOPIC_ARN'].map(missing => {
        const { [missing]: _, ...rest } = env;
        return { missing, given: { name, env: rest } };
      }),
    );
    const answers = read(twins.map(twin => twin.given));
    answers.forEach(({ fault }, at) =>
      expect(fault).toContain(`${twins[at].missing} is missing`),
    );
    const [order] = given.filter(({ name }) => name === 'order-service');
    const odd = { ...order, env: { ...order.env, PRODUCT_PORT: '80' } };
    expect(read([odd])[0].unknown).toEqual(['PRODUCT_PORT']);
  }, 60_000);
});

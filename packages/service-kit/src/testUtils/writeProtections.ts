import type { Attacker } from './attacker';
import {
  ENDLESS_TEXTS,
  HOSTILE_TEXTS,
  HUGE_NUMBERS,
  INJECTED_FIELDS,
  NO_NUMBERS,
  ofOtherKinds,
} from './hostileInput';
import { leastOf } from './leastOf';
import { cpuTimeOf } from './cpuTimeOf';

const BODY_LIMIT_BYTES = 102_400;
const SLOWEST_MS = 50;
// What requests before left to hash takes processor time of the same process for a while.
const ATTEMPTS = 30;

/** A request that a service takes. */
export interface GoodRequest {
  /** The path, where the operation has parameters. */
  path?: string;
  body: Readonly<Record<string, unknown>>;
  headers?: Readonly<Record<string, string>>;
}

/** An operation that takes a body. */
export interface ProtectedWrite {
  /** A new one each time, since some are taken once only. */
  good(): GoodRequest | Promise<GoodRequest>;
  /** The whole numbers in the body: whether 0 and 1e9 are good ones. */
  numbers?: Readonly<Record<string, { zero?: boolean; huge?: boolean }>>;
  /** Whether it is for administrators alone. */
  admin?: boolean;
}

/** Tests what no body may do. */
export function writeProtections(
  attack: Attacker,
  name: string,
  write: ProtectedWrite,
): void {
  const [method, template] = name.split(' ');
  let good: GoodRequest;
  const sendBody = (body: unknown, headers = good.headers) =>
    attack.send(method, good.path ?? template, { body, headers });
  const withField = (field: string, json: string) => {
    const { [field]: _replaced, ...rest } = good.body;
    const others = JSON.stringify(rest).slice(1, -1);
    return `{${others}${others && ','}${JSON.stringify(field)}:${json}}`;
  };
  beforeAll(async () => {
    good = await write.good();
  });

  it('should take no field that is not the caller’s', async () => {
    for (const [field, value] of Object.entries(INJECTED_FIELDS)) {
      const status = await sendBody({ ...good.body, [field]: value });
      expect([field, status]).toEqual([field, 400]);
    }
  });

  it('should take no value of another kind', async () => {
    for (const body of [[good.body], 'text', null, 7, []]) {
      expect([body, await sendBody(JSON.stringify(body))]).toEqual([body, 400]);
    }
    for (const [field, value] of Object.entries(good.body)) {
      for (const other of ofOtherKinds(value)) {
        const status = await sendBody({ ...good.body, [field]: other });
        expect([field, other, status]).toEqual([field, other, 400]);
      }
    }
  });

  it('should take or refuse any text, and never fail', async () => {
    for (const [field, value] of Object.entries(good.body)) {
      if (typeof value !== 'string') continue;
      for (const text of HOSTILE_TEXTS) {
        const status = await sendBody({ ...good.body, [field]: text });
        expect([field, text, status < 500]).toEqual([field, text, true]);
      }
    }
  });

  it('should read 50 kB of any text in no time', async () => {
    for (const [field, value] of Object.entries(good.body)) {
      if (typeof value !== 'string') continue;
      for (const text of ENDLESS_TEXTS) {
        const body = { ...good.body, [field]: text };
        const fastest = await leastOf(ATTEMPTS, SLOWEST_MS, () =>
          cpuTimeOf(() => sendBody(body)),
        );
        const told = [field, text.slice(0, 10), fastest < SLOWEST_MS];
        expect(told).toEqual([field, text.slice(0, 10), true]);
      }
    }
  });

  it('should take whole numbers within bounds alone', async () => {
    for (const [field, may] of Object.entries(write.numbers ?? {})) {
      for (const json of [...NO_NUMBERS, ...(may.zero ? [] : ['0'])]) {
        const status = await sendBody(withField(field, json));
        expect([field, json, status]).toEqual([field, json, 400]);
      }
      for (const json of HUGE_NUMBERS) {
        const status = await sendBody(withField(field, json));
        const most = may.huge ? 499 : 400;
        expect([field, json, status >= 400 && status <= most]).toEqual([
          ...[field, json, true],
        ]);
      }
    }
  });

  it('should read no body that is too large, too wide or too deep', async () => {
    const padding = 'x'.repeat(BODY_LIMIT_BYTES);
    expect(await sendBody({ ...good.body, padding })).toBe(413);
    const wide = Array.from({ length: 10_000 }, () => 1);
    expect(await sendBody({ ...good.body, wide })).toBe(400);
    const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
    expect(await sendBody(withField('deep', deep))).toBe(400);
    expect(await sendBody(withField('__proto__', '{"role":"admin"}'))).toBe(
      400,
    );
    expect(Object.prototype).not.toHaveProperty('role');
  });

  if (write.admin) {
    it('should be for administrators alone', async () => {
      const authorization = await attack.customer();
      const headers = { ...good.headers, authorization };
      expect(await sendBody(good.body, headers)).toBe(403);
    });
  }

  it('should take a good one, so that what is bad is what is refused', async () => {
    good = await write.good();
    const status = await sendBody(good.body);
    expect([200, 201, 202, 204]).toContain(status);
  });
}

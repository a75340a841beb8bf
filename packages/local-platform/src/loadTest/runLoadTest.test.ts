import { setTimeout as sleep } from 'node:timers/promises';
import { scriptRunner } from './__testUtils__/scriptRunner';
import { summarySchema } from './__testUtils__/summarySchema';
import { testServer } from './__testUtils__/testServer';

// Threads, and runs of some seconds, on a machine that may be busy.
jest.setTimeout(60_000);

const runScript = scriptRunner();
const server = testServer();

/** A script with one short stage of one virtual user. */
function script(
  work: string,
  {
    init = '',
    options = '',
    imports = '',
  }: { init?: string; options?: string; imports?: string } = {},
): string {
  return `
    import { check, group, sleep, fail } from 'k6';
    import http from 'k6/http';
    import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
    ${imports}
    export const options = {
      stages: [{ duration: '400ms', target: 1 }],
      ${options}
    };
    ${init}
    const url = __ENV.URL;
    export default function () {
      ${work}
    }
  `;
}

function run(text: string, more: Parameters<typeof runScript>[1] = {}) {
  return runScript(text, { ...more, env: { URL: server.url, ...more.env } });
}

describe('thresholds', () => {
  const slow = script('http.get(url);', {
    options: `thresholds: { http_req_duration: ['p(95)<' + __ENV.LIMIT] },`,
  });

  beforeEach(() => {
    server.answer = (_request, response) => {
      setTimeout(() => response.end('ok'), 40);
    };
  });

  it('should end with 99 where one is crossed', async () => {
    const { run: running, reporter } = run(slow, { env: { LIMIT: '20' } });
    const { exitCode, crossed, summary } = await running;
    expect(exitCode).toBe(99);
    expect(crossed).toEqual(['http_req_duration: p(95)<20']);
    expect(summary.metrics.http_req_duration.thresholds).toEqual({
      'p(95)<20': { ok: false },
    });
    expect(reporter.lines).toContain(
      'Warning: the k6 stand-in: a threshold is crossed: http_req_duration: p(95)<20',
    );
  });

  it('should end with 0 where the same one holds', async () => {
    const { exitCode, summary } = await run(slow, { env: { LIMIT: '2000' } })
      .run;
    expect(exitCode).toBe(0);
    expect(summary.metrics.http_req_duration.thresholds).toEqual({
      'p(95)<2000': { ok: true },
    });
  });

  it('should look at sub-metrics by their tags', async () => {
    const { crossed, summary } = await run(
      script(
        `http.get(url, { tags: { name: 'slow' } });
         http.get(url + '/none', { tags: { name: 'other' } });`,
        {
          options: `thresholds: {
            'http_req_duration{name:slow}': ['min>30'],
            'http_reqs{name:other}': ['count<1'],
            'http_reqs{name:nothing}': ['count>0'],
          },`,
        },
      ),
    ).run;
    expect(crossed.sort()).toEqual([
      'http_reqs{name:nothing}: count>0',
      'http_reqs{name:other}: count<1',
    ]);
    const all = summary.metrics.http_reqs.values.count;
    expect(summary.metrics['http_reqs{name:other}'].values.count).toBe(all / 2);
  });
});

describe('what is measured', () => {
  it('should tell trends as one that computes them from all values', async () => {
    const given: number[] = [];
    server.answer = (_request, response) => {
      given.push((given.length * 7919) % 1000);
      response.end(JSON.stringify({ value: given.at(-1) }));
    };
    const { summary } = await run(
      script(`own.add(http.get(url).json().value);`, {
        init: `const own = new Trend('own', true);`,
        options: `summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(99)', 'count'],`,
      }),
    ).run;
    const { count, ...rest } = summary.metrics.own.values;
    expect(count).toBeGreaterThan(5);
    // The last request may have been cut off before its value was added.
    const values = given.slice(0, count).sort((a, b) => a - b);
    const at = (share: number) => {
      const place = share * (values.length - 1);
      const low = values[Math.floor(place)];
      return low + (values[Math.ceil(place)] - low) * (place % 1);
    };
    const close = (value: number) => expect.closeTo(value, 9);
    expect(rest).toEqual({
      avg: close(values.reduce((sum, value) => sum + value, 0) / count),
      min: values[0],
      max: values[values.length - 1],
      med: close(at(0.5)),
      'p(90)': close(at(0.9)),
      'p(99)': close(at(0.99)),
    });
    expect(summary.metrics.own).toMatchObject({
      type: 'trend',
      contains: 'time',
    });
  });

  it('should count failed requests as what passes in http_req_failed', async () => {
    const seen = { good: 0, bad: 0 };
    server.answer = (_request, response) => {
      const bad = (seen.good + seen.bad) % 3 === 2;
      seen[bad ? 'bad' : 'good'] += 1;
      response.writeHead(bad ? 503 : 200).end();
    };
    const { summary, exitCode } = await run(
      script(`check(http.get(url), { 'is 200': r => r.status === 200 });`),
    ).run;
    expect(exitCode).toBe(0);
    expect(seen.bad).toBeGreaterThan(1);
    const { http_req_failed: failed, http_reqs: all } = summary.metrics;
    expect(failed.values).toEqual({
      passes: seen.bad,
      fails: seen.good,
      rate: seen.bad / (seen.bad + seen.good),
    });
    expect(all.values.count).toBe(seen.bad + seen.good);
    expect(summary.metrics.checks.values).toMatchObject({
      passes: seen.good,
      fails: seen.bad,
    });
  });

  it('should keep counters, gauges and rates', async () => {
    server.answer = (_request, response) => response.end();
    const { summary } = await run(
      script(
        `if (__ITER > 2) { sleep(0.05); return; }
         counter.add(2); gauge.add(10 - __ITER); rate.add(__ITER === 0);`,
        {
          init: `
            const counter = new Counter('counter');
            const gauge = new Gauge('gauge');
            const rate = new Rate('rate');`,
        },
      ),
    ).run;
    const { counter, gauge, rate, vus } = summary.metrics;
    const seconds = summary.state.testRunDurationMs / 1000;
    expect(counter.values).toEqual({
      count: 6,
      rate: expect.closeTo(6 / seconds, 9),
    });
    expect(gauge.values).toEqual({ value: 8, min: 8, max: 10 });
    expect(rate.values).toEqual({ passes: 1, fails: 2, rate: 1 / 3 });
    // Shorter than the second after which they are counted at first.
    expect(vus).toBeUndefined();
  });

  it('should give the script the summary in the shape of k6, and take what it writes', async () => {
    server.answer = (_request, response) => response.end('{}');
    const { summary, outputs } = await run(
      script(
        `group('browse', () => {
           group('detail', () => check(http.get(url), { 'is 200': r => r.status === 200 }));
         });
         check(null, { 'at the root': true });`,
        {
          init: `export function handleSummary(data) {
            return { stdout: 'done', 'summary.json': JSON.stringify(data) };
          }`,
          options: `thresholds: { checks: ['rate>0.95'] },`,
        },
      ),
    ).run;
    expect(outputs.stdout).toBe('done');
    const data = summarySchema.parse(JSON.parse(outputs['summary.json']));
    expect(data).toEqual(JSON.parse(JSON.stringify(summary)));
    const { root_group: root, metrics } = data;
    // The ids are those that k6 gives to the same paths.
    expect(root).toMatchObject({
      name: '',
      id: 'd41d8cd98f00b204e9800998ecf8427e',
      checks: [{ path: '::at the root' }],
      groups: [
        {
          path: '::browse',
          id: 'c62c581410cd619dd49525ef1ffbe4b0',
          checks: [],
          groups: [
            {
              path: '::browse::detail',
              id: 'c9b7e09cab5561f3b06a3b4a770a1b46',
              checks: [{ path: '::browse::detail::is 200', fails: 0 }],
            },
          ],
        },
      ],
    });
    expect(Object.keys(metrics).sort()).toEqual([
      'checks',
      'data_received',
      'data_sent',
      'group_duration',
      'http_req_blocked',
      'http_req_connecting',
      'http_req_duration',
      'http_req_duration{expected_response:true}',
      'http_req_failed',
      'http_req_receiving',
      'http_req_sending',
      'http_req_tls_handshaking',
      'http_req_waiting',
      'http_reqs',
      'iteration_duration',
      'iterations',
    ]);
    expect(Object.keys(metrics.http_req_duration.values)).toEqual([
      'avg',
      'min',
      'med',
      'max',
      'p(90)',
      'p(95)',
    ]);
  });
});

describe('requests', () => {
  it('should be made as the script says, and answered as k6 does', async () => {
    server.answer = (request, response) => {
      let text = '';
      request.on('data', chunk => (text += chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        response.setHeader('x-request-id', 'one');
        const { authorization, 'content-type': type } = headers;
        const told = { method, url, text, authorization, type };
        response.writeHead(201).end(JSON.stringify(told));
      });
    };
    const told: string[] = [];
    const text = script(
      `const params = { headers: { Authorization: 'x', 'Content-Type': 'text/plain' } };
       for (const r of [
         http.get(url + '/a?b=c'), http.post(url, 'one', params), http.put(url, 'two'),
         http.patch(url, { 'a b': 1, c: '&' }), http.del(url), http.request('post', url),
       ]) {
         console.log(JSON.stringify([r.status, r.status_text, r.headers['X-Request-Id'], r.json()]));
       }
       sleep(1);`,
      { options: '' },
    );
    const { run: running, reporter } = run(text);
    await running;
    told.push(...reporter.lines.filter(line => line.startsWith('[')));
    const answer = (more: object) => [201, '201 Created', 'one', more];
    const none = { url: '/', text: '' };
    expect(told.map(line => JSON.parse(line))).toEqual([
      answer({ ...none, method: 'GET', url: '/a?b=c' }),
      answer({
        ...none,
        method: 'POST',
        text: 'one',
        authorization: 'x',
        type: 'text/plain',
      }),
      answer({ ...none, method: 'PUT', text: 'two' }),
      answer({
        ...none,
        method: 'PATCH',
        text: 'a%20b=1&c=%26',
        type: 'application/x-www-form-urlencoded',
      }),
      answer({ ...none, method: 'DELETE' }),
      answer({ ...none, method: 'POST' }),
    ]);
  });

  it('should give up after their timeout, and let the script go on', async () => {
    server.answer = () => {};
    const { run: running, reporter } = run(
      script(
        `const r = http.get(url, { timeout: '150ms' });
         console.log([r.status, r.error_code, r.error, r.body].join());
         console.log('waited ' + (r.timings.duration > 100 && r.timings.duration < 1000));`,
      ),
    );
    const { summary } = await running;
    expect(reporter.lines).toEqual(
      expect.arrayContaining(['0,1050,request timeout,', 'waited true']),
    );
    const { passes, fails } = summary.metrics.http_req_failed.values;
    expect([passes > 0, fails]).toEqual([true, 0]);
  });

  it('should tell of a server that is not there', async () => {
    const { run: running, reporter } = run(
      script(
        `const r = http.get('http://127.0.0.1:1/');
         console.log([r.status, r.error_code, r.error, r.timings.duration].join());
         sleep(1);`,
      ),
    );
    await running;
    expect(reporter.lines).toContain('0,1212,dial: connection refused,0');
  });
});

describe('what the stand-in does not know', () => {
  it('should be named, and end the iteration', async () => {
    server.answer = (_request, response) => response.end('{}');
    const { run: running, reporter } = run(
      script(
        `[
           () => http.batch([]),
           () => http.get(url).html(),
           () => http.get(url).json('a'),
           () => http.get(url, { cookies: {} }),
           () => process.exit(3),
           () => fetch(url),
           () => sleep(0.1),
         ][Math.min(__ITER, 6)]();`,
        { options: `stages: [{ duration: '1s', target: 1 }],` },
      ),
    );
    const { summary } = await running;
    const said = reporter.lines.join('\n').matchAll(/does not know ([^:]+):/g);
    expect([...said].map(([, name]) => name)).toEqual([
      'k6/http.batch',
      'Response.html',
      'Response.json(selector)',
      'the parameter cookies',
      'process',
      'fetch',
    ]);
    // As in k6, whose runs do not fail by what an iteration throws.
    expect(summary.metrics.iterations.values.count).toBeGreaterThan(6);
  });

  it.each<[string, { imports?: string; init?: string }, string]>([
    ['a module', { imports: `import exec from 'k6/execution';` }, 'execution'],
    [
      'a name',
      { imports: `import { batch } from 'k6/http';`, init: 'batch;' },
      '"batch"',
    ],
    ['setup', { init: 'export function setup() {}' }, 'setup()'],
    ['what throws', { init: `throw new Error('no shop');` }, 'no shop'],
    ['a wrong name', { init: `new Counter('a.b');` }, "'a.b' is no name"],
  ])('should end with 107 when it is loaded: %s', async (_what, more, name) => {
    await expect(run(script('', more)).run).rejects.toMatchObject({
      exitCode: 107,
      message: expect.stringContaining(name),
    });
  });

  it('should end with 104 for options that are none', async () => {
    await expect(
      run(script('', { options: 'vus: 3,' })).run,
    ).rejects.toMatchObject({ exitCode: 104 });
  });
});

describe('virtual users', () => {
  it('should work at the same time, each with its number', async () => {
    let open = 0;
    let most = 0;
    const numbers = new Set<string>();
    server.answer = ({ url }, response) => {
      numbers.add(url ?? '');
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end();
      }, 100);
    };
    await run(
      script("http.get(url + '/' + __VU);", {
        options: `stages: undefined, scenarios: { three: {
          executor: 'ramping-vus', startVUs: 3,
          stages: [{ duration: '600ms', target: 3 }],
        } },`,
      }),
    ).run;
    expect(most).toBe(3);
    expect([...numbers].sort()).toEqual(['/1', '/2', '/3']);
  });

  it('should be ended in the middle when the grace is over, and come again', async () => {
    let asked = 0;
    server.answer = () => {
      asked += 1;
    };
    const { summary } = await run(
      script('http.get(url);', {
        options: `stages: undefined, scenarios: { wave: {
          executor: 'ramping-vus', startVUs: 1,
          stages: [
            { duration: '100ms', target: 1 }, { duration: '10ms', target: 0 },
            { duration: '300ms', target: 0 }, { duration: '10ms', target: 1 },
            { duration: '1200ms', target: 1 },
          ],
          gracefulRampDown: '100ms', gracefulStop: '200ms',
        } },`,
      }),
    ).run;
    expect(asked).toBe(2);
    expect(summary.metrics.iterations).toBeUndefined();
    const { testRunDurationMs: ms } = summary.state;
    expect(ms).toBeGreaterThan(1_800);
    expect(ms).toBeLessThan(8_000);
  });

  it('should finish what they do within the grace', async () => {
    const { summary } = await run(script('sleep(0.9);')).run;
    expect(summary.metrics.iterations.values.count).toBe(1);
    expect(summary.metrics.iteration_duration.values.min).toBeGreaterThan(890);
  });

  it('should end at once where the run is interrupted', async () => {
    const interrupt = new AbortController();
    let asked = false;
    server.answer = () => {
      asked = true;
    };
    const { run: running } = run(
      script('http.get(url);', {
        options: `stages: [{ duration: '10m', target: 1 }],`,
      }).replace("stages: [{ duration: '400ms', target: 1 }],", ''),
      { signal: interrupt.signal },
    );
    const ended = running.catch(error => error);
    while (!asked) await sleep(20);
    interrupt.abort(new Error('enough'));
    expect(await ended).toMatchObject({ message: 'enough' });
  });
});

import { Measurements } from './Measurements';
import { readOptions } from './options';

const stages = [{ duration: '1s', target: 2 }];

describe('readOptions', () => {
  it('should read one ramp, with what k6 takes where nothing is said', () => {
    const ramp = { executor: 'ramping-vus', stages };
    expect(readOptions({ scenarios: { a: ramp } })).toEqual({
      scenario: {
        ...{ name: 'a', executor: 'ramping-vus', startVUs: 1 },
        stages: [{ duration: 1_000, target: 2 }],
        ...{ gracefulRampDown: 30_000, gracefulStop: 30_000 },
      },
      thresholds: {},
      summaryTrendStats: ['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'],
    });
    expect(readOptions({ stages }).scenario.name).toBe('default');
  });

  it.each<[object, string]>([
    [{ stages, vus: 3 }, '"vus"'],
    [{}, 'exactly one scenario, and the script has 0'],
    [{ stages: [{ duration: '1 s', target: 1 }] }, "'1 s' is no duration"],
    [{ stages: [{ duration: '1s', target: 51 }] }, 'at most 50 virtual users'],
    [{ stages: [{ duration: '1s', target: -1 }] }, 'options.stages.0.target'],
    [
      { scenarios: { a: { executor: 'constant-vus', stages } } },
      'options.scenarios.a.executor',
    ],
    [{ stages, summaryTrendStats: ['p95'] }, 'options.summaryTrendStats.0'],
    [
      {
        stages,
        thresholds: { a: [{ threshold: 'rate<1', abortOnFail: true }] },
      },
      'options.thresholds.a.0',
    ],
  ])('should refuse %j and name what is wrong', (options, reason) => {
    let thrown: unknown;
    try {
      readOptions(options);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toMatchObject({
      exitCode: 104,
      message: expect.stringContaining(reason),
    });
  });
});

describe('Measurements', () => {
  function measure(thresholds: Record<string, string[]>) {
    return Measurements.of(readOptions({ stages, thresholds }), []);
  }

  it.each<[Record<string, string[]>, string]>([
    [{ http_reqs: ['p(95)<3'] }, 'asks for p(95) of http_reqs, and a counter'],
    [{ nothing: ['count>0'] }, 'name nothing, and there is no such metric'],
    [{ http_reqs: ['many'] }, "'many' is no threshold"],
    [{ 'http_reqs{': ['count>0'] }, "'http_reqs{' is no sub-metric"],
    [{ 'http_reqs{a}': ['count>0'] }, "'http_reqs{a}' is no sub-metric"],
  ])('should refuse the thresholds %j before a run', (thresholds, reason) => {
    expect(() => measure(thresholds)).toThrow(reason);
  });

  it.each([
    ['rate<0.5', true],
    ['rate<=0.25', true],
    ['rate<0.25', false],
    ['rate>0.25', false],
    ['rate>=0.25', true],
    ['rate==0.25', true],
    ['rate!=0.25', false],
  ])('should judge %s of a quarter as %s', (expression, holds) => {
    const measurements = measure({ http_req_failed: [expression] });
    for (const value of [1, 0, 0, 0]) {
      measurements.add({ metric: 'http_req_failed', value, tags: {} });
    }
    expect(measurements.crossed(1_000)).toEqual(
      holds ? [] : [`http_req_failed: ${expression}`],
    );
  });

  it('should judge thresholds without samples as k6 does, and tell only of those', () => {
    const measurements = measure({
      http_req_duration: ['p(95)<3'],
      iterations: ['count>0'],
    });
    expect(measurements.crossed(1_000)).toEqual(['iterations: count>0']);
    expect(Object.keys(measurements.summary(1_000).metrics)).toEqual([
      'http_req_duration',
      'iterations',
    ]);
  });
});

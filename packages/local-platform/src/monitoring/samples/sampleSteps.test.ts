import { SAMPLE_SERVICES } from './sampleServices';
import { lastStepBefore, sampleSteps, STEP_SECONDS } from './sampleSteps';

const UNTIL = lastStepBefore(new Date('2026-11-27T10:03:00Z'));
/** What the slo.yaml of every service asks for. */
const WINDOW_DAYS = 28;
const AVAILABILITY = 0.999;
const LATENCY = 0.95;

/** How much of its two budgets a service has spent; 1 is all. */
function spent(service: (typeof SAMPLE_SERVICES)[number]) {
  const sum = { requests: 0, errors: 0, slow: 0 };
  for (const step of sampleSteps(service, UNTIL)) {
    if (step.at <= UNTIL - WINDOW_DAYS * 86_400) continue;
    sum.requests += step.requests;
    sum.errors += step.errors;
    sum.slow += step.requests - step.fast;
  }
  return {
    availability: sum.errors / sum.requests / (1 - AVAILABILITY),
    latency: sum.slow / sum.requests / (1 - LATENCY),
  };
}

describe('sampleSteps', () => {
  it('should spend half of some budgets, more than all of one, and little of the others', () => {
    const budgets = Object.fromEntries(
      SAMPLE_SERVICES.flatMap(service => {
        const { environment, service: name } = service;
        const { availability, latency } = spent(service);
        return [
          [`${environment} ${name} availability`, availability],
          [`${environment} ${name} latency`, latency],
        ];
      }),
    );
    const between = (low: number, high: number) =>
      Object.keys(budgets).filter(
        name => budgets[name] >= low && budgets[name] < high,
      );
    expect(between(1, 3)).toEqual(['prod payment-service availability']);
    expect(between(0.42, 1)).toEqual([
      'prod order-service availability',
      'staging product-service latency',
    ]);
    expect(between(0.02, 0.42)).toHaveLength(17);
    expect(budgets['prod order-service availability']).toBeLessThan(0.6);
    expect(budgets['staging product-service latency']).toBeLessThan(0.6);
  });

  it('should be the same history for the same end, a step each five minutes', () => {
    const [service] = SAMPLE_SERVICES;
    const steps = sampleSteps(service, UNTIL);
    expect(steps).toEqual(sampleSteps(service, UNTIL));
    expect(steps).toHaveLength(30 * 288);
    expect(steps.at(-1)?.at).toBe(UNTIL);
    expect(steps[0].at).toBe(UNTIL - 30 * 86_400 + STEP_SECONDS);
  });

  it('should be busier by day than by night, and on working days than at the weekend', () => {
    const [service] = SAMPLE_SERVICES;
    const requestsAt = (moment: string) =>
      sampleSteps(service, UNTIL).find(
        ({ at }) => at === Date.parse(moment) / 1000,
      )?.requests ?? NaN;
    const wednesday = requestsAt('2026-11-25T14:00:00Z');
    expect(wednesday).toBeGreaterThan(2 * requestsAt('2026-11-25T02:00:00Z'));
    expect(wednesday).toBeGreaterThan(1.1 * requestsAt('2026-11-22T14:00:00Z'));
  });

  it('should hold no count that cannot be', () => {
    const wrong = SAMPLE_SERVICES.flatMap(service =>
      sampleSteps(service, UNTIL),
    ).filter(
      ({ requests, errors, fast }) =>
        ![requests, errors, fast].every(Number.isInteger) ||
        errors < 0 ||
        errors > requests ||
        fast < 0 ||
        fast > requests,
    );
    expect(wrong).toEqual([]);
  });
});

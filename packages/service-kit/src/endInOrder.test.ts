import { aConfig, aService, stopServices } from './__testUtils__/service';
import type { Route } from './http/Route';

/** A route that never answers, and a promise of its first request. */
function aRouteThatHangs() {
  let asked = () => {};
  const underWay = new Promise<void>(resolve => {
    asked = resolve;
  });
  const route: Route = {
    method: 'get',
    path: '/v1/never',
    access: 'public',
    handle: () => {
      asked();
      return new Promise(() => {});
    },
  };
  return { route, underWay };
}

const config = aConfig({ SHUTDOWN_SECONDS: '1' });

describe('endInOrder', () => {
  afterEach(stopServices);

  it('should close connections that outlast the end, and say so', async () => {
    const { route, underWay } = aRouteThatHangs();
    const service = await aService({ config, routes: () => [route] });
    const answer = fetch(`${service.url}/v1/never`).catch(() => 'closed');
    await underWay;
    expect(await service.stop()).toBe(false);
    expect(await answer).toBe('closed');
  });

  it('should not wait for what cannot be closed', async () => {
    const from = performance.now();
    const frozen = await aService({
      config,
      onStop: () => new Promise(() => {}),
    });
    expect(await frozen.stop()).toBe(false);
    expect(performance.now() - from).toBeLessThan(5_000);
    const failing = await aService({
      config,
      onStop: async () => {
        throw new Error('The pool is gone');
      },
    });
    expect(await failing.stop()).toBe(false);
    expect(failing.text()).toContain('The pool is gone');
  });

  it('should keep time for onStop where requests use theirs up', async () => {
    const { route, underWay } = aRouteThatHangs();
    let closed = false;
    const service = await aService({
      config,
      routes: () => [route],
      onStop: async () => {
        await new Promise(resolve => setTimeout(resolve, 20));
        closed = true;
      },
    });
    const from = performance.now();
    const answer = fetch(`${service.url}/v1/never`).catch(() => 'closed');
    await underWay;
    expect(await service.stop()).toBe(false);
    expect(closed).toBe(true);
    expect(await answer).toBe('closed');
    expect(performance.now() - from).toBeLessThan(5_000);
    expect(service.lines.at(-1)).toMatchObject({
      drained: false,
      closed: true,
    });
  });

  it('should end once, however often it is asked', async () => {
    const onStop = jest.fn(async () => {});
    const service = await aService({ config, onStop });
    const ends = await Promise.all([service.stop(), service.stop()]);
    expect(ends).toEqual([true, true]);
    expect(onStop).toHaveBeenCalledTimes(1);
  });
});

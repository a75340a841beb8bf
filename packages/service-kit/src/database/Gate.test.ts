import { setTimeout as sleep } from 'node:timers/promises';
import { Gate } from './Gate';

describe('Gate', () => {
  it('should let no more in than it may, and everybody in the end', async () => {
    const gate = Gate.create(3);
    let inside = 0;
    let most = 0;
    const order: number[] = [];
    const visits = Array.from({ length: 20 }, (_, n) =>
      gate.pass(async () => {
        order.push(n);
        inside += 1;
        most = Math.max(most, inside);
        await sleep(n % 3);
        inside -= 1;
        return n;
      }),
    );
    expect(await Promise.all(visits)).toEqual([...Array(20).keys()]);
    expect(most).toBe(3);
    expect(order).toEqual([...Array(20).keys()]);
  });

  it('should let no more in while some leave and others come', async () => {
    const gate = Gate.create(3);
    let inside = 0;
    let most = 0;
    const visit = () =>
      gate.pass(async () => {
        inside += 1;
        most = Math.max(most, inside);
        await sleep(1);
        inside -= 1;
      });
    const visitor = async () => {
      for (let n = 0; n < 5; n++) await visit();
    };
    await Promise.all(Array.from({ length: 8 }, visitor));
    expect(most).toBe(3);
  });

  it('should give the place of who failed to the next one', async () => {
    const gate = Gate.create(1);
    const failed = gate.pass(async () => {
      throw new Error('no');
    });
    const next = gate.pass(async () => 'in');
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('in');
    expect(await gate.pass(async () => 'again')).toBe('again');
  });
});

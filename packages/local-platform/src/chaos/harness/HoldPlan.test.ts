import type { GitHostView } from './GitHostView';
import { HoldPlan, STEPS } from './HoldPlan';

const ONE = 'portico/00000000-0000-0000-0000-000000000001';
const TWO = 'portico/00000000-0000-0000-0000-000000000002';

function step(title: string) {
  const found = STEPS.find(candidate => candidate.title === title);
  if (!found) throw new Error(`no step ${title}`);
  return found;
}

describe('HoldPlan', () => {
  const git = {
    pulls: async () => [
      { number: 7, head: { ref: ONE, sha: 'aa1' } },
      { number: 8, head: { ref: TWO, sha: 'bb2' } },
    ],
  } as unknown as GitHostView;
  const call = (method: string, path: string, body = '') => ({
    method,
    path: `/repos/acme/platform${path}`,
    body,
  });

  it('should hold a change at its step, again and again, and no other', async () => {
    const { holder, arm } = bound(new HoldPlan(git));
    const held = arm(step('before the branch'));
    const create = (branch: string) =>
      call('POST', '/git/refs', `{"ref":"refs/heads/${branch}"}`);
    expect(await holder(create(ONE))).toBe('before');
    await held;
    expect(await holder(create(ONE))).toBe('before');
    expect(await holder(create(TWO))).toBeUndefined();
    expect(await holder(call('GET', '/pulls/7'))).toBeUndefined();
  });

  it('should know a change by the number and the commit of its pull request', async () => {
    const { holder, arm } = bound(new HoldPlan(git));
    void arm(step('before the status'));
    void arm(step('after the merge, before it is told'));
    expect(await holder(call('POST', '/statuses/aa1'))).toBe('before');
    expect(await holder(call('PUT', '/pulls/7/merge'))).toBeUndefined();
    expect(await holder(call('PUT', '/pulls/8/merge'))).toBe('after');
  });

  it('should have a step for each side of each write', () => {
    expect(STEPS.filter(({ point }) => point === 'after')).toHaveLength(5);
    expect(new Set(STEPS.map(({ title }) => title)).size).toBe(STEPS.length);
  });
});

function bound(plan: HoldPlan) {
  return { holder: plan.holder, arm: plan.arm.bind(plan) };
}

import {
  changeStateSchema,
  type ChangeHistoryEntry,
  type ChangeRequest,
} from '@portico/plugin-environments-common';
import { aChange } from '../__testUtils__/aView';
import { changeVerdict, type VerdictFacts } from './changeVerdict';

const facts: VerdictFacts = {
  isRequester: false,
  pipelineConnected: true,
  now: Date.parse('2026-11-25T13:00:00.000Z'),
};

function verdict(change: Partial<ChangeRequest>, more?: Partial<VerdictFacts>) {
  return changeVerdict(aChange(change), { ...facts, ...more });
}

function entry(overrides: Partial<ChangeHistoryEntry>): ChangeHistoryEntry {
  return {
    at: '2026-11-25T11:00:00.000Z',
    event: 'reject',
    from: 'pending-approval',
    to: 'rejected',
    actor: 'user:default/grace',
    comment: null,
    ...overrides,
  };
}

describe('changeVerdict', () => {
  it('should say who is waited for, and until when', () => {
    expect(verdict({ expiresAt: '2026-12-02T13:00:00.000Z' })).toMatchObject({
      title: 'Waits for one person from platform-approvers',
      text: 'Without an answer it expires in 7 days.',
    });
    expect(verdict({}, { isRequester: true }).title).toBe(
      'You asked for this, so somebody else has to agree: anyone from platform-approvers',
    );
  });

  it('should never wait for nobody', () => {
    const [approval] = aChange().approvals;
    const given = {
      ...approval,
      decision: {
        verdict: 'approved' as const,
        by: 'user:default/grace',
        at: '2026-11-25T11:00:00.000Z',
        comment: null,
      },
    };
    expect(verdict({ approvals: [given] }).title).toBe(
      'Everybody who was asked has agreed; it goes on in a moment',
    );
    expect(verdict({ approvals: [] }, { isRequester: true }).title).toBe(
      'Waits for an approval; whose is not known',
    );
    expect(verdict({ state: 'draft', approvals: [] }).title).toBe(
      'Not asked for yet',
    );
  });

  it('should say why nothing is merged and what to do', () => {
    expect(
      verdict({ state: 'proposed', stateReason: 'a check failed' }),
    ).toMatchObject({
      status: 'warning',
      title: 'The pull request is not merged yet',
      text: 'A check failed. Mend it on the pull request; the portal tries again by itself.',
      next: 'pull-request',
    });
    expect(verdict({ state: 'proposed' }).title).toBe(
      'The pull request is open',
    );
  });

  it('should not promise a pipeline that is not there', () => {
    expect(verdict({ state: 'merged' }).text).toMatch(/has not reported yet/);
    expect(
      verdict({ state: 'merged' }, { pipelineConnected: false }).text,
    ).toBe('No pipeline is connected, so nothing is built yet.');
    expect(
      verdict({ state: 'merged' }, { pipelineConnected: undefined }).text,
    ).toBeUndefined();
  });

  it('should have words and a next step for each end', () => {
    expect(
      verdict({
        state: 'rejected',
        stateReason: 'too large',
        history: [entry({ comment: 'too large' })],
      }),
    ).toMatchObject({
      title: 'Rejected by grace 2 hours ago',
      text: 'Too large. Mend that and ask again.',
      next: 'ask-again',
    });
    expect(
      verdict({
        state: 'withdrawn',
        history: [
          entry({
            event: 'withdraw',
            to: 'withdrawn',
            actor: 'user:default/ada',
          }),
        ],
      }),
    ).toMatchObject({
      title: 'Withdrawn by ada 2 hours ago',
      text: 'Nothing was changed.',
      next: 'ask-again',
    });
    expect(
      verdict({ state: 'expired', stateReason: 'Nobody decided in time' }),
    ).toMatchObject({
      title: 'Expired: nobody decided in time',
      next: 'ask-again',
    });
    expect(verdict({ state: 'superseded' })).toMatchObject({
      title: 'Superseded: another change took its place',
      next: 'environment',
    });
    expect(
      verdict({ state: 'failed', stateReason: 'quota of AWS is used up' }),
    ).toMatchObject({
      status: 'danger',
      title: 'The pipeline could not apply it',
      text: 'Quota of AWS is used up. Part of it may exist and cost money; the environment shows what is known.',
      next: 'environment',
    });
  });

  it('should have a title of its own for every state', () => {
    // A draft is nobody's request yet.
    const states = changeStateSchema.exclude(['draft']).options;
    const titles = states.map(state => verdict({ state }).title);
    expect(new Set(titles).size).toBe(states.length);
  });
});

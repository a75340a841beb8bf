import { changeProgress, type ProgressFacts } from './progress';

function lineOf(facts: Partial<ProgressFacts>): string[] {
  return changeProgress({
    kind: 'create',
    state: 'applied',
    reached: facts.state ?? 'applied',
    needsApproval: true,
    pipelineConnected: true,
    ...facts,
  }).map(({ status }) => status);
}

describe('changeProgress', () => {
  it.each<[Partial<ProgressFacts>, string]>([
    [{ state: 'draft' }, 'current waiting waiting waiting waiting waiting'],
    [
      { state: 'pending-approval' },
      'done current waiting waiting waiting waiting',
    ],
    [{ state: 'approved' }, 'done done current waiting waiting waiting'],
    [
      { state: 'approved', needsApproval: false },
      'done skipped current waiting waiting waiting',
    ],
    [{ state: 'proposed' }, 'done done done current waiting waiting'],
    [{ state: 'merged' }, 'done done done done current waiting'],
    [
      { state: 'merged', pipelineConnected: false },
      'done done done done unknown unknown',
    ],
    [
      { state: 'proposed', pipelineConnected: false },
      'done done done current unknown unknown',
    ],
    [{ state: 'applying' }, 'done done done done current waiting'],
    [{ state: 'applied' }, 'done done done done done done'],
    [
      { state: 'failed', reached: 'applying' },
      'done done done done failed waiting',
    ],
    [
      { state: 'rejected', reached: 'pending-approval' },
      'done failed waiting waiting waiting waiting',
    ],
    [
      { state: 'expired', reached: 'expired' },
      'failed waiting waiting waiting waiting waiting',
    ],
    [
      { state: 'withdrawn', reached: 'proposed' },
      'done done done failed waiting waiting',
    ],
  ])('should show %j as %s', (facts, line) => {
    expect(lineOf(facts).join(' ')).toBe(line);
  });

  it('should say that no pipeline is connected', () => {
    const titles = changeProgress({
      kind: 'create',
      state: 'merged',
      reached: 'merged',
      needsApproval: false,
      pipelineConnected: false,
    }).map(({ title }) => title);
    expect(titles).toEqual([
      'Requested',
      'Approved',
      'Pull request',
      'Merged',
      'No pipeline connected',
      'Ready',
    ]);
  });

  it('should end a destroy with what it does', () => {
    const titles = changeProgress({
      kind: 'destroy',
      state: 'applying',
      reached: 'applying',
      needsApproval: false,
      pipelineConnected: true,
    }).map(({ title }) => title);
    expect(titles.slice(4)).toEqual(['Destroying', 'Destroyed']);
  });
});

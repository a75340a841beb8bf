import { brokenInvariants, type ChangeFacts } from './ChangeFacts';

const WELL: ChangeFacts = {
  changes: [{ id: '1', state: 'merged', stateReason: null }],
  steps: ['submit-without-approval', 'propose', 'merge'],
  pulls: [{ number: 1, merged: true }],
  commits: 1,
  fileAsAsked: true,
  entities: 1,
  page: { asAsked: true, openChange: false },
  task: { status: 'completed', streamEnded: true },
  notices: ['Your environment is in Git'],
};

describe('brokenInvariants', () => {
  it('should find nothing where all is well', () => {
    expect(brokenInvariants(WELL)).toEqual([]);
    expect(brokenInvariants({ ...WELL, task: undefined })).toEqual([]);
  });

  it.each<[string, Partial<ChangeFacts>]>([
    ['0 changes instead of 1', { changes: [] }],
    ['2 changes instead of 1', { changes: [...WELL.changes, WELL.changes[0]] }],
    [
      'the change is proposed (it waits)',
      { changes: [{ id: '1', state: 'proposed', stateReason: 'it waits' }] },
    ],
    ['"merge" happened twice', { steps: [...WELL.steps, 'merge'] }],
    ['"propose" happened twice', { steps: [...WELL.steps, 'propose'] }],
    ['0 pull requests instead of 1', { pulls: [] }],
    [
      '2 pull requests instead of 1',
      { pulls: [...WELL.pulls, { number: 2, merged: true }] },
    ],
    [
      'pull request #1 is not merged',
      { pulls: [{ number: 1, merged: false }] },
    ],
    ['2 commits of the file on main instead of 1', { commits: 2 }],
    ['0 commits of the file on main instead of 1', { commits: 0 }],
    ['the file on main is not what was asked for', { fileAsAsked: false }],
    ['2 entities in the catalog instead of 1', { entities: 2 }],
    ['the environment has no page', { page: undefined }],
    [
      'the page shows another spec',
      { page: { asAsked: false, openChange: false } },
    ],
    [
      'the page still shows an open change',
      { page: { asAsked: true, openChange: true } },
    ],
    [
      'the task is processing',
      { task: { status: 'processing', streamEnded: true } },
    ],
    [
      'the stream of the task does not end',
      { task: { status: 'completed', streamEnded: false } },
    ],
    [
      'told twice: Your environment is in Git',
      { notices: [...WELL.notices, ...WELL.notices] },
    ],
  ])('should find: %s', (reason, facts) => {
    expect(brokenInvariants({ ...WELL, ...facts })).toEqual([reason]);
  });
});

import { aSpec } from '../__testUtils__/aSpec';
import { draftOf } from './formState';
import { setAt } from './paths';
import { checkDraft, STAND_IN_NAME, ttlOf } from './previewSpec';

const nothing = { takenCidrs: [], takenNames: [] };

describe('checkDraft', () => {
  it('should take a whole spec', () => {
    const check = checkDraft(draftOf(aSpec()), nothing);
    expect(check.issues).toEqual([]);
    expect(check.spec).toEqual(aSpec());
  });

  it('should price what only has no name yet', () => {
    const check = checkDraft(draftOf(aSpec('')), nothing);
    expect(check.issues.map(({ path }) => path)).toEqual(['metadata.name']);
    expect(check.spec).toBeUndefined();
    expect(check.priceable?.metadata.name).toBe(STAND_IN_NAME);
  });

  it('should price nothing while a size is wrong', () => {
    const draft = setAt(
      draftOf(aSpec('')),
      'spec.cluster.nodeGroups[0].min',
      9,
    );
    expect(checkDraft(draft, nothing).priceable).toBeUndefined();
  });

  it('should tell an overlap with what would be free', () => {
    const { issues } = checkDraft(draftOf(aSpec()), {
      takenCidrs: [{ environment: 'staging', cidr: '10.0.0.0/17' }],
      takenNames: [],
    });
    expect(issues).toEqual([
      {
        path: 'spec.network.cidr',
        message:
          '10.0.0.0/16 overlaps staging (10.0.0.0/17). Free next: 10.1.0.0/16',
        suggestion: '10.1.0.0/16',
      },
    ]);
  });

  it('should refuse a name that exists', () => {
    const { issues } = checkDraft(draftOf(aSpec('dev')), {
      takenCidrs: [],
      takenNames: ['dev'],
    });
    expect(issues.map(({ message }) => message)).toEqual([
      '"dev" exists already; choose another name',
    ]);
  });

  it('should read the time to live', () => {
    expect(ttlOf(draftOf(aSpec()))).toBe('14d');
    expect(ttlOf(draftOf(aSpec('shop', 'prod')))).toBeUndefined();
  });
});

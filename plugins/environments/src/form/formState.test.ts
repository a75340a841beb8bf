import { aSpec } from '../__testUtils__/aSpec';
import { draftOf, formReducer, initialFormState } from './formState';
import { getAt } from './paths';

const start = () => initialFormState(draftOf(aSpec('')));

describe('formReducer', () => {
  it('should keep an edit and remember its field', () => {
    const state = formReducer(start(), {
      type: 'edit',
      path: 'metadata.name',
      value: 'dev-ada',
    });
    expect(getAt(state.draft, 'metadata.name')).toBe('dev-ada');
    expect(state.edits).toEqual([{ path: 'metadata.name', value: 'dev-ada' }]);
    expect(state.touched).toEqual(['metadata.name']);
  });

  it('should take the sizes of another class and keep what was chosen', () => {
    const edited = [
      { type: 'edit', path: 'metadata.name', value: 'shop' } as const,
      {
        type: 'edit',
        path: 'spec.network.cidr',
        value: '10.9.0.0/16',
      } as const,
      {
        type: 'edit',
        path: 'spec.cluster.nodeGroups[0].desired',
        value: 4,
      } as const,
    ].reduce(formReducer, start());
    const { draft } = formReducer(edited, {
      type: 'choose-class',
      class: 'prod',
    });
    expect(getAt(draft, 'spec.class')).toBe('prod');
    expect(getAt(draft, 'metadata.name')).toBe('shop');
    expect(getAt(draft, 'spec.network.cidr')).toBe('10.9.0.0/16');
    // The group that was changed stays whole, what was not touched is production's.
    expect(getAt(draft, 'spec.cluster.nodeGroups[0]')).toMatchObject({
      instanceType: 't3.medium',
      desired: 4,
    });
    expect(getAt(draft, 'spec.database.instanceClass')).toBe('db.r6g.large');
  });

  it('should keep the network and the cluster that exist with another class', () => {
    const existing = { vpcId: 'vpc-0a1b2c3d' };
    const cluster = { existing: { name: 'shared' } };
    const { draft } = formReducer(
      initialFormState({
        spec: {
          region: 'us-west-2',
          class: 'dev',
          network: { existing },
          cluster,
        },
      }),
      { type: 'choose-class', class: 'prod' },
    );
    expect(getAt(draft, 'spec.network.existing')).toEqual(existing);
    expect(getAt(draft, 'spec.network.cidr')).toBe(undefined);
    expect(getAt(draft, 'spec.cluster')).toEqual(cluster);
  });

  it('should drop a time to live where the class has none, and bring it back', () => {
    const edited = formReducer(start(), {
      type: 'edit',
      path: 'spec.ttl',
      value: '3d',
    });
    const prod = formReducer(edited, { type: 'choose-class', class: 'prod' });
    expect(getAt(prod.draft, 'spec.ttl')).toBeUndefined();
    const dev = formReducer(prod, { type: 'choose-class', class: 'dev' });
    expect(getAt(dev.draft, 'spec.ttl')).toBe('3d');
  });

  it('should not count a proposal as an edit', () => {
    const state = formReducer(start(), {
      type: 'propose',
      path: 'spec.network.cidr',
      value: '10.7.0.0/16',
    });
    expect(getAt(state.draft, 'spec.network.cidr')).toBe('10.7.0.0/16');
    expect(state.edits).toEqual([]);
  });

  it('should restore a draft with its edits', () => {
    const state = formReducer(start(), {
      type: 'restore',
      draft: { metadata: { name: 'kept' } },
      edits: [{ path: 'metadata.name', value: 'kept' }],
    });
    expect(state).toEqual({
      draft: { metadata: { name: 'kept' } },
      edits: [{ path: 'metadata.name', value: 'kept' }],
      touched: ['metadata.name'],
      attempted: false,
    });
  });

  it('should survive a class of a draft whose region is no region', () => {
    const state = formReducer(
      initialFormState({ spec: { region: 'nowhere', class: 'dev' } }),
      { type: 'choose-class', class: 'staging' },
    );
    expect(getAt(state.draft, 'spec.region')).toBe('us-west-2');
  });
});

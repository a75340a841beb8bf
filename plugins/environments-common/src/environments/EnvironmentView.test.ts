import { aSpec } from '../__testUtils__/aSpec';
import {
  environmentListSchema,
  environmentViewSchema,
  type EnvironmentView,
} from './EnvironmentView';

const VIEW: EnvironmentView = {
  name: 'dev-ada',
  entityRef: 'resource:default/dev-ada',
  owner: 'group:default/checkout',
  description: '',
  class: 'dev',
  region: 'us-west-2',
  state: 'defined',
  stateReason: 'No pipeline has reported yet.',
  expiring: false,
  expiresAt: null,
  origin: 'live',
  spec: aSpec(),
  issues: [],
  source: {
    path: 'infra/environments/dev-ada.yaml',
    commit: '4f1c2a9',
    url: null,
  },
  estimate: { status: 'unavailable', reason: 'The estimator is down.' },
  changeable: true,
  notChangeableReason: null,
  openChange: null,
  lastRun: null,
  pipelineConnected: false,
  drift: null,
  createdAt: null,
  updatedAt: null,
};

describe('environmentViewSchema', () => {
  it('should take an environment as it travels', () => {
    const received: unknown = JSON.parse(JSON.stringify(VIEW));
    expect(environmentViewSchema.parse(received)).toEqual(VIEW);
  });

  it('should take the running processes, which have no spec and no price', () => {
    const local = {
      ...VIEW,
      name: 'local',
      class: null,
      region: null,
      spec: null,
      source: null,
      estimate: null,
      changeable: false,
      notChangeableReason: 'It is made of the running processes.',
    };
    expect(environmentViewSchema.parse(local)).toEqual(local);
  });

  it('should take a file that is broken, with its issues', () => {
    const broken = {
      ...VIEW,
      spec: null,
      issues: [{ path: 'spec.ttl', message: 'must be left out', line: 14 }],
    };
    expect(environmentViewSchema.parse(broken)).toEqual(broken);
  });

  it.each(['state', 'origin', 'expiresAt', 'estimate', 'changeable'])(
    'should refuse an environment that leaves out %s',
    field => {
      const parsed = environmentViewSchema.safeParse({
        ...VIEW,
        [field]: undefined,
      });
      expect(parsed.error?.issues.map(({ path }) => path)).toEqual([[field]]);
    },
  );
});

describe('environmentListSchema', () => {
  it('should tell whether it is complete', () => {
    const list = { items: [VIEW], complete: true };
    expect(environmentListSchema.parse(list)).toEqual(list);
    expect(environmentListSchema.safeParse({ items: [] }).success).toBe(false);
  });
});

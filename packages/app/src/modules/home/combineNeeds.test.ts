import { Loadable } from '../../hooks/useLoadable';
import { aChange } from '../../__testUtils__/changes';
import { aSource } from '../../__testUtils__/sources';
import { PluginAnswer } from '../connections';
import { Person } from '../person';
import { combineNeeds, NeedQuestions } from './combineNeeds';

const now = new Date('2026-11-26T10:00:00Z');
const failed = { status: 'failed', error: new Error('It is away.') } as const;
const loading = { status: 'loading' } as const;

function ready<T>(value: T): Loadable<T> {
  return { status: 'ready', value, at: now.getTime() };
}

const ada: Person = {
  ref: 'user:default/ada',
  name: 'Ada',
  groups: ['checkout'],
  owns: ['user:default/ada', 'group:default/checkout'],
};
const grace = { ...ada, owns: ['group:default/platform'] };
const broken: PluginAnswer = {
  plugin: 'environments',
  outcome: 'told',
  items: [aSource('git', { state: 'down' })],
};

function combine(questions: Partial<NeedQuestions>) {
  return combineNeeds(
    {
      person: ready(ada),
      environments: ready({ installed: true, items: [], complete: true }),
      toDecide: ready({ items: [], complete: true }),
      requested: ready({ items: [], complete: true }),
      sources: ready([broken]),
      seen: [],
      ...questions,
    },
    now,
  );
}

describe('combineNeeds', () => {
  it('should know that nothing needs somebody', () => {
    expect(combine({})).toEqual({ items: [], complete: true, problems: [] });
    expect(
      combine({ environments: ready({ installed: false }) }),
    ).toMatchObject({ complete: true });
  });

  it.each([
    ['the person', { person: loading }],
    ['the environments', { environments: loading }],
    ['what is to be decided', { toDecide: loading }],
    ['what was asked for', { requested: loading }],
    ['what was opened', { seen: undefined }],
    ['the sources, for platform', { person: ready(grace), sources: loading }],
  ])('should say nothing before %s is known', (_, questions) => {
    expect(combine(questions)).toBeUndefined();
  });

  it.each<[string, Partial<NeedQuestions>, string[]]>([
    ['the person', { person: failed }, ['It is away.']],
    ['the environments', { environments: failed }, []],
    [
      'some environments',
      { environments: ready({ installed: true, items: [], complete: false }) },
      [],
    ],
    ['what is to be decided', { toDecide: failed }, ['It is away.']],
    ['all changes', { toDecide: failed, requested: failed }, ['It is away.']],
    [
      'the rest of a long list',
      { toDecide: ready({ items: [], complete: false }) },
      [],
    ],
    [
      'the newest changes',
      {
        requested: {
          status: 'ready',
          value: { items: [], complete: true },
          at: 0,
          stale: new TypeError('Failed to fetch'),
        },
      },
      ['The portal does not answer.'],
    ],
    [
      'the sources, for platform',
      { person: ready(grace), sources: failed },
      [],
    ],
  ])(
    'should not call it nothing when it could not ask %s',
    (_, questions, problems) => {
      expect(combine(questions)).toEqual({
        items: [],
        complete: false,
        problems,
      });
    },
  );

  it('should keep what is known when something else is not', () => {
    const toDecide = ready({ items: [aChange('c1')], complete: true });
    expect(combine({ toDecide, environments: failed })).toMatchObject({
      items: [{ id: 'decide-c1' }],
      complete: false,
    });
  });

  it('should trouble only the platform group with the sources', () => {
    expect(combine({ sources: failed })).toMatchObject({ complete: true });
    expect(combine({ person: ready(grace) })).toMatchObject({
      items: [{ what: 'git is down' }],
    });
  });
});

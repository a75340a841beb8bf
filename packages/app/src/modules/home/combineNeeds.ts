import { reasonOf } from '../../components/FailedState';
import { Loadable } from '../../hooks/useLoadable';
import { PluginAnswer, sourceRows } from '../connections';
import { Person } from '../person';
import { Changes } from './fetchChanges';
import { Environments } from './fetchEnvironments';
import { listNeeds, Need } from './needs';

/** The group whose members look after what the portal stands on. */
const PLATFORM_GROUP = 'group:default/platform';

/** What the page has asked so far. */
export interface NeedQuestions {
  person: Loadable<Person>;
  environments: Loadable<Environments>;
  toDecide: Loadable<Changes>;
  requested: Loadable<Changes>;
  sources: Loadable<PluginAnswer[]>;
  /** The changes that were opened after they ended; undefined until that is known. */
  seen: string[] | undefined;
}

/** What needs the reader. */
export interface Needs {
  items: Need[];
  /** Whether everything could be asked, just now and to the end. */
  complete: boolean;
  /** Why it could not, where no other part of the page says so. */
  problems: string[];
}

function isComplete<T>(
  loadable: Loadable<T>,
  isWhole: (value: T) => boolean = () => true,
): boolean {
  return (
    loadable.status === 'ready' &&
    loadable.stale === undefined &&
    isWhole(loadable.value)
  );
}

function problemsOf(questions: readonly Loadable<unknown>[]): string[] {
  const reasons = questions.flatMap(question => {
    if (question.status === 'failed') {
      return [reasonOf(question.error)];
    }
    const stale = question.status === 'ready' ? question.stale : undefined;
    return stale === undefined ? [] : [reasonOf(stale)];
  });
  return [...new Set(reasons)];
}

function valueOf<T>(loadable: Loadable<T>): T | undefined {
  return loadable.status === 'ready' ? loadable.value : undefined;
}

/**
 * Puts the answers together, once each question is answered or has failed. One
 * that has failed makes the list incomplete, never empty.
 */
export function combineNeeds(
  questions: NeedQuestions,
  now: Date,
): Needs | undefined {
  const { person, environments, toDecide, requested, seen } = questions;
  const owns = valueOf(person)?.owns ?? [];
  // Whoever does not look after the sources is not to be troubled by them.
  const sources = owns.includes(PLATFORM_GROUP) ? questions.sources : undefined;
  const asked = [person, environments, toDecide, requested, sources];
  if (!seen || asked.some(question => question?.status === 'loading')) {
    return undefined;
  }
  const found = valueOf(environments);
  const items = listNeeds(
    {
      toDecide: valueOf(toDecide)?.items ?? [],
      requested: valueOf(requested)?.items ?? [],
      seen,
      environments: found?.installed ? found.items : [],
      owns,
      sources: sources ? sourceRows(valueOf(sources) ?? []) : [],
    },
    now,
  );
  const complete =
    isComplete(person) &&
    isComplete(environments, value => !value.installed || value.complete) &&
    isComplete(toDecide, value => value.complete) &&
    isComplete(requested) &&
    (!sources || isComplete(sources));
  return {
    items,
    complete,
    problems: problemsOf([person, toDecide, requested]),
  };
}

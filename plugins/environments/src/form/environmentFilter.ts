import {
  environmentClassSchema,
  environmentStateSchema,
  type EnvironmentClass,
  type EnvironmentState,
  type EnvironmentView,
} from '@portico/plugin-environments-common';

/** Up to so many environments are seen at a glance. */
export const FILTER_ABOVE = 10;

/** Which environments are shown. */
export interface EnvironmentFilter {
  mine: boolean;
  class: EnvironmentClass | undefined;
  state: EnvironmentState | undefined;
}

/** The filter that an address names; what it does not know is left out. */
export function readFilter(params: URLSearchParams): EnvironmentFilter {
  const environmentClass = environmentClassSchema.safeParse(
    params.get('class'),
  );
  const state = environmentStateSchema.safeParse(params.get('state'));
  return {
    mine: params.get('mine') === 'true',
    class: environmentClass.success ? environmentClass.data : undefined,
    state: state.success ? state.data : undefined,
  };
}

/** An address with a filter in it; all else stays. */
export function writeFilter(
  params: URLSearchParams,
  filter: EnvironmentFilter,
): URLSearchParams {
  const next = new URLSearchParams(params);
  const values = {
    mine: filter.mine ? 'true' : undefined,
    class: filter.class,
    state: filter.state,
  };
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) next.delete(key);
    else next.set(key, value);
  }
  return next;
}

/** Whether anything is filtered out at all. */
export function isFiltering(filter: EnvironmentFilter): boolean {
  return (
    filter.mine || filter.class !== undefined || filter.state !== undefined
  );
}

/** The environments that a filter lets through. */
export function filterEnvironments(
  environments: readonly EnvironmentView[],
  filter: EnvironmentFilter,
  /** The reader and their groups. */
  refs: readonly string[],
): EnvironmentView[] {
  return environments.filter(
    view =>
      (!filter.mine || refs.includes(view.owner)) &&
      (filter.class === undefined || view.class === filter.class) &&
      (filter.state === undefined || view.state === filter.state),
  );
}

import { Plan, PlannedResource } from '@portico/plugin-environments-common';
import { planDocuments } from '../plan/planDocuments';
import { aSpec } from './aSpec';
import { synthesized } from './synthesized';

type Sections = Parameters<typeof aSpec>[0];

/** The plan from one development environment to another. */
export function planOf(before: Sections, after: Sections): Plan {
  return planDocuments({
    before: synthesized(aSpec(before)),
    after: synthesized(aSpec(after)),
  });
}

/** What becomes of a resource; undefined where nothing does. */
export function resourceOf(
  plan: Plan,
  address: string,
): PlannedResource | undefined {
  return plan.modules
    .flatMap(({ resources }) => resources)
    .find(resource => resource.address === address);
}

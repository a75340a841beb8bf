import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { PolicyRule } from '../PolicyRule';

/** Parts of a spec that may be written already and are not built yet. */
const UNBUILT: readonly {
  path: string;
  wanted: (spec: EnvironmentSpec['spec']) => boolean;
}[] = [
  { path: 'spec.edge.cloudFront', wanted: s => s.edge?.cloudFront === true },
  { path: 'spec.edge.apiGateway', wanted: s => s.edge?.apiGateway === true },
];

/** Everything that the spec asks for is in the stack, in the estimate and in the plan. */
export const specFullyBuilt: PolicyRule = {
  id: 'spec-fully-built',
  severity: 'warning',
  title: 'Everything that the spec asks for should be built',
  why: 'This part of the spec is accepted and not built yet: it is in neither the plan nor the price.',
  fix: 'Leave it out, or expect it with a later version.',
  check: ({ spec }) =>
    spec
      ? UNBUILT.filter(({ wanted }) => wanted(spec.spec)).map(({ path }) => ({
          resource: path,
          path,
        }))
      : [],
};

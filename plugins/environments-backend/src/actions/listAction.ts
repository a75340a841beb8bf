import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  isEstimate,
  EnvironmentView,
} from '@portico/plugin-environments-common';
import { EnvironmentService } from '../services/EnvironmentService';

/** What an agent is told of an environment: enough to choose one, and where to read on. */
function summaryOf(view: EnvironmentView) {
  const { estimate, openChange } = view;
  return {
    name: view.name,
    owner: view.owner,
    description: view.description,
    class: view.class,
    region: view.region,
    state: view.state,
    stateReason: view.stateReason,
    origin: view.origin,
    expiresAt: view.expiresAt,
    monthly:
      estimate && isEstimate(estimate)
        ? {
            amount: estimate.total.monthly,
            currency: estimate.currency,
            atLeast: estimate.total.atLeast,
          }
        : null,
    changeable: view.changeable,
    notChangeableReason: view.notChangeableReason,
    openChange: openChange && {
      id: openChange.id,
      kind: openChange.kind,
      state: openChange.state,
    },
    spec: view.spec,
  };
}

/** Lets agents list the environments that the person may see. */
export function registerListAction(
  registry: ActionsRegistryService,
  environments: EnvironmentService,
): void {
  registry.register({
    name: 'list',
    title: 'List environments',
    description:
      'Lists the environments of the platform that the person may see: owner, class, region, state, list price a month (null where it is not known, never 0), the day it expires, the change that is open, and the whole spec. `origin: sample` is invented data. `complete: false` means that the repository could not be read in full, so something may be missing. Take a spec from here, change it and hand it to the preview to see what the change would cost and need.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    schema: {
      input: z =>
        z
          .object({
            owner: z
              .string()
              .max(200)
              .optional()
              .describe(
                'Only those of this owner, such as group:default/checkout',
              ),
          })
          .strict(),
      output: z =>
        z.object({
          items: z.array(
            z.object({
              name: z.string(),
              owner: z.string(),
              description: z.string(),
              class: z.enum(['dev', 'staging', 'prod']).nullable(),
              region: z.string().nullable(),
              state: z.string(),
              stateReason: z.string().nullable(),
              origin: z.string(),
              expiresAt: z.string().nullable(),
              monthly: z
                .object({
                  amount: z.string(),
                  currency: z.string(),
                  atLeast: z.boolean(),
                })
                .nullable(),
              changeable: z.boolean(),
              notChangeableReason: z.string().nullable(),
              openChange: z
                .object({ id: z.string(), kind: z.string(), state: z.string() })
                .nullable(),
              spec: z.unknown().nullable(),
            }),
          ),
          complete: z.boolean(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { items, complete } = await environments.list(credentials);
      const wanted = items.filter(
        ({ owner }) => input.owner === undefined || owner === input.owner,
      );
      return { output: { items: wanted.map(summaryOf), complete } };
    },
  });
}

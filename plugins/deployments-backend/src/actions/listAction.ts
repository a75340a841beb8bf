import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  deploymentListQuerySchema,
  type Deployment,
} from '@portico/plugin-deployments-common';
import type { DeploymentService } from '../services/DeploymentService';
import { withPlainRefs } from '../services/plainRefs';
import { readInput } from '../services/readInput';

const LIMIT = 20;

/** What an agent is told of a deployment: the commits by number, for there may be thousands. */
function summaryOf(deployment: Deployment) {
  const { commits, source, alsoFrom: _, artifact: __, ...told } = deployment;
  return { ...told, commits: commits && commits.length, url: source.url };
}

/** Lets agents list the deployments that the person may see. */
export function registerListAction(
  registry: ActionsRegistryService,
  deployments: DeploymentService,
): void {
  registry.register({
    name: 'list',
    title: 'List deployments',
    description:
      'Lists deployments of components that the person may see, newest first: version, commit, environment, who, when it began and ended, and how. `status` is how far it came: queued, running, succeeded, failed, rolled-back (it was a success that a later rollback undid) or superseded. `kind` is what it did: deploy, rollback, redeploy or remove. The newest one with a `finishedAt` in an environment is what was brought there last. `commits` counts those that it newly brought; what is null is not known, and never 0. `origin: sample` is invented data.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    examples: [
      {
        title: 'What was last deployed to production of one service',
        input: {
          entityRef: 'component:default/order-service',
          environment: 'prod',
          limit: 5,
        },
      },
    ],
    schema: {
      input: z =>
        z
          .object({
            entityRef: z
              .string()
              .max(300)
              .optional()
              .describe(
                'Only those of this component, such as component:default/order-service',
              ),
            environment: z
              .string()
              .max(63)
              .optional()
              .describe('Only those to this environment, such as prod'),
            from: z
              .string()
              .max(40)
              .optional()
              .describe('Not before this time, ISO-8601 in UTC'),
            to: z
              .string()
              .max(40)
              .optional()
              .describe('Before this time, ISO-8601 in UTC'),
            limit: z
              .number()
              .int()
              .min(1)
              .max(200)
              .optional()
              .describe(`At most so many; ${LIMIT} if left out`),
          })
          .strict(),
      output: z =>
        z.object({
          items: z.array(
            z.object({
              id: z.string(),
              entityRef: z.string(),
              environment: z.string(),
              version: z.string().nullable(),
              commit: z.string().nullable(),
              who: z.string().nullable(),
              startedAt: z.string().nullable(),
              finishedAt: z.string().nullable(),
              failedAt: z.string().nullable(),
              status: z.string(),
              kind: z.string(),
              commits: z.number().nullable(),
              url: z.string().nullable(),
              origin: z.string(),
            }),
          ),
          more: z
            .boolean()
            .describe('Whether there are older ones than those listed'),
        }),
    },
    action: async ({ input, credentials }) => {
      const query = withPlainRefs(
        readInput(deploymentListQuerySchema, { limit: LIMIT, ...input }),
      );
      const { items, nextCursor } = await deployments.list(query, credentials);
      return {
        output: {
          items: items.map(summaryOf),
          more: nextCursor !== undefined,
        },
      };
    },
  });
}

import { AuthService } from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError } from '@backstage/errors';
import { previewRequestSchema } from '@portico/plugin-environments-common';
import { readInput } from '../router/readInput';
import { RequestReader } from '../router/RequestReader';
import { PreviewService } from '../services/PreviewService';

const EXAMPLE_SPEC = {
  apiVersion: 'portico.dev/v1',
  kind: 'Environment',
  metadata: { name: 'dev-checkout', owner: 'group:default/checkout' },
  spec: {
    class: 'dev',
    region: 'us-west-2',
    network: { cidr: '10.30.0.0/16' },
    cluster: {},
    database: { engine: 'postgres' },
    ttl: '14d',
  },
};

/** Lets agents see what an environment would cost, do and need; nothing is asked for. */
export function registerPreviewAction(
  registry: ActionsRegistryService,
  services: {
    preview: PreviewService;
    reader: RequestReader;
    auth: AuthService;
  },
): void {
  const { preview, reader, auth } = services;
  registry.register({
    name: 'preview',
    title: 'Preview an environment',
    description:
      'Tells what a new or changed environment would cost a month, which resources it would add, change or destroy, which policies it breaks, whose approval it needs, and the quota of its owner. It changes nothing and asks for nothing. `spec` is the content of the file of an environment; what is left out gets the default of its class. Where `valid` is false, `issues` lists every field that is wrong and why: mend them and ask again. For a change of an environment that exists, name it in `against`.',
    attributes: { readOnly: true, idempotent: true, destructive: false },
    examples: [
      {
        title: 'A small environment for one team',
        input: { spec: EXAMPLE_SPEC },
      },
    ],
    schema: {
      input: z =>
        z
          .object({
            spec: z
              .record(z.unknown())
              .describe(
                'The environment: apiVersion portico.dev/v1, kind Environment, metadata (name, owner, description) and spec (class dev, staging or prod; region; network.cidr; cluster, database, cache, edge, budget, ttl)',
              ),
            against: z
              .string()
              .max(63)
              .optional()
              .describe(
                'The name of the environment that is to become this; left out for a new one',
              ),
          })
          .strict(),
      output: z =>
        z.object({
          valid: z.boolean(),
          issues: z.array(
            z.object({ path: z.string(), message: z.string() }).passthrough(),
          ),
          estimate: z.unknown().optional(),
          againstEstimate: z.unknown().optional(),
          plan: z.unknown().optional(),
          findings: z.array(z.unknown()).optional(),
          approvals: z
            .array(z.object({ group: z.string(), reason: z.string() }))
            .optional(),
          quota: z.unknown().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      if (!auth.isPrincipal(credentials, 'user')) {
        throw new NotAllowedError(
          'A preview is for a person: who must approve depends on who asks',
        );
      }
      const requester = await reader.requesterOf(credentials);
      const request = readInput(previewRequestSchema, input);
      return { output: await preview.preview(request, requester) };
    },
  });
}

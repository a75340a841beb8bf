import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { parseEnvironmentSpec } from '@portico/plugin-environments-common';
import { EnvironmentsClient } from './EnvironmentsClient';
import { explainIssues } from './explainIssues';

/** What the action tells of the change that was asked for. */
type Asked = { changeId: string; state: string; environmentName: string };

/** The action `portico:environment:request`: asks for a new environment. */
export function createRequestEnvironmentAction(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}) {
  const client = EnvironmentsClient.create(options);

  return createTemplateAction({
    id: 'portico:environment:request',
    description:
      'Asks for a new environment: a change request, approvals where policy asks for them, and a pull request',
    supportsDryRun: true,
    schema: {
      input: {
        // Backstage hands over an older zod; our own schema reads the spec again.
        spec: z =>
          z.record(z.unknown(), {
            description: 'The whole file of the environment',
          }),
        comment: z =>
          z
            .string({ description: 'Why the environment is needed' })
            .max(1000)
            .optional(),
      },
      output: {
        changeId: z =>
          z.string({ description: 'The id of the change request' }),
        changePath: z =>
          z.string({ description: 'The page of the change request' }),
        environmentName: z => z.string(),
        state: z =>
          z.string({ description: 'Where the change request stands' }),
      },
    },
    async handler(ctx) {
      const parsed = parseEnvironmentSpec(ctx.input.spec);
      if (!parsed.valid) {
        throw new InputError(explainIssues(parsed.issues));
      }
      const { name } = parsed.spec.metadata;
      if (ctx.isDryRun) {
        ctx.logger.info(`Would ask for the environment ${name}`);
        return;
      }

      // Asking again for the same is the same change, so a task that was
      // stopped between the answer and the checkpoint asks for nothing twice.
      const asked = await ctx.checkpoint<Asked>({
        key: 'portico.environment.request',
        fn: async () => {
          const change = await client.createChange(
            {
              kind: 'create',
              name,
              spec: ctx.input.spec,
              comment: ctx.input.comment,
              taskId: ctx.task.id,
            },
            {
              credentials: await ctx.getInitiatorCredentials(),
              signal: ctx.signal,
            },
          );
          return {
            changeId: change.id,
            environmentName: change.name,
            state: change.state,
          };
        },
      });
      ctx.logger.info(
        `Asked for the environment ${asked.environmentName}: change ${asked.changeId} is ${asked.state}`,
      );
      ctx.output('changeId', asked.changeId);
      ctx.output('changePath', `/environments/changes/${asked.changeId}`);
      ctx.output('environmentName', asked.environmentName);
      ctx.output('state', asked.state);
    },
  });
}

import { z } from 'zod/v4';
import { fields, listOf, partNameSchema } from './fields';

/**
 * How many paths lead through one load balancer: each has a rule, and AWS takes 100 beside
 * the default (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html).
 */
export const MAX_EDGE_PATHS = 100;

/** How deep a path of the edge is at most; the deeper one goes before the others. */
export const MAX_EDGE_PATH_DEPTH = 8;

/** A rule compares with at most 128 characters, and what is below a path is written with two more. */
const MAX_PATH_LENGTH = 126;

const SEGMENT = /^(?!\.{1,2}$)[A-Za-z0-9._~-]+$/;

function isPath(text: string): boolean {
  if (text === '/') return true;
  const [first, ...segments] = text.split('/');
  return (
    first === '' &&
    segments.length > 0 &&
    segments.length <= MAX_EDGE_PATH_DEPTH &&
    segments.every(segment => SEGMENT.test(segment))
  );
}

const pathSchema = z
  .string()
  .max(MAX_PATH_LENGTH, {
    error: `must have at most ${MAX_PATH_LENGTH} characters`,
  })
  .refine(isPath, {
    error: `must be a path of at most ${MAX_EDGE_PATH_DEPTH} parts such as /v1/orders, without a wildcard or a slash at its end; what is below it goes with it`,
  });

const serviceSchema = fields({
  /** The name of its image repository, as pods and roles have it too. */
  name: partNameSchema,
  /** Each path leads to the service, and so does everything below it. */
  paths: listOf(pathSchema, { min: 1, max: 40 }),
});

type EdgeService = z.output<typeof serviceSchema>;

/** Each path leads to one service, and there are no more than a load balancer takes. */
function checkPaths(services: EdgeService[], context: z.RefinementCtx): void {
  const owners = new Map<string, number>();
  services.forEach(({ paths }, index) => {
    for (const [at, path] of paths.entries()) {
      const owner = owners.get(path) ?? index;
      owners.set(path, owner);
      if (owner === index) continue;
      context.addIssue({
        code: 'custom',
        path: [index, 'paths', at],
        message: `leads to ${services[owner].name} already; each path leads to one service`,
      });
    }
  });
  if (owners.size > MAX_EDGE_PATHS) {
    context.addIssue({
      code: 'custom',
      message: `must have at most ${MAX_EDGE_PATHS} paths in all, one for each rule that a load balancer takes`,
    });
  }
}

/** Which services are reached from outside, and under which paths; without any, all requests go to one group of pods. */
export const edgeServicesSchema = listOf(serviceSchema, {
  max: 40,
  by: 'name',
}).superRefine(checkPaths);

/** Where an environment keeps images, its services are those that it has images of. */
export function checkServicesHaveImages(
  {
    registry,
    edge,
  }: {
    registry?: { repositories: string[] };
    edge?: { services: { name: string }[] };
  },
  context: z.RefinementCtx,
): void {
  if (!registry) return;
  const { repositories } = registry;
  edge?.services.forEach(({ name }, index) => {
    if (repositories.includes(name)) return;
    context.addIssue({
      code: 'custom',
      path: ['edge', 'services', index, 'name'],
      message: `must be one of the repositories of the registry: ${repositories.join(
        ', ',
      )}`,
    });
  });
}

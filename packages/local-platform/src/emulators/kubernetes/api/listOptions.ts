import { z } from 'zod/v4';
import type { KubernetesObject } from '../objects/KubernetesObject';
import { BadSelector } from '../selectors/BadSelector';
import { parseFieldSelector } from '../selectors/fieldSelector';
import { parseLabelSelector } from '../selectors/labelSelector';
import { badRequest } from './KubernetesError';

const flag = z.enum(['', 'true', 'false', '1', '0']).transform(isTrue);
const whole = z
  .string()
  .regex(/^\d{1,15}$/, 'is no whole number that is 0 or more')
  .transform(Number);

const listQuery = z.object({
  labelSelector: z.string().default(''),
  fieldSelector: z.string().default(''),
  limit: whole.default(0),
  continue: z.string().default(''),
  resourceVersion: z
    .union([z.literal('').transform(() => undefined), whole])
    .optional(),
  watch: flag.default(false),
  allowWatchBookmarks: flag.default(false),
  timeoutSeconds: whole.optional(),
});

const logQuery = z.object({
  container: z.string().optional(),
  previous: flag.default(false),
  follow: flag.default(false),
  timestamps: flag.default(false),
  tailLines: whole.optional(),
  sinceSeconds: whole.optional(),
  sinceTime: z.iso
    .datetime({ offset: true, error: 'is no time' })
    .transform(text => new Date(text))
    .optional(),
  limitBytes: whole.optional(),
});

/** What a list or a watch asks for. */
export interface ListOptions
  extends Omit<z.output<typeof listQuery>, 'labelSelector' | 'fieldSelector'> {
  /** Whether selectors leave some out. */
  selective: boolean;
  matches(object: KubernetesObject): boolean;
}

/** What a request for a log asks for. */
export type LogOptions = z.output<typeof logQuery>;

/** Reads the query of a list; throws the 400 of the real server. */
export function readListOptions(
  query: URLSearchParams,
  resource: string,
): ListOptions {
  const { labelSelector, fieldSelector, ...options } = parse(listQuery, query);
  try {
    const labelsMatch = parseLabelSelector(labelSelector);
    const fieldsMatch = parseFieldSelector(fieldSelector, resource);
    return {
      ...options,
      selective: labelSelector !== '' || fieldSelector !== '',
      matches: object =>
        labelsMatch(object.metadata.labels ?? {}) && fieldsMatch(object),
    };
  } catch (error) {
    throw error instanceof BadSelector ? badRequest(error.message) : error;
  }
}

/** Reads the query of a log; throws a 400 that names the option. */
export function readLogOptions(query: URLSearchParams): LogOptions {
  return parse(logQuery, query);
}

/** Of an option that is given twice, the first counts, as in Go. */
function parse<T extends z.ZodType>(
  schema: T,
  query: URLSearchParams,
): z.output<T> {
  const given = Object.fromEntries([...query].reverse());
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const [{ path, message }] = parsed.error.issues;
    throw badRequest(`${path.join('.')}: Invalid value: ${message}`);
  }
  return parsed.data;
}

/** `?previous` alone is yes, as the server reads it. */
function isTrue(text: string): boolean {
  return text !== 'false' && text !== '0';
}

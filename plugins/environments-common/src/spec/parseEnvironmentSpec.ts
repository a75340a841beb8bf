import { z } from 'zod/v4';
import { checkEnvironmentSpec } from './checkEnvironmentSpec';
import type { EnvironmentSpec } from './EnvironmentSpec';
import { parsed, type Parsed } from './parsed';

/** The spec of an environment, or what is wrong with it. */
export type ParsedSpec = Parsed<EnvironmentSpec>;

/**
 * Reads a spec of unknown origin. It never throws and takes a bounded time: too large an
 * input is an issue like any other. What is left out gets the default of its class.
 */
export function parseEnvironmentSpec(input: unknown): ParsedSpec {
  return parsed(input, checkEnvironmentSpec);
}

/** A schema of the whole spec for request and response schemas; its rules are those of `parseEnvironmentSpec`. */
export const environmentSpecSchema = z
  .unknown()
  .transform((input, context): EnvironmentSpec => {
    const checked = checkEnvironmentSpec(input);
    if (checked.valid) return checked.spec;
    for (const { path, message } of checked.found) {
      context.addIssue({ code: 'custom', path, message });
    }
    return z.NEVER;
  });

import { checkEnvironmentSpec } from '../spec/checkEnvironmentSpec';
import { checkSpec, fieldOf, type CheckedSpec } from '../spec/checkSpec';
import type { EnvironmentSpec } from '../spec/EnvironmentSpec';
import { parsed, type Parsed } from '../spec/parsed';
import { readSpecText } from '../spec/readSpecText';
import { bootstrapSpecSchema, type BootstrapSpec } from './BootstrapSpec';

/** What a stack is made of: an environment, or what an account needs once. */
export type StackSpec = EnvironmentSpec | BootstrapSpec;

function checkStackSpec(input: unknown): CheckedSpec<StackSpec> {
  return fieldOf(input, 'kind') === 'Bootstrap'
    ? checkSpec(input, () => bootstrapSpecSchema)
    : checkEnvironmentSpec(input);
}

/** Reads a spec of unknown origin, by its kind. It never throws and takes a bounded time. */
export function parseStackSpec(input: unknown): Parsed<StackSpec> {
  return parsed(input, checkStackSpec);
}

/** Reads a spec from the text of its file, by its kind; an issue tells the line. */
export function parseStackSpecText(text: string): Parsed<StackSpec> {
  return readSpecText(text, checkStackSpec);
}

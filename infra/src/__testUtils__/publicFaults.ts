import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { TerraformDocument } from '../document/TerraformDocument';
import { aFullSpec, aSpec } from './aSpec';
import { synthesized } from './synthesized';

/*
 * Faults that others have had in public. Each names where it was told, finds
 * itself in a document, and brings a twin of a sound document that has it: a
 * check that finds nothing in the twin would find nothing at all.
 */

/** A fault that was told in public, and how to find it. */
export interface PublicFault {
  /** Where it was told, and what it was. */
  readonly fault: string;
  /** Where a document has it; empty where it is sound. */
  readonly find: (document: TerraformDocument) => string[];
  /** A sound document with the fault put in. */
  readonly twin: (document: TerraformDocument) => TerraformDocument;
  /** What is judged beside the usual environments. */
  readonly specs?: readonly EnvironmentSpec[];
}

const environments = [aSpec(), aFullSpec()];

/** Where the usual environments, and those of the fault, have it. */
export function faultyHere({ find, specs = [] }: PublicFault): string[] {
  return [...environments, ...specs].map(synthesized).flatMap(find);
}

/** Where the twin has it. */
export function faultyInTwin({ find, twin }: PublicFault): string[] {
  return find(twin(synthesized(environments[0])));
}

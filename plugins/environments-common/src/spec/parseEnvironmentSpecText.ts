import { checkEnvironmentSpec } from './checkEnvironmentSpec';
import type { ParsedSpec } from './parseEnvironmentSpec';
import { readSpecText } from './readSpecText';

/** Reads the spec of an environment from the text of its file; an issue tells the line. */
export function parseEnvironmentSpecText(text: string): ParsedSpec {
  return readSpecText(text, checkEnvironmentSpec);
}

/** The request header that names the persona who signs in. */
export const PERSONA_HEADER = 'x-portico-persona';

/** The names of the sample people, each a User of the catalog. */
export const PERSONA_NAMES = ['ada', 'grace', 'margaret'] as const;

/** The name of one of the sample people. */
export type PersonaName = (typeof PERSONA_NAMES)[number];

/** Tells whether a header's value names one of the sample people. */
export function isPersonaName(value: unknown): value is PersonaName {
  return PERSONA_NAMES.some(name => name === value);
}

import { fields, listOf, partNameSchema, wholeNumber } from './fields';

/** The image repositories of an environment, one a service. */
export const registrySchema = fields({
  repositories: listOf(partNameSchema, { min: 1, max: 40 }),
  /** How many images of a service stay; older ones go. */
  keepImages: wholeNumber(1, 1000).default(30),
});

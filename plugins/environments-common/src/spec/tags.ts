import { z } from 'zod/v4';

/** Tags that the platform sets itself on every resource. */
export const PLATFORM_TAGS: readonly string[] = [
  'environment',
  'class',
  'owner',
  'managed-by',
  'Name',
];

const TAG_TEXT = /^[\p{L}\p{N} _.:/=+\-@]*$/u;

const tagKeySchema = z
  .string()
  .min(1, { error: 'must have a name' })
  .max(128, { error: 'must have at most 128 characters' })
  .regex(TAG_TEXT, {
    error: 'may have letters, digits, spaces and _ . : / = + - @',
  })
  .refine(key => !/^aws:/i.test(key), { error: 'must not start with aws:' })
  .refine(key => !PLATFORM_TAGS.includes(key), {
    error: `must not be one that the platform sets itself: ${PLATFORM_TAGS.join(
      ', ',
    )}`,
  });

const tagValueSchema = z
  .string()
  .max(256, { error: 'must have at most 256 characters' })
  .regex(TAG_TEXT, {
    error: 'may have letters, digits, spaces and _ . : / = + - @',
  });

/** Further tags of all resources; AWS takes 50, the platform keeps ten for itself. */
export const tagsSchema = z
  .record(tagKeySchema, tagValueSchema)
  .refine(tags => Object.keys(tags).length <= 40, {
    error: 'must have at most 40 tags',
  });

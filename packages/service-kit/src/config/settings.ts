import { z } from 'zod/v4';

/** A whole number as a setting spells it, from one to another. */
export function wholeNumber(from: number, to: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine(value => value >= from && value <= to);
}

/** A setting with what it is where nothing is set, and what is expected of it. */
export function setting<T extends z.ZodType<unknown, string>>(
  schema: T,
  fallback: string,
  expected: string,
) {
  return z.string().default(fallback).pipe(schema).describe(expected);
}

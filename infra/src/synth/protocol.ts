import { z } from 'zod/v4';

/** What the worker is asked: one environment, already checked against the schema. */
export interface SynthRequest {
  readonly id: number;
  readonly environment: unknown;
}

/** What the worker answers; the document is JSON text, so that it is copied cheaply. */
export const synthResponseSchema = z.discriminatedUnion('status', [
  z.object({
    id: z.number(),
    status: z.literal('ok'),
    document: z.string(),
    heapUsedBytes: z.number(),
  }),
  z.object({
    id: z.number(),
    status: z.literal('failed'),
    message: z.string(),
  }),
]);

/** An answer of the worker. */
export type SynthResponse = z.output<typeof synthResponseSchema>;

import { z } from 'zod/v4';

/** The settings of a service that sends or takes events, for `readConfig`. */
export const eventSettings = {
  TOPIC_ARN: z
    .string()
    .regex(/^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w-]+$/)
    .describe('the ARN of the SNS topic of the shop'),
  QUEUE_URL: z
    .string()
    .refine(text => /^https?:\/\//.test(text) && URL.canParse(text))
    .optional()
    .describe('the address of the SQS queue of this service'),
  AWS_REGION: z.string().default('us-west-2').describe('a region of AWS'),
  /** Where SNS and SQS answer, if not at AWS. */
  AWS_ENDPOINT_URL: z
    .string()
    .refine(text => URL.canParse(text))
    .optional()
    .describe('an address like http://localhost:4566'),
};

/** What `readConfig(eventSettings)` gives. */
export type EventConfig = z.output<z.ZodObject<typeof eventSettings>>;

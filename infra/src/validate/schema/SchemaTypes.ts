import { z } from 'zod/v4';

/** The type of a value, in the words of Terraform. */
export type ValueType =
  | 'string'
  | 'number'
  | 'bool'
  /** Anything: the binding does not tell. */
  | 'dynamic'
  | readonly ['list' | 'set' | 'map', ValueType]
  /** An object: its attributes, and which of them may be left out. */
  | readonly ['object', Readonly<Record<string, ValueType>>, readonly string[]];

/** Whether an argument must be given, may be given, or can only be read. */
export type AttributeUse = 'required' | 'optional' | 'computed';

/** One attribute of a block. */
export interface AttributeSchema {
  readonly type: ValueType;
  readonly use: AttributeUse;
}

/** A block inside a block, and how often it may stand there. */
export interface NestedBlockSchema {
  readonly nesting: 'single' | 'list' | 'set';
  readonly min: number;
  /** Infinity where it may stand there any number of times. */
  readonly max: number;
  readonly block: BlockSchema;
}

/** What may stand in a block. */
export interface BlockSchema {
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
  readonly blocks: Readonly<Record<string, NestedBlockSchema>>;
}

const valueTypeSchema: z.ZodType<ValueType> = z.lazy(() =>
  z.union([
    z.enum(['string', 'number', 'bool', 'dynamic']),
    z.tuple([z.enum(['list', 'set', 'map']), valueTypeSchema]),
    z.tuple([
      z.literal('object'),
      z.record(z.string(), valueTypeSchema),
      z.array(z.string()),
    ]),
  ]),
);

const attributeSchema = z
  .tuple([valueTypeSchema, z.enum(['required', 'optional', 'computed'])])
  .transform(([type, use]): AttributeSchema => ({ type, use }));

const nestedBlockSchema = z
  .tuple([
    z.enum(['single', 'list', 'set']),
    z.number(),
    z.number(),
    z.lazy(() => blockSchema),
  ])
  .transform(
    ([nesting, min, max, block]): NestedBlockSchema => ({
      nesting,
      min,
      max: max === 0 ? Infinity : max,
      block,
    }),
  );

/** A block as scripts/schema/buildSchema.js writes it. */
export const blockSchema: z.ZodType<BlockSchema> = z.object({
  attributes: z.record(z.string(), attributeSchema),
  blocks: z.record(z.string(), nestedBlockSchema),
});

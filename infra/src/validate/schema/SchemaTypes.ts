import { z } from 'zod/v4';

/** The type of a value, in the words of Terraform; "dynamic" where the binding does not tell. */
export type ValueType =
  | { readonly kind: 'string' | 'number' | 'bool' | 'dynamic' }
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: ValueType }
  | {
      readonly kind: 'object';
      readonly attributes: Readonly<Record<string, ValueType>>;
      /** Which of them may be left out. */
      readonly optional: readonly string[];
    };

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
    z
      .enum(['string', 'number', 'bool', 'dynamic'])
      .transform((kind): ValueType => ({ kind })),
    z
      .tuple([z.enum(['list', 'set', 'map']), valueTypeSchema])
      .transform(([kind, element]): ValueType => ({ kind, element })),
    z
      .tuple([
        z.literal('object'),
        z.record(z.string(), valueTypeSchema),
        z.array(z.string()),
      ])
      .transform(
        ([kind, attributes, optional]): ValueType => ({
          kind,
          attributes,
          optional,
        }),
      ),
  ]),
);

const attributeSchema = z
  .tuple([valueTypeSchema, z.enum(['required', 'optional', 'computed'])])
  .transform(([type, use]): AttributeSchema => ({ type, use }));

/** A block as scripts/schema/buildSchema.js writes it. */
export const blockSchema: z.ZodType<BlockSchema> = z.lazy(() =>
  z.object({
    attributes: z.record(z.string(), attributeSchema),
    blocks: z.record(
      z.string(),
      z
        .tuple([
          z.enum(['single', 'list', 'set']),
          z.number(),
          z.number(),
          blockSchema,
        ])
        .transform(
          ([nesting, min, max, block]): NestedBlockSchema => ({
            nesting,
            min,
            max: max === 0 ? Infinity : max,
            block,
          }),
        ),
    ),
  }),
);

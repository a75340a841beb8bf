import { BlockSchema } from './SchemaTypes';
import { Shape, many, maybe, one, optional, required, some } from './shapes';
import {
  CUSTOM_KEY,
  FIELD_TO_MATCH,
  FORWARDED_IP,
  GROUP_CONFIGS,
  OVERRIDES,
  TRANSFORMATION,
} from './wafParts';

/*
 * The statements of a web ACL. A statement may hold statements, so the binding
 * gives up and says "anything"; these shapes are written by hand.
 * Source: documentation of `aws_wafv2_web_acl` of the AWS provider 6.25.
 */

const MATCHED = {
  field_to_match: FIELD_TO_MATCH,
  text_transformation: TRANSFORMATION,
};

/** The provider takes statements in statements to this depth. */
const DEPTH = 3;

function statement(depth: number): Shape {
  const inner = depth > 1 ? statement(depth - 1) : undefined;
  const scopeDown: Shape = inner ? { scope_down_statement: maybe(inner) } : {};
  const logic: Shape = inner
    ? {
        and_statement: maybe({ statement: some(inner) }),
        not_statement: maybe({ statement: some(inner) }),
        or_statement: maybe({ statement: some(inner) }),
      }
    : {};
  return {
    ...logic,
    asn_match_statement: maybe({
      asn_list: many(required('number')),
      forwarded_ip_config: FORWARDED_IP,
    }),
    byte_match_statement: maybe({
      positional_constraint: required(),
      search_string: required(),
      ...MATCHED,
    }),
    geo_match_statement: maybe({
      country_codes: many(required()),
      forwarded_ip_config: FORWARDED_IP,
    }),
    ip_set_reference_statement: maybe({
      arn: required(),
      ip_set_forwarded_ip_config: maybe({
        fallback_behavior: required(),
        header_name: required(),
        position: required(),
      }),
    }),
    label_match_statement: maybe({ key: required(), scope: required() }),
    managed_rule_group_statement: maybe({
      name: required(),
      vendor_name: required(),
      version: optional(),
      managed_rule_group_configs: GROUP_CONFIGS,
      rule_action_override: OVERRIDES,
      ...scopeDown,
    }),
    rate_based_statement: maybe({
      limit: required('number'),
      aggregate_key_type: optional(),
      evaluation_window_sec: optional('number'),
      custom_key: CUSTOM_KEY,
      forwarded_ip_config: FORWARDED_IP,
      ...scopeDown,
    }),
    regex_match_statement: maybe({ regex_string: required(), ...MATCHED }),
    regex_pattern_set_reference_statement: maybe({
      arn: required(),
      ...MATCHED,
    }),
    rule_group_reference_statement: maybe({
      arn: required(),
      rule_action_override: OVERRIDES,
    }),
    size_constraint_statement: maybe({
      comparison_operator: required(),
      size: required('number'),
      ...MATCHED,
    }),
    sqli_match_statement: maybe({ sensitivity_level: optional(), ...MATCHED }),
    xss_match_statement: maybe(MATCHED),
  };
}

const STATEMENT = one(statement(DEPTH));

const TYPES: ReadonlySet<string> = new Set([
  'aws_wafv2_web_acl',
  'aws_wafv2_rule_group',
]);

/** The schema of a type with the statements that its binding leaves open. */
export function withWafStatements(
  type: string,
  schema: BlockSchema,
): BlockSchema {
  const rule = schema.blocks.rule;
  if (!TYPES.has(type) || !rule) return schema;
  const { statement: _, ...attributes } = rule.block.attributes;
  const blocks = { ...rule.block.blocks, statement: STATEMENT };
  return {
    ...schema,
    blocks: {
      ...schema.blocks,
      rule: { ...rule, block: { attributes, blocks } },
    },
  };
}

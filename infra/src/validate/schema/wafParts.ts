import { AttributeSchema } from './SchemaTypes';
import {
  anyNumber,
  many,
  maybe,
  one,
  optional,
  required,
  some,
} from './shapes';

/** What is done to a text before it is compared. */
export const TRANSFORMATION = some({
  priority: required('number'),
  type: required(),
});

const HEADERS_PATTERN = {
  all: maybe(),
  excluded_headers: many(optional()),
  included_headers: many(optional()),
};

/** The part of a request that is looked at. */
export const FIELD_TO_MATCH = maybe({
  all_query_arguments: maybe(),
  body: maybe({ oversize_handling: optional() }),
  cookies: maybe({
    match_scope: required(),
    oversize_handling: required(),
    match_pattern: some({
      all: maybe(),
      excluded_cookies: many(optional()),
      included_cookies: many(optional()),
    }),
  }),
  header_order: anyNumber({ oversize_handling: required() }),
  headers: anyNumber({
    match_scope: required(),
    oversize_handling: required(),
    match_pattern: one(HEADERS_PATTERN),
  }),
  ja3_fingerprint: maybe({ fallback_behavior: required() }),
  ja4_fingerprint: maybe({ fallback_behavior: required() }),
  json_body: maybe({
    invalid_fallback_behavior: optional(),
    match_scope: required(),
    oversize_handling: optional(),
    match_pattern: one({
      all: maybe(),
      included_paths: many(optional()),
    }),
  }),
  method: maybe(),
  query_string: maybe(),
  single_header: maybe({ name: required() }),
  single_query_argument: maybe({ name: required() }),
  uri_fragment: maybe({ fallback_behavior: optional() }),
  uri_path: maybe(),
});

/** Where the address of a client behind a proxy is found. */
export const FORWARDED_IP = maybe({
  fallback_behavior: required(),
  header_name: required(),
});

const REQUEST_HANDLING = maybe({
  custom_request_handling: maybe({
    insert_header: some({ name: required(), value: required() }),
  }),
});

/** What a rule of a group does instead of what the group says. */
export const OVERRIDES = anyNumber({
  name: required(),
  action_to_use: one({
    allow: REQUEST_HANDLING,
    block: maybe({
      custom_response: maybe({
        custom_response_body_key: optional(),
        response_code: required('number'),
        response_header: anyNumber({ name: required(), value: required() }),
      }),
    }),
    captcha: REQUEST_HANDLING,
    challenge: REQUEST_HANDLING,
    count: REQUEST_HANDLING,
  }),
});

const FIELD = maybe({ identifier: required() });
const FIELDS = maybe({ identifiers: many(required()) });

const REQUEST_INSPECTION = maybe({
  payload_type: required(),
  password_field: FIELD,
  username_field: FIELD,
  email_field: FIELD,
  address_fields: FIELDS,
  phone_number_fields: FIELDS,
});

const found = (successes: string, failures: string, each: AttributeSchema) =>
  maybe({ [successes]: many(each, 'set'), [failures]: many(each, 'set') });

const RESPONSE_INSPECTION = maybe({
  body_contains: found('success_strings', 'failure_strings', required()),
  header: maybe({
    name: required(),
    success_values: many(required(), 'set'),
    failure_values: many(required(), 'set'),
  }),
  json: maybe({
    identifier: required(),
    success_values: many(required(), 'set'),
    failure_values: many(required(), 'set'),
  }),
  status_code: found('success_codes', 'failure_codes', required('number')),
});

/** Settings of groups that AWS maintains. */
export const GROUP_CONFIGS = anyNumber({
  aws_managed_rules_acfp_rule_set: maybe({
    creation_path: required(),
    registration_page_path: required(),
    enable_regex_in_path: optional('bool'),
    request_inspection: REQUEST_INSPECTION,
    response_inspection: RESPONSE_INSPECTION,
  }),
  aws_managed_rules_anti_ddos_rule_set: maybe({
    sensitivity_to_block: optional(),
    client_side_action_config: one({
      challenge: one({
        usage_of_action: required(),
        sensitivity: optional(),
        exempt_uri_regular_expression: anyNumber({ regex_string: optional() }),
      }),
    }),
  }),
  aws_managed_rules_atp_rule_set: maybe({
    login_path: required(),
    enable_regex_in_path: optional('bool'),
    request_inspection: REQUEST_INSPECTION,
    response_inspection: RESPONSE_INSPECTION,
  }),
  aws_managed_rules_bot_control_rule_set: maybe({
    inspection_level: required(),
    enable_machine_learning: optional('bool'),
  }),
  login_path: optional(),
  payload_type: optional(),
  password_field: FIELD,
  username_field: FIELD,
});

const NAMED_KEY = maybe({
  name: required(),
  text_transformation: TRANSFORMATION,
});
const WHOLE_KEY = maybe({ text_transformation: TRANSFORMATION });

/** By what requests are counted together. */
export const CUSTOM_KEY = anyNumber({
  asn: maybe(),
  cookie: NAMED_KEY,
  forwarded_ip: maybe(),
  header: NAMED_KEY,
  http_method: maybe(),
  ip: maybe(),
  ja3_fingerprint: maybe({ fallback_behavior: required() }),
  ja4_fingerprint: maybe({ fallback_behavior: required() }),
  label_namespace: maybe({ namespace: required() }),
  query_argument: NAMED_KEY,
  query_string: WHOLE_KEY,
  uri_path: WHOLE_KEY,
});

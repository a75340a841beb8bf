import { AnyDefinition, ServiceDefinition, fromJSON } from '@grpc/proto-loader';

/*
 * The part of Terraform's plugin protocol 6 that a provider without resources
 * of its own needs, by the numbers of the public definition (tfplugin6.proto).
 * Messages and fields that are left out are skipped by both sides.
 */

type Fields = Readonly<
  Record<string, readonly [type: string, id: number, rule?: 'repeated']>
>;

function message(
  fields: Fields,
  nested: Readonly<Record<string, object>> = {},
) {
  return {
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, [type, id, rule]]) => [
        name,
        { type, id, ...(rule && { rule }) },
      ]),
    ),
    nested,
  };
}

function mapOf(type: string, id: number) {
  return { keyType: 'string', type, id };
}

const SCHEMA = message(
  { version: ['int64', 1], block: ['Block', 2] },
  {
    Block: message({
      version: ['int64', 1],
      attributes: ['Attribute', 2, 'repeated'],
      block_types: ['NestedBlock', 3, 'repeated'],
    }),
    Attribute: message({
      name: ['string', 1],
      type: ['bytes', 2],
      nested_type: ['Object', 10],
      required: ['bool', 4],
      optional: ['bool', 5],
      computed: ['bool', 6],
    }),
    NestedBlock: message({
      type_name: ['string', 1],
      block: ['Block', 2],
      nesting: ['int32', 3],
      min_items: ['int64', 4],
      max_items: ['int64', 5],
    }),
    Object: message({
      attributes: ['Attribute', 1, 'repeated'],
      nesting: ['int32', 3],
    }),
  },
);

const SHARED = {
  DynamicValue: message({ msgpack: ['bytes', 1], json: ['bytes', 2] }),
  AttributePath: message(
    { steps: ['Step', 1, 'repeated'] },
    { Step: message({ attribute_name: ['string', 1] }) },
  ),
  Diagnostic: message({
    severity: ['int32', 1],
    summary: ['string', 2],
    detail: ['string', 3],
    attribute: ['AttributePath', 4],
  }),
  Schema: SCHEMA,
  Empty: message({}),
  Diagnostics: message({ diagnostics: ['Diagnostic', 1, 'repeated'] }),
};

const PROVIDER_SCHEMA = {
  ...message({
    provider: ['Schema', 1],
    diagnostics: ['Diagnostic', 4, 'repeated'],
  }),
};

const MESSAGES = {
  ...SHARED,
  ProviderSchema: {
    ...PROVIDER_SCHEMA,
    fields: {
      ...PROVIDER_SCHEMA.fields,
      resource_schemas: mapOf('Schema', 2),
      data_source_schemas: mapOf('Schema', 3),
    },
  },
  ProviderConfig: message({ config: ['DynamicValue', 1] }),
  ConfigureRequest: message({
    terraform_version: ['string', 1],
    config: ['DynamicValue', 2],
  }),
  ConfigRequest: message({
    type_name: ['string', 1],
    config: ['DynamicValue', 2],
  }),
  PlanRequest: message({
    type_name: ['string', 1],
    prior_state: ['DynamicValue', 2],
    proposed_new_state: ['DynamicValue', 3],
    config: ['DynamicValue', 4],
  }),
  PlanResponse: message({
    planned_state: ['DynamicValue', 1],
    requires_replace: ['AttributePath', 2, 'repeated'],
    planned_private: ['bytes', 3],
    diagnostics: ['Diagnostic', 4, 'repeated'],
    legacy_type_system: ['bool', 5],
  }),
  ReadDataResponse: message({
    state: ['DynamicValue', 1],
    diagnostics: ['Diagnostic', 2, 'repeated'],
  }),
};

const METHODS = {
  GetProviderSchema: ['Empty', 'ProviderSchema'],
  ValidateProviderConfig: ['ProviderConfig', 'Empty'],
  ConfigureProvider: ['ConfigureRequest', 'Diagnostics'],
  ValidateResourceConfig: ['ConfigRequest', 'Diagnostics'],
  ValidateDataResourceConfig: ['ConfigRequest', 'Diagnostics'],
  PlanResourceChange: ['PlanRequest', 'PlanResponse'],
  ReadDataSource: ['ConfigRequest', 'ReadDataResponse'],
  StopProvider: ['Empty', 'Empty'],
} as const;

/** The calls of the protocol that are served. */
export type PluginMethod = keyof typeof METHODS;

const definition = fromJSON(
  {
    nested: {
      tfplugin6: {
        nested: {
          ...MESSAGES,
          Provider: {
            methods: Object.fromEntries(
              Object.entries(METHODS).map(([name, [input, output]]) => [
                name,
                { requestType: input, responseType: output, comment: '' },
              ]),
            ),
          },
        },
      },
    },
  },
  { keepCase: true, longs: Number, defaults: true },
);

function isService(found: AnyDefinition): found is ServiceDefinition {
  return !('format' in found);
}

/** The service as gRPC takes it. */
export function providerService(): ServiceDefinition {
  const found = definition['tfplugin6.Provider'];
  if (!isService(found)) throw new Error('tfplugin6.Provider is no service');
  return found;
}

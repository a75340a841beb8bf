/** An event of a pipeline, as it posts it. */
export function aCdEvent(
  fields: {
    id?: string;
    service?: string;
    environment?: string;
    version?: string;
    at?: string;
    what?: string;
    customData?: object;
  } = {},
) {
  const {
    id = 'run-1',
    service = 'order-service',
    environment = 'prod',
    version = '1.5.0',
    at = '2026-11-25T10:05:00Z',
    what = 'deployed',
    customData,
  } = fields;
  return {
    context: {
      id,
      source: 'acme/pipeline',
      type: `dev.cdevents.service.${what}.0.3.0`,
      timestamp: at,
    },
    subject: {
      id: service,
      content: {
        environment: { id: environment },
        artifactId: `pkg:oci/${service}@${version}`,
      },
    },
    ...(customData && { customData }),
  };
}

/**
 * How a pipeline tells of a deployment: a CDEvent, as a command that can be run as it is once the
 * token, the version and the commit are there.
 */
export function eventSnippet(options: {
  /** Where the deployments backend is. */
  baseUrl: string;
  service: string;
  environment: string;
}): string {
  const { baseUrl, service, environment } = options;
  return `VERSION=1.0.0 COMMIT=$(git rev-parse HEAD)
curl -X POST ${baseUrl}/events \\
  -H "Authorization: Bearer $TOKEN" \\
  -H 'Content-Type: application/json' --data @- <<EOF
{
  "context": {
    "id": "$VERSION-$(date +%s)",
    "source": "my-pipeline",
    "type": "dev.cdevents.service.deployed.0.3.0",
    "timestamp": "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
  },
  "subject": {
    "id": "${service}",
    "content": {
      "environment": { "id": "${environment}" },
      "artifactId": "pkg:oci/${service}@$VERSION"
    }
  },
  "customData": { "deployer": "$USER", "commit": "$COMMIT" }
}
EOF`;
}

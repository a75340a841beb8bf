/** The name of the topic of an environment that people listen to. */
export function alertsTopicName(environment: string): string {
  return `${environment}-alerts`;
}

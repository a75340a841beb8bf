/** A greeting that fits the hour where the reader sits. */
export function greeting(now: Date, name: string): string {
  const hour = now.getHours();
  if (hour >= 5 && hour < 12) {
    return `Good morning, ${name}.`;
  }
  if (hour >= 12 && hour < 18) {
    return `Good afternoon, ${name}.`;
  }
  return `Good evening, ${name}.`;
}

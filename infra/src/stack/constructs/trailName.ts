/** Where a trail is. */
export interface TrailPlace {
  readonly environment: string;
  readonly region: string;
  readonly accountId: string;
}

/** The name of the trail of an environment. */
export function trailName(environment: string): string {
  return `${environment}-audit`;
}

/** The ARN of the trail, known before it is made, so that key and bucket can name it. */
export function trailArn({
  environment,
  region,
  accountId,
}: TrailPlace): string {
  return `arn:aws:cloudtrail:${region}:${accountId}:trail/${trailName(
    environment,
  )}`;
}

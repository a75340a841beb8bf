import { describePrometheus } from '../monitoring/externalPrometheus';
import { describeRedis } from '../shop/externalRedis';

/** Far ends of somebody else, which are used in place of ours. The addresses may hold passwords: they are told to nobody. */
export interface GivenFarEnds {
  databaseUrl?: string;
  redisUrl?: string;
  prometheusUrl?: string;
}

/** What the environment gives; an empty variable gives nothing. */
export function readGivenFarEnds(
  environment: NodeJS.ProcessEnv = process.env,
): GivenFarEnds {
  return {
    databaseUrl: environment.DATABASE_URL || undefined,
    redisUrl: environment.REDIS_URL || undefined,
    prometheusUrl: environment.PROMETHEUS_URL || undefined,
  };
}

/** Throws where what was given is no address at all; whether anybody answers there is another matter. */
export function checkGivenFarEnds(given: GivenFarEnds): void {
  if (given.redisUrl) describeRedis(given.redisUrl);
  if (given.prometheusUrl) describePrometheus(given.prometheusUrl);
}

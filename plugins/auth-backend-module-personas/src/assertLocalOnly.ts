import { Config } from '@backstage/config';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/** The host that the backend listens on, or undefined for every interface. */
function listenHost(config: Config): string | undefined {
  const listen = config.getOptional('backend.listen');
  if (typeof listen === 'string') {
    const host = listen.slice(0, listen.lastIndexOf(':'));
    return host || undefined;
  }
  return config.getOptionalString('backend.listen.host');
}

/**
 * Throws unless this portal can be reached from its own machine only: signing
 * in as a persona asks for no proof of who one is.
 */
export function assertLocalOnly(config: Config): void {
  const refuse = (key: string, found: string, wanted: string): never => {
    throw new Error(
      `The sample people (auth.providers.personas) work on one machine only: ${key} is ${found}, but must be ${wanted}. ` +
        'Remove auth.providers.personas, or correct that key.',
    );
  };

  const environment = config.getOptionalString('auth.environment');
  if (environment !== 'local') {
    refuse('auth.environment', `'${environment ?? 'not set'}'`, "'local'");
  }
  for (const key of ['app.baseUrl', 'backend.baseUrl']) {
    const { hostname } = new URL(config.getString(key));
    if (!LOOPBACK.has(hostname)) {
      refuse(key, `on host '${hostname}'`, 'on localhost');
    }
  }
  const host = listenHost(config);
  if (!host || !LOOPBACK.has(host)) {
    refuse(
      'backend.listen.host',
      host ? `'${host}'` : 'not set, which means every interface',
      "'127.0.0.1'",
    );
  }
}

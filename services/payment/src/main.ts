import { ConfigError } from '@portico/service-kit';
import { startPaymentService } from './app';

startPaymentService(process.env).catch((error: unknown) => {
  // The settings that are wrong, by name; never their values.
  const why =
    error instanceof ConfigError ? error.message : (error as Error).stack;
  process.stderr.write(`${why}\n`);
  process.exit(1);
});

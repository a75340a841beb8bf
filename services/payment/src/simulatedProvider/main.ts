import { ConfigError, readConfig } from '@portico/service-kit';
import { z } from 'zod/v4';
import { createProvider } from './createProvider';
import { Ledger } from './Ledger';

const settings = {
  HOST: z.string().default('127.0.0.1').describe('the address to listen on'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .describe('a port'),
  PAYMENT_PROVIDER_KEY: z
    .string()
    .min(16)
    .describe('what callers show, 16 characters or more'),
  LEDGER_FILE: z.string().describe('the file of the ledger'),
};

try {
  const config = readConfig(settings);
  const ledger = Ledger.open(config.LEDGER_FILE);
  const server = createProvider({ ledger, key: config.PAYMENT_PROVIDER_KEY });
  server.listen(config.PORT, config.HOST);
  process.once('SIGTERM', () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
} catch (error) {
  const why = error instanceof ConfigError ? error.message : error;
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
}

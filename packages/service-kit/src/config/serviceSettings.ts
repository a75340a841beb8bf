import { BlockList, isIP } from 'node:net';
import { z } from 'zod/v4';
import { setting, wholeNumber } from './settings';
import { overloadSettings } from '../overload/overloadSettings';

function list() {
  return z.string().transform(text =>
    text
      .split(',')
      .map(part => part.trim())
      .filter(part => part !== ''),
  );
}

/** Whether a text is one origin, spelled as browsers spell it: never `*`, `null` or a path. */
function isOrigin(text: string): boolean {
  return (
    /^https?:\/\//.test(text) &&
    URL.canParse(text) &&
    new URL(text).origin === text
  );
}

/** Whether a text is an address or a CIDR block. */
function isBlock(text: string): boolean {
  const [address, prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  const most = family === 4 ? 32 : 128;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= most;
}

/** Builds the list of addresses that blocks like `10.0.0.0/8` or `::1` name. */
export function blockList(texts: readonly string[]): BlockList {
  const all = new BlockList();
  for (const text of texts) {
    const [address, prefix] = text.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) all.addAddress(address, family);
    else all.addSubnet(address, Number(prefix), family);
  }
  return all;
}

/** A count of hops or the blocks of the proxies; never "trust everybody", which lets a client choose its address. */
const trustProxy = z.union([wholeNumber(0, 10), blocks(1)]);

function blocks(least: number) {
  return list().refine(all => all.length >= least && all.every(isBlock));
}

const PORT = 'a port from 0 to 65535, where 0 takes a free one';

/** The settings that every service has, for `readConfig`. */
export const serviceSettings = {
  HOST: setting(z.string(), '0.0.0.0', 'the address to listen on'),
  PORT: setting(wholeNumber(0, 65535), '8080', PORT),
  METRICS_HOST: setting(z.string(), '0.0.0.0', 'the address for metrics'),
  METRICS_PORT: setting(wholeNumber(0, 65535), '9464', PORT),
  ADMIN_HOST: setting(
    z.string(),
    '127.0.0.1',
    'the address for fault switches',
  ),
  ADMIN_PORT: wholeNumber(0, 65535)
    .optional()
    .describe(`${PORT}; without it there are no fault switches`),
  LOG_LEVEL: setting(
    z.enum(['debug', 'info', 'warn', 'error', 'silent']),
    'info',
    'debug, info, warn, error or silent',
  ),
  CORS_ORIGINS: setting(
    list().refine(all => all.every(isOrigin)),
    '',
    'origins like https://shop.example.com, separated by commas; no *',
  ),
  TRUST_PROXY: setting(
    trustProxy,
    '0',
    'how many proxies stand in front (0 to 10), or their CIDR blocks',
  ),
  RATE_LIMIT: setting(
    wholeNumber(1, 1_000_000),
    '100',
    'requests in one window, 1 to 1000000',
  ),
  RATE_LIMIT_WINDOW_SECONDS: setting(
    wholeNumber(1, 86_400),
    '900',
    'seconds, 1 to 86400',
  ),
  RATE_LIMIT_ALLOW: setting(
    blocks(0),
    '',
    'addresses or CIDR blocks without a limit, separated by commas',
  ),
  BODY_LIMIT_BYTES: setting(
    wholeNumber(1, 10_000_000),
    '102400',
    'bytes, 1 to 10000000',
  ),
  HEADERS_TIMEOUT_SECONDS: setting(
    wholeNumber(1, 60),
    '10',
    'seconds, 1 to 60',
  ),
  REQUEST_TIMEOUT_SECONDS: setting(
    wholeNumber(1, 300),
    '30',
    'seconds, 1 to 300, not less than HEADERS_TIMEOUT_SECONDS',
  ),
  ...overloadSettings,
  SHUTDOWN_DELAY_SECONDS: setting(
    wholeNumber(0, 20),
    '5',
    'seconds in which a load balancer hears that it ends, 0 to 20',
  ),
  SHUTDOWN_SECONDS: setting(
    wholeNumber(1, 25),
    '25',
    'seconds until a forced end, 1 to 25, more than SHUTDOWN_DELAY_SECONDS',
  ),
};

/** What `readConfig(serviceSettings)` gives. */
export type ServiceConfig = z.output<z.ZodObject<typeof serviceSettings>>;

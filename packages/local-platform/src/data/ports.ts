import { z } from 'zod/v4';
import { SERVICES, type ServiceName } from '../shop/services';
import type { DataFolder } from './DataFolder';
import { drawFreePort } from './freePort';

const FILE = 'ports.json';

/** The parts of a platform that answer on a port of their own, besides the portal. */
export const PORT_NAMES = [
  'postgres',
  'gitHost',
  'redis',
  'cloud',
  'provider',
  'prometheus',
  'alertmanager',
  'kubernetes',
  'traffic',
  ...SERVICES.flatMap(
    name => [name, `${name}Metrics`, `${name}Admin`] as const,
  ),
] as const;

/** A part by the name of its port. */
export type PortName = (typeof PORT_NAMES)[number];

const portSchema = z.number().int().min(1).max(65_535);

/** A folder of an earlier version knows fewer of them. */
const portsSchema = z.record(z.string(), portSchema);

/** The ports behind the portal, drawn once for a data folder. */
export type InternalPorts = Record<PortName, number>;

/** The ports of a folder, or undefined where nothing was started yet. */
export async function readPorts(
  data: DataFolder,
): Promise<Partial<InternalPorts> | undefined> {
  return data.readJson(FILE, portsSchema);
}

/** The ports of a folder; what was not drawn before is drawn and kept. */
export async function ensurePorts(
  data: DataFolder,
  portalPort: number,
): Promise<InternalPorts> {
  const kept = (await readPorts(data)) ?? {};
  const missing = PORT_NAMES.filter(name => kept[name] === undefined);
  for (const name of missing) {
    kept[name] = await drawFreePort([portalPort, ...Object.values(kept)]);
  }
  if (missing.length > 0) await data.writeJson(FILE, kept);
  return kept as InternalPorts;
}

/** Draws one port anew, for a part that nothing outside the run refers to. */
export async function redrawPort(
  data: DataFolder,
  { ports, name, portalPort }: RedrawOptions,
): Promise<InternalPorts> {
  const drawn = await drawFreePort([portalPort, ...Object.values(ports)]);
  const next = { ...ports, [name]: drawn };
  await data.writeJson(FILE, next);
  return next;
}

/** Which port is drawn anew, and which ones are taken. */
export interface RedrawOptions {
  ports: InternalPorts;
  name: PortName;
  portalPort: number;
}

/** The ports of one service. */
export function servicePorts(ports: InternalPorts, name: ServiceName) {
  return {
    public: ports[name],
    metrics: ports[`${name}Metrics`],
    admin: ports[`${name}Admin`],
  };
}

/** Reads the value of --port. */
export function parsePort(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port < 1 || port > 65_535) {
    throw new Error(`'${value}' is no port: give a number from 1 to 65535`);
  }
  return port;
}

import { z } from 'zod/v4';
import type { DataFolder } from './DataFolder';
import { drawFreePort } from './freePort';

const FILE = 'ports.json';

const portSchema = z.number().int().min(1).max(65_535);

const portsSchema = z.object({ postgres: portSchema, gitHost: portSchema });

/** The ports behind the portal, drawn once for a data folder. */
export type InternalPorts = z.infer<typeof portsSchema>;

/** The ports of a folder, or undefined where nothing was started yet. */
export async function readPorts(
  data: DataFolder,
): Promise<InternalPorts | undefined> {
  return data.readJson(FILE, portsSchema);
}

/** The ports of a folder; the first call draws and keeps them. */
export async function ensurePorts(
  data: DataFolder,
  portalPort: number,
): Promise<InternalPorts> {
  const kept = await readPorts(data);
  if (kept) {
    return kept;
  }
  const postgres = await drawFreePort([portalPort]);
  const gitHost = await drawFreePort([portalPort, postgres]);
  const ports = { postgres, gitHost };
  await data.writeJson(FILE, ports);
  return ports;
}

/** Draws the database's port anew: nothing outside the run refers to it. */
export async function redrawPostgresPort(
  data: DataFolder,
  ports: InternalPorts,
  portalPort: number,
): Promise<InternalPorts> {
  const postgres = await drawFreePort([portalPort, ...Object.values(ports)]);
  const next = { ...ports, postgres };
  await data.writeJson(FILE, next);
  return next;
}

/** Reads the value of --port. */
export function parsePort(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port < 1 || port > 65_535) {
    throw new Error(`'${value}' is no port: give a number from 1 to 65535`);
  }
  return port;
}

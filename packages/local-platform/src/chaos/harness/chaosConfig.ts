import { drawFreePort } from '../../data/freePort';
import type { Secrets } from '../../data/secrets';

/** Where everything of a chaos run listens. */
export interface WorldPorts {
  portals: [number, number];
  gate: number;
  hooks: number;
  gitHost: number;
  postgres: number;
}

/** Draws the ports that nobody has named. */
export async function drawPorts(port: number): Promise<WorldPorts> {
  const drawn: number[] = [port, port + 1];
  const draw = async () => {
    const next = await drawFreePort(drawn);
    drawn.push(next);
    return next;
  };
  return {
    portals: [port, port + 1],
    gate: await draw(),
    hooks: await draw(),
    gitHost: await draw(),
    postgres: await draw(),
  };
}

/** What a chaos run adds to the launcher's configuration: the gate in front of the Git host. */
export function chaosConfig(ports: WorldPorts, secrets: Secrets): object {
  const gate = `http://localhost:${ports.gate}`;
  const host = {
    host: `localhost:${ports.gitHost}`,
    apiBaseUrl: `${gate}/api/v3`,
    rawBaseUrl: `${gate}/raw`,
    token: secrets.gitHostToken,
  };
  return {
    integrations: { github: [host] },
    // One team asks for more here than it ever would, and prices that are not
    // known after a start must not count against it.
    environments: {
      quota: { environmentsPerOwner: 1_000, monthlyPerOwner: null },
    },
  };
}

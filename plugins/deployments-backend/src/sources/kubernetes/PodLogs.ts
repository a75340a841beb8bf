import type { Sighting } from '@portico/plugin-deployments-common';
import { plainLine } from '../plainLine';
import { TooLargeError } from '../readBounded';
import type { FailingRun } from './failingRun';
import { type KubernetesClient, KubernetesError } from './KubernetesClient';

type LastLog = Sighting['lastLog'];

/** Where a run was. */
export interface RunPlace {
  cluster: string;
  namespace: string;
}

const LINES = 20;
const LINE_LENGTH = 400;
const MAX_BYTES = 16 * 1024;
const REMEMBERED = 500;

/** The last lines of runs that ended badly, each read once. */
export class PodLogs {
  readonly #client: KubernetesClient;
  readonly #now: () => Date;
  /** A run that has ended writes no more. */
  readonly #read = new Map<string, LastLog>();

  static create(client: KubernetesClient, now: () => Date): PodLogs {
    return new PodLogs(client, now);
  }

  private constructor(client: KubernetesClient, now: () => Date) {
    this.#client = client;
    this.#now = now;
  }

  /** What was read of a run before; undefined where it was not read yet. */
  known(place: RunPlace, run: FailingRun): LastLog | undefined {
    return this.#read.get(keyOf(place, run));
  }

  /** The last lines of a run, without secrets; null where there are none to be had. It never throws. */
  async lastLines(
    place: RunPlace,
    run: FailingRun,
    signal: AbortSignal,
  ): Promise<LastLog> {
    const known = this.known(place, run);
    if (known !== undefined) {
      return known;
    }
    try {
      const log = await this.#ask(place, run, signal);
      this.#remember(keyOf(place, run), log);
      return log;
    } catch (error) {
      if (error instanceof KubernetesError || error instanceof TooLargeError) {
        return null;
      }
      throw error;
    }
  }

  async #ask(
    { cluster, namespace }: RunPlace,
    run: FailingRun,
    signal: AbortSignal,
  ): Promise<LastLog> {
    const query = new URLSearchParams({
      container: run.container,
      previous: `${run.previous}`,
      tailLines: `${LINES}`,
      limitBytes: `${MAX_BYTES}`,
    });
    const path = `/api/v1/namespaces/${encodeURIComponent(
      namespace,
    )}/pods/${encodeURIComponent(run.pod)}/log?${query}`;
    // Servers that don't keep to the limit are given up on at twice of it.
    const answer = await this.#client.get(cluster, path, signal, 2 * MAX_BYTES);
    if (answer.status !== 200) {
      return null;
    }
    const lines = answer.text
      .split(/\r?\n/)
      .map(line => plainLine(line, LINE_LENGTH))
      .filter(line => line !== '')
      .slice(-LINES);
    const at = run.endedAt ?? this.#now().toISOString();
    return lines.length > 0 ? { pod: run.pod, lines, at } : null;
  }

  #remember(key: string, log: LastLog): void {
    this.#read.set(key, log);
    if (this.#read.size > REMEMBERED) {
      const [oldest] = this.#read.keys();
      this.#read.delete(oldest);
    }
  }
}

function keyOf({ cluster, namespace }: RunPlace, run: FailingRun): string {
  const { uid, container, restarts, endedAt, previous } = run;
  return JSON.stringify([
    cluster,
    namespace,
    uid,
    container,
    restarts,
    endedAt,
    previous,
  ]);
}

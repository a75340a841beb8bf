import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod/v4';

const paths = z.array(z.string());

const eventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('ready') }),
  z.object({
    event: z.literal('seeded'),
    repository: z.string(),
    status: z.enum(['seeded', 'updated', 'unchanged']),
    changed: paths,
    conflicts: paths,
    keptByHost: paths,
    skipped: z.array(z.object({ path: z.string(), reason: z.string() })),
  }),
]);

/** What became of bringing the checkout to the Git host. */
export type Seeded = Extract<z.infer<typeof eventSchema>, { event: 'seeded' }>;

/** What the Git host's process tells about its start, a JSON object a line. */
export class GitHostTalk {
  readonly seeded: Seeded[] = [];
  /** Ends when the Git host answers. */
  readonly ready: Promise<void>;

  constructor(child: ChildProcess) {
    if (!child.stdout) {
      throw new Error('The Git host has no output');
    }
    const lines = createInterface({ input: child.stdout });
    this.ready = new Promise(resolve => {
      lines.on('line', line => {
        const told = parseLine(line);
        if (told?.event === 'seeded') {
          this.seeded.push(told);
        } else if (told) {
          resolve();
        }
      });
    });
  }
}

/** One event; undefined for anything else that a process may print. */
export function parseLine(
  line: string,
): z.infer<typeof eventSchema> | undefined {
  try {
    return eventSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** What a person should know of a seed, a line each. */
export function describeSeed(seed: Seeded): string[] {
  const lines: string[] = [];
  if (seed.status === 'seeded') {
    lines.push(`${seed.repository} on the Git host holds the checkout now`);
  }
  if (seed.status === 'updated') {
    lines.push(
      `${seed.repository} got what changed in the checkout: ${list(
        seed.changed,
      )}`,
    );
  }
  if (seed.conflicts.length > 0) {
    lines.push(
      `Changed in the checkout and on the Git host, whose version stays: ${list(
        seed.conflicts,
      )}`,
    );
  }
  if (seed.keptByHost.length > 0) {
    lines.push(`Only the Git host changes these: ${list(seed.keptByHost)}`);
  }
  if (seed.skipped.length > 0) {
    lines.push(
      `Not brought to the Git host: ${list(
        seed.skipped.map(({ path, reason }) => `${path} (${reason})`),
      )}`,
    );
  }
  return lines;
}

/** The first few of a long list. */
function list(items: string[]): string {
  const shown = items.slice(0, 5).join(', ');
  return items.length > 5 ? `${shown} and ${items.length - 5} more` : shown;
}

import type { GitCall, Holder, HoldPoint } from './GitGate';
import type { GitHostView } from './GitHostView';

/** A kind of call that a change makes on its way, and at which of its sides it is held. */
export interface Step {
  title: string;
  point: HoldPoint;
  matches(call: GitCall): boolean;
  /** Reads of the main branch belong to no change. */
  anonymous?: boolean;
}

interface Slot {
  step: Step;
  branch?: string;
  reach: () => void;
}

const BRANCH = /portico\/[0-9a-f-]{36}/;

/**
 * Holds changes, each at another step. A step takes the first change that comes
 * to it; that change is held there however often it tries again.
 */
export class HoldPlan {
  readonly #git: GitHostView;
  readonly #slots: Slot[] = [];
  /** The branches of pull requests by number, and by the commit at their head. */
  readonly #branches = new Map<string, string>();

  constructor(git: GitHostView) {
    this.#git = git;
  }

  /** Holds the next change that comes to a step; resolves when one is held there. */
  arm(step: Step): Promise<void> {
    return new Promise(reach => this.#slots.push({ step, reach }));
  }

  /** What the gate is to be given. */
  readonly holder: Holder = async call => {
    const fitting = this.#slots.filter(({ step }) => step.matches(call));
    if (fitting.length === 0) {
      return undefined;
    }
    const branch = (await this.#branchOf(call)) ?? 'main';
    const held = this.#slots.find(slot => slot.branch === branch);
    const slot =
      fitting.find(candidate => candidate === held) ??
      fitting.find(
        candidate =>
          candidate.branch === undefined &&
          !held &&
          Boolean(candidate.step.anonymous) === (branch === 'main'),
      );
    if (!slot) {
      return undefined;
    }
    slot.branch = branch;
    slot.reach();
    return slot.step.point;
  };

  /** The branch of the change that a call is about. */
  async #branchOf({ path, body }: GitCall): Promise<string | undefined> {
    const named = BRANCH.exec(path) ?? BRANCH.exec(body.slice(0, 4_000));
    if (named) {
      return named[0];
    }
    const key = /\/(?:pulls|statuses)\/([0-9a-f]+)/.exec(path)?.[1];
    if (key && !this.#branches.has(key)) {
      for (const { number, head } of await this.#git.pulls()) {
        this.#branches.set(String(number), head.ref);
        this.#branches.set(head.sha, head.ref);
      }
    }
    return key && this.#branches.get(key);
  }
}

function calls(method: string, pattern: RegExp) {
  return (candidate: GitCall) =>
    candidate.method === method && pattern.test(candidate.path);
}

/** What a change writes to the Git host, in order. */
const WRITES: ReadonlyArray<{
  what: string;
  matches: (candidate: GitCall) => boolean;
}> = [
  { what: 'the branch', matches: calls('POST', /\/git\/refs$/) },
  { what: 'the file', matches: calls('PUT', /\/contents\/infra\//) },
  { what: 'the pull request', matches: calls('POST', /\/pulls$/) },
  { what: 'the status', matches: calls('POST', /\/statuses\//) },
  { what: 'the merge', matches: calls('PUT', /\/merge$/) },
];

/** Every step of a change at which its portal can be killed, in order. */
export const STEPS: readonly Step[] = [
  {
    title: 'before it looks for a pull request',
    point: 'before',
    matches: calls('GET', /\/pulls\?.*head=/),
  },
  ...WRITES.flatMap(({ what, matches }): Step[] => [
    { title: `before ${what}`, point: 'before', matches },
    { title: `after ${what}, before it is told`, point: 'after', matches },
  ]),
  {
    title: 'merged, before the files are read',
    point: 'before',
    matches: calls('GET', /\/git\/trees\//),
    anonymous: true,
  },
];

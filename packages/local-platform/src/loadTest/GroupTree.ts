import { createHash } from 'node:crypto';

/** A check of a summary. */
export interface CheckSummary {
  name: string;
  path: string;
  id: string;
  passes: number;
  fails: number;
}

/** A group of a summary, with what is in it. */
export interface GroupSummary {
  name: string;
  path: string;
  id: string;
  groups: GroupSummary[];
  checks: CheckSummary[];
}

/** The groups and checks of a run, in the order in which they were first met. */
export class GroupTree {
  readonly root: GroupSummary = emptyGroup('', '');

  /** The group of a path like `::cart::pay`. */
  group(path: string): GroupSummary {
    return path
      .split('::')
      .slice(1)
      .reduce((parent, name) => {
        const known = parent.groups.find(group => group.name === name);
        if (known) return known;
        const made = emptyGroup(name, `${parent.path}::${name}`);
        parent.groups.push(made);
        return made;
      }, this.root);
  }

  /** Counts one check. */
  check(groupPath: string, name: string, holds: boolean): void {
    const { checks } = this.group(groupPath);
    let check = checks.find(known => known.name === name);
    if (!check) {
      const path = `${groupPath}::${name}`;
      check = { name, path, id: idOf(path), passes: 0, fails: 0 };
      checks.push(check);
    }
    if (holds) check.passes += 1;
    else check.fails += 1;
  }
}

function emptyGroup(name: string, path: string): GroupSummary {
  return { name, path, id: idOf(path), groups: [], checks: [] };
}

/** k6 names groups and checks by this; it protects nothing. */
function idOf(path: string): string {
  return createHash('md5').update(path).digest('hex');
}

import { readFileSync, readdirSync } from 'node:fs';

/** Kills every process that this one started, and those that they started; for an end that nobody planned. */
export function killDescendants() {
  const children = new Map();
  for (const name of readdirSync('/proc').filter(each => /^\d+$/.test(each))) {
    const parent = parentOf(name);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const kill = pid => {
    for (const child of children.get(pid) ?? []) {
      kill(child);
      try {
        process.kill(child, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
  };
  kill(process.pid);
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in brackets, may hold spaces.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}

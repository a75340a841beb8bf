import type { DataFolder } from '../data/DataFolder';
import { isPortFree } from '../data/freePort';
import { describePortHolder } from '../data/portHolder';
import { readPorts } from '../data/ports';
import { freeMemoryMb, gitVersion, NEEDED_MEMORY_MB } from '../up/preflight';
import { findSupervisor, type Run } from '../up/RunFile';
import { finding, type Finding } from './Finding';

const NODE_MAJOR = 24;

/** Whether the Node that runs us is new enough. */
export function examineNode(version: string): Finding {
  const major = Number(version.split('.')[0]);
  return major >= NODE_MAJOR
    ? finding('node', 'Node', { state: 'ok', reason: version })
    : finding('node', 'Node', {
        state: 'down',
        reason: `${version} is too old; ${NODE_MAJOR} or newer is needed`,
        fix: 'start everything through ./portico, which brings its own',
      });
}

/** Whether there is memory left to start, or none is needed any more. */
export function examineMemory(
  running: boolean,
  freeMb = freeMemoryMb(),
): Finding {
  const reason = `${freeMb} MB are free`;
  if (running || freeMb >= NEEDED_MEMORY_MB.build) {
    return finding('memory', 'Memory', { state: 'ok', reason });
  }
  const enoughToRun = freeMb >= NEEDED_MEMORY_MB.run;
  return finding('memory', 'Memory', {
    state: enoughToRun ? 'degraded' : 'down',
    reason: `${reason}; running takes ${NEEDED_MEMORY_MB.run} MB, building ${NEEDED_MEMORY_MB.build} MB`,
    fix: 'close other programs, or give this machine more memory',
  });
}

/** Whether git is there. */
export async function examineGit(): Promise<Finding> {
  const version = await gitVersion();
  return version
    ? finding('git', 'git', { state: 'ok', reason: version })
    : finding('git', 'git', {
        state: 'down',
        reason: 'git is not on PATH',
        fix: 'install git with your package manager',
      });
}

/** Whether the kept ports are ours to use. */
export async function examinePorts(
  data: DataFolder,
  run: Run | undefined,
): Promise<Finding> {
  if (run) {
    const { services, ...others } = run.ports;
    const used = [...Object.values(others), ...Object.values(services)].filter(
      port => port !== null,
    );
    return finding('ports', 'Ports', { state: 'ok', reason: used.join(', ') });
  }
  const kept = Object.values((await readPorts(data)) ?? {});
  if (await findSupervisor(data)) {
    const reason = `${kept.join(', ')} belong to a run that is starting`;
    return finding('ports', 'Ports', { state: 'ok', reason });
  }
  for (const port of kept) {
    if (!(await isPortFree(port))) {
      return finding('ports', 'Ports', {
        state: 'down',
        reason: `${port} is taken by ${await describePortHolder(port)}`,
        fix: `if an earlier run left it: ./portico down --data ${data.path}; else end that process`,
      });
    }
  }
  const reason = kept.length > 0 ? `${kept.join(', ')} are free` : 'none drawn';
  return finding('ports', 'Ports', { state: 'ok', reason });
}

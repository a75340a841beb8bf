import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { STUBBORN } from '../__testUtils__/fakeChild';
import { identify } from './ProcessIdentity';
import { stopProcess } from './stopProcess';

describe('stopProcess', () => {
  it('should kill a stubborn process that leads no group, as one at a terminal', async () => {
    const child = spawn(process.execPath, ['-e', STUBBORN], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout, 'data');
    const identity = await identify(child.pid ?? 0);
    if (!identity) {
      throw new Error('The child has no identity');
    }
    const options = { signal: 'SIGTERM', graceMs: 200 } as const;
    try {
      expect(await stopProcess(identity, options)).toBe('killed');
      expect(await stopProcess(identity, options)).toBe('not-running');
    } finally {
      child.kill('SIGKILL');
    }
  });
});

import { join } from 'node:path';
import { fakeChild, OBEDIENT } from '../__testUtils__/fakeChild';
import { silentReporter } from '../__testUtils__/silentReporter';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { DataFolder } from '../data/DataFolder';
import { ManagedProcess } from './ManagedProcess';
import { ProcessRegistry } from './ProcessRegistry';
import { RotatingLog } from './RotatingLog';
import { Supervisor } from './Supervisor';

describe('Supervisor', () => {
  const folder = temporaryFolder();
  const data = DataFolder.at(folder);
  const registry = new ProcessRegistry(data);
  const reporter = silentReporter();

  function child(name: string, log: string[], ready = async () => {}) {
    return new ManagedProcess({
      name,
      title: name,
      launch: async () => fakeChild(OBEDIENT),
      ready,
      stopSignal: 'SIGTERM',
      graceMs: 2_000,
      log: new RotatingLog(join(folder, `${name}.log`)),
      registry,
      reporter,
      onState: ({ state }) => log.push(`${name} ${state}`),
    });
  }

  it('should stop in the opposite order, one after the other', async () => {
    const log: string[] = [];
    const supervisor = new Supervisor(reporter);
    for (const name of ['database', 'git-host', 'portal']) {
      await supervisor.start(child(name, log));
    }
    expect((await ProcessRegistry.read(data)).map(({ name }) => name)).toEqual([
      'database',
      'git-host',
      'portal',
    ]);
    await supervisor.stop();
    expect(log.slice(-3)).toEqual([
      'portal stopped',
      'git-host stopped',
      'database stopped',
    ]);
    expect(await ProcessRegistry.read(data)).toEqual([]);
  });

  it('should stop what runs when a later part fails, and start nothing more', async () => {
    const log: string[] = [];
    const supervisor = new Supervisor(reporter);
    await supervisor.start(child('database', log));
    const broken = child('portal', log, async () => {
      throw new Error('no answer');
    });
    await expect(supervisor.start(broken)).rejects.toThrow('no answer');
    await supervisor.stop();
    expect(log.at(-1)).toBe('database stopped');
    await expect(supervisor.start(child('late', log))).rejects.toThrow(
      'late is not started: all is being stopped',
    );
  });
});

import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fakeChild, OBEDIENT, STUBBORN } from '../__testUtils__/fakeChild';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { DataFolder } from '../data/DataFolder';
import { identify } from './ProcessIdentity';
import { ProcessRegistry } from './ProcessRegistry';

const stop = { stopSignal: 'SIGTERM', graceMs: 300 } as const;

describe('ProcessRegistry', () => {
  const data = DataFolder.at(temporaryFolder());

  it('should stop what a killed supervisor left, stubborn ones too', async () => {
    const obedient = fakeChild(OBEDIENT);
    const stubborn = fakeChild(STUBBORN);
    const exits = [once(obedient, 'exit'), once(stubborn, 'exit')];
    await once(stubborn.stdout ?? stubborn, 'data');
    const registry = new ProcessRegistry(data);
    await registry.record('obedient', obedient.pid ?? 0, stop);
    await registry.record('stubborn', stubborn.pid ?? 0, stop);

    expect(await ProcessRegistry.stopLeftovers(data)).toEqual([
      'stubborn',
      'obedient',
    ]);
    expect((await Promise.all(exits)).map(([, signal]) => signal)).toEqual([
      'SIGTERM',
      'SIGKILL',
    ]);
    expect(await ProcessRegistry.read(data)).toEqual([]);
  });

  it('should keep the order of the first start, so that the end is its opposite', async () => {
    const children = [1, 2, 3].map(() => fakeChild(OBEDIENT));
    const exits = children.map(child => once(child, 'exit'));
    const [database, portal, databaseAgain] = children.map(
      ({ pid }) => pid ?? 0,
    );
    const registry = new ProcessRegistry(data);
    await registry.record('database', database, stop);
    await registry.record('portal', portal, stop);
    await registry.record('database', databaseAgain, stop);
    expect(
      (await ProcessRegistry.read(data)).map(({ name, pid }) => [name, pid]),
    ).toEqual([
      ['database', databaseAgain],
      ['portal', portal],
    ]);
    expect(await ProcessRegistry.stopLeftovers(data)).toEqual([
      'portal',
      'database',
    ]);
    children[0].kill('SIGKILL');
    await Promise.all(exits);
  });

  it('should leave alone a process that only got the number of a child', async () => {
    const stranger = fakeChild(OBEDIENT);
    const identity = await identify(stranger.pid ?? 0);
    await data.writeJson('processes.json', [
      {
        name: 'child',
        pid: stranger.pid,
        startedAt: 'boot/1',
        ...stop,
      },
    ]);
    expect(await ProcessRegistry.stopLeftovers(data)).toEqual([]);
    await sleep(50);
    expect(await identify(stranger.pid ?? 0)).toEqual(identity);
    stranger.kill('SIGKILL');
    await once(stranger, 'exit');
  });

  it('should stop what a child started itself', async () => {
    const parent = fakeChild(
      "const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {stdio: 'ignore'}); console.log(c.pid); setInterval(() => {}, 1000)",
    );
    const [output] = await once(parent.stdout ?? parent, 'data');
    const grandchild = Number(String(output).trim());
    expect((await identify(grandchild))?.pid).toBe(grandchild);
    await new ProcessRegistry(data).record('parent', parent.pid ?? 0, stop);
    await ProcessRegistry.stopLeftovers(data);
    await sleep(100);
    expect(await identify(grandchild)).toBeUndefined();
  });
});

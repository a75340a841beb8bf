import { aProcess, aWorkload } from './__testUtils__/aWorkload';
import { startTestBed, type TestBed } from './__testUtils__/startTestBed';

const PODS = '/api/v1/namespaces/shop/pods';

let bed: TestBed;
beforeEach(async () => {
  bed = await startTestBed();
});
afterEach(() => bed.emulator.stop());

/** Opens a watch; what it gives is its lines as they come. */
async function watch(query: string) {
  const { body } = await bed.request(`${PODS}?watch=true&${query}`);
  return linesOf(body!);
}

async function* linesOf(body: NonNullable<Response['body']>) {
  const decoder = new TextDecoderStream();
  let rest = '';
  for await (const chunk of body.pipeThrough(
    decoder as never,
  ) as unknown as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const { type, object } = JSON.parse(line);
      yield { type, object };
    }
  }
}

async function take(
  count: number,
  changes: AsyncGenerator<{
    type: string;
    object: { metadata: { name: string }; code?: number };
  }>,
) {
  const taken = [];
  while (taken.length < count) {
    const { value, done } = await changes.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

describe('a watch', () => {
  it('should begin with what there is, and tell what changes', async () => {
    const changes = await watch('');
    const [added] = await take(1, changes);
    expect(added).toMatchObject({
      type: 'ADDED',
      object: { kind: 'Pod', apiVersion: 'v1' },
    });
    bed.source.set(aWorkload({ processes: [aProcess({ ready: false })] }));
    bed.source.set(aWorkload({ processes: [] }));
    const [modified, deleted] = await take(2, changes);
    expect([modified.type, deleted.type]).toEqual(['MODIFIED', 'DELETED']);
    expect(deleted.object.metadata.name).toBe(added.object.metadata.name);
    await changes.return(undefined);
  });

  it('should go on after a version that was seen', async () => {
    const { metadata } = await bed.get(PODS);
    bed.source.set(aWorkload({ processes: [aProcess({ ready: false })] }));
    const changes = await watch(`resourceVersion=${metadata.resourceVersion}`);
    expect((await take(1, changes))[0].type).toBe('MODIFIED');
    await changes.return(undefined);
  });

  it('should leave out what was not asked for', async () => {
    const changes = await watch('labelSelector=a%3Db');
    bed.source.set(aWorkload({ processes: [] }));
    bed.source.set(aWorkload({ labels: { a: 'b' } }));
    expect((await take(1, changes))[0]).toMatchObject({
      type: 'ADDED',
      object: { metadata: { labels: { a: 'b' } } },
    });
    await changes.return(undefined);
  });

  it('should say that a version is too old', async () => {
    for (let index = 0; index < 600; index += 1) {
      bed.source.set(
        aWorkload({
          processes: [aProcess({ restarts: index, ready: index % 2 === 0 })],
        }),
      );
    }
    const [error] = await take(1, await watch('resourceVersion=1'));
    expect(error).toMatchObject({
      type: 'ERROR',
      object: { code: 410, reason: 'Expired' },
    });
  });

  it('should end when its time is up, and with the emulator', async () => {
    expect(await take(9, await watch('timeoutSeconds=1'))).toHaveLength(1);
    const changes = await watch('');
    await take(1, changes);
    await bed.emulator.stop();
    expect(await take(1, changes).catch(() => [])).toEqual([]);
    bed = await startTestBed();
  });
});

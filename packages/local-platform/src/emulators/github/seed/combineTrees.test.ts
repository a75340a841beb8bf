import fc from 'fast-check';
import { combineTrees, Files } from './combineTrees';

const nothingOwned = () => false;

/** Files by path; the text stands for mode and content. */
function files(contents: Record<string, string>): Files {
  return new Map(
    Object.entries(contents).map(([path, sha]) => [
      path,
      { mode: '100644', sha },
    ]),
  );
}

describe('combineTrees', () => {
  it('should bring what changed in the checkout alone', () => {
    const base = files({ kept: '1', changed: '1', removed: '1' });
    const checkout = files({ kept: '1', changed: '2', added: '1' });
    expect(combineTrees(base, base, checkout, nothingOwned)).toEqual({
      changes: [
        { path: 'added', mode: '100644', sha: '1' },
        { path: 'changed', mode: '100644', sha: '2' },
        { path: 'removed', sha: null },
      ],
      conflicts: [],
      keptByHost: [],
    });
  });

  it("should keep the host's version of what changed on both sides, and name it", () => {
    const base = files({ a: '1', b: '1', c: '1', d: '1' });
    const host = files({ a: 'host', c: 'host', d: 'both' });
    const checkout = files({ a: 'here', b: 'here', d: 'both' });
    expect(combineTrees(base, host, checkout, nothingOwned)).toEqual({
      changes: [],
      conflicts: ['a', 'b', 'c'],
      keptByHost: [],
    });
  });

  it('should leave what changed on the host alone as it is, silently', () => {
    const base = files({ a: '1', b: '1' });
    const host = files({ a: 'host', new: 'host' });
    expect(combineTrees(base, host, base, nothingOwned)).toEqual({
      changes: [],
      conflicts: [],
      keptByHost: [],
    });
  });

  it('should take a mode for a part of the file', () => {
    const base = files({ run: '1' });
    const checkout = new Map([['run', { mode: '100755', sha: '1' }]]);
    expect(combineTrees(base, base, checkout, nothingOwned).changes).toEqual([
      { path: 'run', mode: '100755', sha: '1' },
    ]);
  });

  it('should put no file where the host has a folder, nor below a file', () => {
    const base = files({ top: '1' });
    const host = files({ top: '1', 'a/b': 'host', c: 'host' });
    const checkout = files({ top: '1', a: 'here', 'c/d': 'here' });
    expect(combineTrees(base, host, checkout, nothingOwned)).toMatchObject({
      changes: [],
      conflicts: ['a', 'c/d'],
    });
    expect(
      combineTrees(base, base, files({ 'top/x': '1' }), nothingOwned).changes,
    ).toHaveLength(2);
  });

  it('should let the host alone decide in its folders', () => {
    const base = files({ 'env/a': '1', 'env/b': '1' });
    const checkout = files({ 'env/a': '2', 'env/c': '1' });
    expect(
      combineTrees(base, base, checkout, path => path.startsWith('env/')),
    ).toEqual({
      changes: [],
      conflicts: [],
      keptByHost: ['env/a', 'env/b', 'env/c'],
    });
  });

  it('should never lose a change of the host, and lose none of the checkout in silence', () => {
    const tree = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'd/e', 'd/f'),
      fc.constantFrom('1', '2', '3'),
    );
    fc.assert(
      fc.property(tree, tree, tree, (base, host, checkout) => {
        const { changes, conflicts } = combineTrees(
          files(base),
          files(host),
          files(checkout),
          nothingOwned,
        );
        const touched = new Map(
          changes.map(change => [change.path, change.sha]),
        );
        const paths = ['a', 'b', 'c', 'd/e', 'd/f'];
        const lostOnHost = paths.filter(
          path => host[path] !== base[path] && touched.has(path),
        );
        const lostInSilence = paths.filter(
          path =>
            checkout[path] !== base[path] &&
            checkout[path] !== host[path] &&
            !conflicts.includes(path) &&
            touched.get(path) !== (checkout[path] ?? null),
        );
        expect({ lostOnHost, lostInSilence }).toEqual({
          lostOnHost: [],
          lostInSilence: [],
        });
      }),
    );
  });
});

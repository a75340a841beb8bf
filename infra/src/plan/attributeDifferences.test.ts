import { attributeDifferences } from './attributeDifferences';

describe('attributeDifferences', () => {
  it.each([
    [{ a: 1 }, { a: 1 }, []],
    [{ a: 1 }, { a: '1' }, [{ path: 'a', before: 1, after: '1' }]],
    [{}, { a: false }, [{ path: 'a', before: null, after: false }]],
    [
      { list: ['x', 'y'] },
      { list: ['x', 'z', 'w'] },
      [
        { path: 'list[1]', before: 'y', after: 'z' },
        { path: 'list[2]', before: null, after: 'w' },
      ],
    ],
    [
      {
        rule: [
          { name: 'x', priority: 1 },
          { name: 'y', priority: 2 },
        ],
      },
      {
        rule: [
          { name: 'y', priority: 1 },
          { name: 'z', priority: 2 },
        ],
      },
      [
        { path: 'rule[x]', before: { name: 'x', priority: 1 }, after: null },
        { path: 'rule[y].priority', before: 2, after: 1 },
        { path: 'rule[z]', before: null, after: { name: 'z', priority: 2 } },
      ],
    ],
    [
      {
        rule: [
          { name: 'x', a: 1 },
          { name: 'x', a: 2 },
        ],
      },
      {
        rule: [
          { name: 'x', a: 1 },
          { name: 'x', a: 3 },
        ],
      },
      [{ path: 'rule[1].a', before: 2, after: 3 }],
    ],
    [
      { block: { a: 1 } },
      { block: [{ a: 1 }] },
      [{ path: 'block', before: { a: 1 }, after: [{ a: 1 }] }],
    ],
    [
      { tags: { Name: 'a' } },
      { tags: { Name: 'b' } },
      [{ path: 'tags.Name', before: 'a', after: 'b' }],
    ],
    [{ '//': 1, lifecycle: {}, depends_on: ['a'] }, {}, []],
  ])('should compare %j with %j', (before, after, differences) => {
    expect(attributeDifferences(before, after)).toEqual(differences);
  });
});

import { parseTemplate } from './parseTemplate';
import { traversalText } from './Traversal';

function read(text: string) {
  const { expressions, whole } = parseTemplate(text);
  return {
    whole,
    speaksOf: expressions.flatMap(e => e.traversals.map(traversalText)),
    calls: expressions.flatMap(e => e.functions),
    only: expressions[0]?.only && traversalText(expressions[0].only),
  };
}

describe('parseTemplate', () => {
  it.each([
    ['plain', false, [], []],
    ['${aws_vpc.a.id}', true, ['aws_vpc.a.id'], []],
    ['a-${aws_vpc.a.id}', false, ['aws_vpc.a.id'], []],
    ['${var.a}${var.b}', false, ['var.a', 'var.b'], []],
    ['$${aws_vpc.a.id}', false, [], []],
    ['%{ if var.on }x%{ endif }', false, ['var.on'], []],
    ['${aws_lb.my-lb.tags["a.b"]}', true, ['aws_lb.my-lb.tags[…]'], []],
    ['${aws_eip.a[0].id}', true, ['aws_eip.a[…].id'], []],
    ['${aws_eip.a.0.id}', true, ['aws_eip.a[…].id'], []],
    ['${aws_eip.a[*].id}', true, ['aws_eip.a[*].id'], []],
    [
      '${aws_eip.a[count.index].id}',
      true,
      ['count.index', 'aws_eip.a[…].id'],
      [],
    ],
    ['${join(",", aws_vpc.a.ids)}', true, ['aws_vpc.a.ids'], ['join']],
    ['${tolist(a.b.c)[0].d}', true, ['a.b.c'], ['tolist']],
    ['${[for s in x.y : s.id]}', true, ['x.y'], []],
    ['${{for k, v in x.y : k => v.id}}', true, ['x.y'], []],
    ['${{ key = x.y.z, other = 1 }}', true, ['x.y.z'], []],
    ['${a.b == c.d ? "x" : e.f}', true, ['a.b', 'c.d', 'e.f'], []],
    ['${"in a text: ${lower(a.b)} and }"}', true, ['a.b'], ['lower']],
    [
      '${provider::aws::arn_parse(a.b)}',
      true,
      ['a.b'],
      ['provider::aws::arn_parse'],
    ],
    ['{"Resource":"${a.b.arn}/*"}', false, ['a.b.arn'], []],
    ['${broken', true, ['broken'], []],
  ])('should read %s', (text, whole, speaksOf, calls) => {
    expect(read(text)).toMatchObject({ whole, speaksOf, calls });
  });

  it.each([
    ['${aws_vpc.a.id}', 'aws_vpc.a.id'],
    ['${ aws_vpc.a.id }', 'aws_vpc.a.id'],
    ['${aws_vpc.a.id == "x"}', undefined],
    ['${lower(aws_vpc.a.id)}', undefined],
  ])(
    'should know whether %s is one traversal and nothing else',
    (text, only) => {
      expect(read(text).only).toBe(only);
    },
  );
});

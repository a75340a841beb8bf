import {
  blocks,
  flag,
  listReferences,
  number,
  reference,
  texts,
} from './attributes';

describe('attributes', () => {
  it.each([
    [{ a: { x: 1 } }, [{ x: 1 }]],
    [{ a: [{ x: 1 }, { x: 2 }, 'no'] }, [{ x: 1 }, { x: 2 }]],
    [{ a: 'no' }, []],
    [{}, []],
  ])('should read the blocks of %j', (attributes, found) => {
    expect(blocks(attributes, 'a')).toEqual(found);
  });

  it.each([
    [3, 3],
    ['3', 3],
    ['', undefined],
    ['${var.size}', undefined],
    [null, undefined],
    [Infinity, undefined],
  ])('should read the number of %j', (value, found) => {
    expect(number({ a: value }, 'a')).toBe(found);
  });

  it.each([
    [true, true],
    ['true', true],
    ['false', false],
    [1, false],
    [undefined, false],
  ])('should read the flag of %j', (value, found) => {
    expect(flag({ a: value }, 'a')).toBe(found);
  });

  it.each([
    ['${aws_vpc.network_vpc.id}', 'aws_vpc.network_vpc'],
    ['${aws_lb.edge_load-balancer.arn}', 'aws_lb.edge_load-balancer'],
    ['${data.aws_caller_identity.me.id}', 'aws_caller_identity.me'],
    ['${aws_eks_cluster.c.vpc_config[0].id}', 'aws_eks_cluster.c'],
    ['plain', undefined],
    [7, undefined],
  ])('should read the reference of %j', (value, found) => {
    expect(reference({ a: value }, 'a')).toBe(found);
  });

  it('should read the references of a list, and leave out what is none', () => {
    const values = ['${aws_subnet.a.id}', 'subnet-1', '${aws_subnet.b.id}'];
    expect(listReferences(values)).toEqual(['aws_subnet.a', 'aws_subnet.b']);
  });

  it('should read the texts of a list', () => {
    expect(texts({ a: ['x', 1, 'y'] }, 'a')).toEqual(['x', 'y']);
    expect(texts({ a: 'x' }, 'a')).toEqual([]);
  });
});

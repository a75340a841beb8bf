import { listResources, parseTerraformDocument } from './TerraformDocument';

describe('parseTerraformDocument', () => {
  it.each([
    [null, /the file/],
    ['text', /the file/],
    [{ resource: [] }, /resource/],
    [{ resource: { aws_vpc: { a: 1 } } }, /resource\.aws_vpc\.a/],
  ])('should refuse %j and say where', (value, message) => {
    expect(() => parseTerraformDocument(value)).toThrow(message);
  });

  it('should take a document without resources', () => {
    expect(listResources(parseTerraformDocument({}))).toEqual([]);
  });
});

describe('listResources', () => {
  it('should tell the module of each, in the order of addresses', () => {
    const document = parseTerraformDocument({
      resource: {
        aws_vpc: {
          b: { '//': { metadata: { path: 'dev/network/vpc' } } },
          a: { cidr_block: '10.0.0.0/16' },
        },
        aws_eip: { c: { '//': { metadata: { path: 'dev/top' } } } },
      },
    });
    expect(
      listResources(document).map(({ address, module }) => [address, module]),
    ).toEqual([
      ['aws_eip.c', 'other'],
      ['aws_vpc.a', 'other'],
      ['aws_vpc.b', 'network'],
    ]);
  });
});

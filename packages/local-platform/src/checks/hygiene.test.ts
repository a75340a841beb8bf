import { findForbidden, FORBIDDEN_TEXTS } from './hygiene';

/** Put together here, so that this file passes the gate itself. */
const slash = '/';

describe('findForbidden', () => {
  it.each([
    [
      `"resolved": "${'https'}:${slash}${slash}x.example/p.tgz"`,
      'where a package was downloaded from',
    ],
    [
      `server: https:${slash}${slash}registry.${'npmjs'}.org`,
      'the host of a package registry',
    ],
    [`cd ${slash}root${slash}portico`, 'a path of one machine'],
    [
      `const x = '${slash}home${slash}ada${slash}code'`,
      'a path of one machine',
    ],
    [`${slash}Users${slash}ada${slash}code`, 'a path of one machine'],
    [`log: ${slash}tmp${slash}x.log`, 'a path of one machine'],
  ])('should find it in %j', (line, what) => {
    expect(findForbidden(`fine\n${line}\n`, FORBIDDEN_TEXTS)).toEqual([
      `2: ${what}`,
    ]);
  });

  it.each([
    'source = "registry.terraform.io/hashicorp/aws"',
    'image: registry.example.com/shop/order-service:1.4.2',
    "join(root, 'work', 'main')",
    'https://example.com/root/page',
    'packages/app/root/x',
    `WORKDIR ${slash}home${slash}node${slash}app`,
    'mountPath: /tmp',
  ])('should let %j through', line => {
    expect(findForbidden(line, FORBIDDEN_TEXTS)).toEqual([]);
  });
});

import { mainContainer, parseImage, versionOf } from './version';

const DIGEST = `sha256:${'4d5c9ee0a8fd74bf'.repeat(4)}`;

describe('parseImage', () => {
  it.each([
    ['shop/order', 'shop/order', null, null],
    ['shop/order:1.4.2', 'shop/order', '1.4.2', null],
    ['localhost:5000/shop/order', 'localhost:5000/shop/order', null, null],
    ['localhost:5000/order:1', 'localhost:5000/order', '1', null],
    [`r.example/o:1.4.2@${DIGEST}`, 'r.example/o', '1.4.2', DIGEST],
    [`r.example/o@${DIGEST}`, 'r.example/o', null, DIGEST],
    ['', '', null, null],
  ])('should take %s apart', (image, repository, tag, digest) => {
    expect(parseImage(image)).toEqual({ repository, tag, digest });
  });
});

describe('versionOf', () => {
  const label = { 'app.kubernetes.io/version': '1.4.2' };
  const annotations = { 'app.kubernetes.io/version': '0.9.0' };

  it.each<[string, Parameters<typeof versionOf>[0], string | null]>([
    ['label', { labels: label, image: 'x:1.5.0', annotations }, '1.4.2'],
    ['tag', { labels: {}, image: 'x:1.5.0', annotations }, '1.5.0'],
    [
      'digest',
      { labels: {}, image: `x@${DIGEST}`, annotations },
      'sha256:4d5c9ee0a8fd',
    ],
    [
      'digest of what runs under a name that moves',
      {
        labels: { 'app.kubernetes.io/version': 'latest' },
        image: 'x:latest',
        imageId: `x@${DIGEST}`,
        annotations,
      },
      'sha256:4d5c9ee0a8fd',
    ],
    ['annotation', { labels: {}, image: 'x:latest', annotations }, '0.9.0'],
    ['nothing', { labels: {}, image: 'x:latest', annotations: {} }, null],
    ['nothing at all', { labels: {}, image: null, annotations: {} }, null],
  ])('should be named by its %s', (_, facts, version) => {
    expect(versionOf(facts)).toBe(version);
  });
});

describe('mainContainer', () => {
  const containers = [{ name: 'proxy' }, { name: 'app' }];

  it('should be the named one, else the first', () => {
    const named = { 'kubectl.kubernetes.io/default-container': 'app' };
    expect(mainContainer(containers, named)).toEqual({ name: 'app' });
    expect(mainContainer(containers, {})).toEqual({ name: 'proxy' });
    expect(mainContainer([], {})).toBeNull();
  });
});

import fc from 'fast-check';
import { parse } from 'yaml';
import { editImageTag } from './editImageTag';

const FILE = `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
# A deploy is a pull request that changes one newTag.
images:
  - name: user-service
    newName: <<image_repositories.user>>
    newTag: 0.1.0
  - name: order-service   # the checkout
    newTag: '1.4.2' # since Monday
    newName: <<image_repositories.order>>
`;

describe('editImageTag', () => {
  it('should change one tag and nothing else', () => {
    expect(editImageTag(FILE, 'order-service', '1.5.0')).toEqual({
      before: '1.4.2',
      text: FILE.replace("'1.4.2'", '1.5.0'),
    });
    expect(editImageTag(FILE, 'user-service', '0.2.0-rc.1')).toEqual({
      before: '0.1.0',
      text: FILE.replace('0.1.0', '0.2.0-rc.1'),
    });
  });

  it('should keep every tag a text, whatever it looks like', () => {
    const tag = fc.stringMatching(/^\w[\w.-]{0,30}$/);
    fc.assert(
      fc.property(tag, value => {
        const { text } = editImageTag(FILE, 'user-service', value);
        expect(
          parse(text).images.map((image: { newTag: unknown }) => image.newTag),
        ).toEqual([value, '1.4.2']);
        expect(editImageTag(text, 'user-service', '0.1.0').text).toBe(FILE);
      }),
    );
    const { text } = editImageTag(FILE, 'user-service', '1.10');
    expect(parse(text).images[0].newTag).toBe('1.10');
  });

  it.each([
    ['a file without the image', FILE, 'cart-service', 'no image cart-service'],
    [
      'one that names it twice',
      FILE.replace('user', 'order'),
      'order-service',
      '2 times',
    ],
    [
      'an image without a tag',
      FILE.replace('newTag: 0.1.0', 'digest: x'),
      'user-service',
      'has no newTag',
    ],
    ['a file that is no YAML', 'images: [', 'user-service', 'It is no YAML'],
    ['one without images', 'kind: Component', 'user-service', 'no image user'],
  ])('should refuse %s', (_, text, image, words) => {
    expect(() => editImageTag(text, image, '1.0.0')).toThrow(words);
  });
});

import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';

/** The file as it is to be, and the tag that it had. */
export interface EditedTag {
  text: string;
  before: string;
}

/** Why a tag cannot be set. */
export class ImageTagError extends Error {
  name = 'ImageTagError';
}

function imagesIn(text: string): unknown[] {
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem) {
    throw new ImageTagError(`It is no YAML: ${problem.message}`);
  }
  const images = document.get('images');
  return isSeq(images) ? images.items : [];
}

/**
 * Sets the tag of one image in a file of Kustomize, and changes nothing else: not a comment,
 * not the order, not the space between.
 *
 * @param text - a Kustomization or Component with `images`, each with `name` and `newTag`
 * @throws ImageTagError - where the image is not in it exactly once, or has no tag
 */
export function editImageTag(
  text: string,
  image: string,
  tag: string,
): EditedTag {
  const named = imagesIn(text)
    .filter(isMap)
    .filter(item => item.get('name') === image);
  if (named.length !== 1) {
    throw new ImageTagError(
      named.length === 0
        ? `It names no image ${image}.`
        : `It names the image ${image} ${named.length} times.`,
    );
  }
  const node = named[0].get('newTag', true);
  if (!isScalar(node) || !node.range) {
    throw new ImageTagError(`The image ${image} has no newTag.`);
  }
  const [from, to] = node.range;
  // A tag such as 1.10 would be a number without quotes, and lose its zero.
  const written = stringify(tag, { defaultStringType: 'PLAIN' }).trim();
  return {
    text: `${text.slice(0, from)}${written}${text.slice(to)}`,
    before: text.slice(from, to).replace(/^(['"])(.*)\1$/, '$2'),
  };
}

import { ConflictError, InputError } from '@backstage/errors';
import {
  promotionFile,
  type Promotion,
  type PromotionRequest,
} from '@portico/plugin-deployments-common';
import { editImageTag, ImageTagError } from './editImageTag';

/** A pull request, as far as a promotion needs to know it. */
export interface PromotionPull {
  number: number;
  url: string;
  isOpen: boolean;
}

/** The repository that holds which version runs where. */
export interface PromotionRepository {
  /** The newest commit of the branch that counts. */
  head(): Promise<string>;
  readFile(
    ref: string,
    path: string,
  ): Promise<{ text: string; sha: string } | undefined>;
  /** Makes a branch, or leaves one that is there as it is. */
  ensureBranch(branch: string, commit: string): Promise<void>;
  writeFile(file: {
    branch: string;
    path: string;
    text: string;
    /** What is to be replaced; another content is a conflict. */
    sha: string;
    message: string;
  }): Promise<void>;
  /** The newest pull request from a branch. */
  findPull(branch: string): Promise<PromotionPull | undefined>;
  openPull(pull: {
    branch: string;
    title: string;
    body: string;
  }): Promise<PromotionPull>;
}

/** Who wishes for a promotion, and of which image. */
export interface PromotionWish extends PromotionRequest {
  /** The name of the image in the files of the environment, such as `order-service`. */
  image: string;
  /** The reference of the person who asks. */
  requester: string;
}

/** One line of Markdown that mentions nobody and links nowhere. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>()#+!|~@]/g, character => `\\${character}`)
    .replace(/\\@/g, '@\u200b');
}

/** The head is in the name, so that a wish of last year is not taken for this one. */
function branchOf(wish: PromotionWish, head: string): string {
  const { environment, image, version } = wish;
  // Git takes no name with two dots.
  const name = `${image}-${version}`.replace(/\.{2,}/g, '-');
  return `promote/${environment}/${name}-${head.slice(0, 7)}`;
}

function bodyOf(wish: PromotionWish, before: string): string {
  const { image, environment, version, reason, requester } = wish;
  return [
    `Gives **${environment}** the version \`${version}\` of \`${image}\`; it has \`${before}\`.`,
    reason ? `Why: ${plain(reason)}` : 'No reason was given.',
    `Asked for by ${plain(
      requester,
    )}, through Portico. Nothing runs before this is merged.`,
    'Going back to an older version does not take back what a newer one did to its database.',
  ].join('\n\n');
}

/** Asks for another version in an environment by a pull request that changes one tag. */
export class Promoter {
  readonly #repository: PromotionRepository;

  constructor(repository: PromotionRepository) {
    this.#repository = repository;
  }

  /**
   * Opens the pull request, or finds the open one that asks for the same: a wish that is told
   * twice, or was cut off half-way, leaves one.
   *
   * @throws InputError - where the environment has no file of images, or it does not name this one
   * @throws ConflictError - where the environment has this version already
   */
  async promote(wish: PromotionWish): Promise<Promotion> {
    const { image, environment, version } = wish;
    const repository = this.#repository;
    const path = promotionFile(environment);
    const head = await repository.head();
    const file = await repository.readFile(head, path);
    if (!file) {
      throw new InputError(
        `${environment} has no file ${path}, so nothing can be promoted to it.`,
      );
    }
    const edited = this.#edit(file.text, wish, path);
    if (edited.before === version) {
      throw new ConflictError(
        `${environment} is to have ${version} of ${image} already.`,
      );
    }
    const branch = branchOf(wish, head);
    const open = await repository.findPull(branch);
    if (open?.isOpen) return { pullRequestUrl: open.url, number: open.number };
    await repository.ensureBranch(branch, head);
    const there = await repository.readFile(branch, path);
    const title = `deploy(${environment}): ${image} ${version}`;
    if (there?.text !== edited.text) {
      await repository.writeFile({
        branch,
        path,
        text: edited.text,
        sha: file.sha,
        message: title,
      });
    }
    const pull = await repository.openPull({
      branch,
      title,
      body: bodyOf(wish, edited.before),
    });
    return { pullRequestUrl: pull.url, number: pull.number };
  }

  #edit(text: string, { image, version }: PromotionWish, path: string) {
    try {
      return editImageTag(text, image, version);
    } catch (error) {
      if (!(error instanceof ImageTagError)) throw error;
      throw new InputError(`${path}: ${error.message}`);
    }
  }
}

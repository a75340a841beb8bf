import type { Refusal } from '@portico/plugin-deployments-common';
import { z } from 'zod/v4';
import { TooLargeError } from '../readBounded';
import {
  type KubernetesAnswer,
  KubernetesError,
  parseJson,
} from './KubernetesClient';
import { refusalOf, refusalOfProxy } from './refusalOfProxy';

/** An object as the API gives it, of which only the name is looked at here. */
export interface RawObject {
  metadata: {
    name: string;
    namespace?: string | null;
    labels?: Record<string, string> | null;
  };
}

/** The objects of a list, or why they could not be seen. */
export type Listing =
  | {
      seen: true;
      items: RawObject[];
      /** Whether the cluster knows this kind of objects. */
      installed: boolean;
    }
  | { seen: false; refusal: Refusal };

/** What is asked for. */
export interface ListQuestion {
  /** The path of the list, without its query. */
  path: string;
  labelSelector?: string;
  fieldSelector?: string;
  /** At most so many pages are read. */
  maxPages: number;
}

/** The longest page; the API's own clients take the same. */
export const PAGE_SIZE = 500;

const listSchema = z.object({
  metadata: z.object({ continue: z.string().nullish() }).nullish(),
  items: z
    .array(
      z.looseObject({
        metadata: z.looseObject({
          name: z.string(),
          namespace: z.string().nullish(),
          labels: z.record(z.string(), z.string()).nullish(),
        }),
      }),
    )
    .nullish(),
});

function addressOf(question: ListQuestion, next: string | null): string {
  const { path, labelSelector, fieldSelector } = question;
  const query = new URLSearchParams({
    limit: `${PAGE_SIZE}`,
    ...(labelSelector && { labelSelector }),
    ...(fieldSelector && { fieldSelector }),
    ...(next && { continue: next }),
  });
  return `${path}?${query}`;
}

function unseen(reason: string): Listing {
  return { seen: false, refusal: refusalOf('bad-request', 'degraded', reason) };
}

/** What keeps the portal from the whole cluster, and not from one kind of objects alone. */
function isOfTheCluster({ kind }: Refusal): boolean {
  return kind === 'login-refused' || kind === 'down' || kind === 'too-many';
}

/**
 * Reads all pages of a list. A kind that may not be read, is too large or comes in a form that
 * is not known is not seen, and one that the cluster does not have is empty.
 *
 * @param ask - asks for a path of the API
 * @throws KubernetesError where the cluster as a whole gives no answer: then there is no list
 */
export async function listObjects(
  question: ListQuestion,
  ask: (path: string) => Promise<KubernetesAnswer>,
): Promise<Listing> {
  const items: RawObject[] = [];
  let next: string | null = null;
  for (let page = 0; page < question.maxPages; page += 1) {
    let answer: KubernetesAnswer;
    try {
      answer = await ask(addressOf(question, next));
    } catch (error) {
      if (error instanceof TooLargeError) {
        return unseen(`The list ${question.path} is too large.`);
      }
      throw error;
    }
    const refusal = refusalOfProxy(answer.status, answer.text);
    if (refusal?.kind === 'not-installed') {
      return { seen: true, items: [], installed: false };
    }
    if (refusal && isOfTheCluster(refusal)) {
      throw new KubernetesError(refusal);
    }
    if (refusal) {
      return { seen: false, refusal };
    }
    const list = listSchema.safeParse(parseJson(answer.text));
    if (!list.success) {
      return unseen(
        `The list ${question.path} comes in a form that is not known.`,
      );
    }
    items.push(...(list.data.items ?? []));
    next = list.data.metadata?.continue || null;
    if (next === null) {
      return { seen: true, items, installed: true };
    }
  }
  return unseen(
    `The list ${question.path} has more than the ${
      question.maxPages * PAGE_SIZE
    } objects that are read.`,
  );
}

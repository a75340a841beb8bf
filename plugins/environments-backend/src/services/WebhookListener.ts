import { EventParams } from '@backstage/plugin-events-node';
import { z } from 'zod/v4';
import { RepositoryConfig } from '../config/readEnvironmentsConfig';

/** The topics of the events that concern environments. */
export const WEBHOOK_TOPICS = ['github.push', 'github.pull_request'];

const repositorySchema = z.object({ full_name: z.string() });
const pushSchema = z.object({ ref: z.string(), repository: repositorySchema });
const pullRequestSchema = z.object({
  pull_request: z.object({
    head: z.object({ ref: z.string() }),
    base: z.object({ ref: z.string() }),
  }),
  repository: repositorySchema,
});

const REMEMBERED_DELIVERIES = 1_000;

/** What the listener sets in motion. */
export interface WebhookListenerOptions {
  repository: RepositoryConfig;
  /** Called when the branch that counts has moved. */
  onPush: () => void;
  /** Called with each change whose pull request somebody did something with. */
  onPullRequest: (changeId: string) => void;
}

/** Listens to what the Git host tells, once for each delivery. */
export class WebhookListener {
  readonly #options: WebhookListenerOptions;
  readonly #deliveries = new Set<string>();

  static create(options: WebhookListenerOptions): WebhookListener {
    return new WebhookListener(options);
  }

  private constructor(options: WebhookListenerOptions) {
    this.#options = options;
  }

  /** Takes an event; what is not about the repository is nobody's business here. */
  async onEvent({ topic, eventPayload, metadata }: EventParams): Promise<void> {
    const delivery = metadata?.['x-github-delivery'];
    if (typeof delivery === 'string' && !this.#isFirst(delivery)) return;
    if (topic === 'github.push') this.#onPush(eventPayload);
    else this.#onPullRequest(eventPayload);
  }

  #onPush(payload: unknown): void {
    const { repository, onPush } = this.#options;
    const push = pushSchema.safeParse(payload);
    if (
      push.success &&
      this.#isOurs(push.data.repository.full_name) &&
      push.data.ref === `refs/heads/${repository.branch}`
    ) {
      onPush();
    }
  }

  #onPullRequest(payload: unknown): void {
    const event = pullRequestSchema.safeParse(payload);
    if (!event.success || !this.#isOurs(event.data.repository.full_name)) {
      return;
    }
    const [, changeId] =
      /^portico\/([0-9a-f-]{36})$/.exec(event.data.pull_request.head.ref) ?? [];
    if (changeId) this.#options.onPullRequest(changeId);
  }

  #isOurs(fullName: string): boolean {
    const { owner, repo } = this.#options.repository;
    return fullName.toLowerCase() === `${owner}/${repo}`.toLowerCase();
  }

  #isFirst(delivery: string): boolean {
    if (this.#deliveries.has(delivery)) return false;
    this.#deliveries.add(delivery);
    if (this.#deliveries.size > REMEMBERED_DELIVERIES) {
      const [oldest] = this.#deliveries;
      this.#deliveries.delete(oldest);
    }
    return true;
  }
}

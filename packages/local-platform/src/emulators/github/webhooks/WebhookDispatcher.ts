import { setTimeout as sleep } from 'node:timers/promises';
import { types } from 'node:util';
import { FaultInjector } from '../faults/FaultInjector';
import { formatTime } from '../git/gitObjects';
import { Logger } from '../Logger';
import { RepositoryEvent } from '../store/events';
import { RepositoryHost } from '../store/RepositoryHost';
import { ViewContext } from '../views/repositoryJson';
import { Delivery, DeliveryLog } from './DeliveryLog';
import { webhookPayload } from './payloads';
import {
  prepareDelivery,
  PreparedDelivery,
  WebhookTarget,
} from './prepareDelivery';

/** A webhook that hears of every repository. */
export interface GlobalWebhook {
  url: string;
  secret: string;
}

/** What the dispatcher works with. */
export interface WebhookDispatcherOptions {
  views: ViewContext;
  host: RepositoryHost;
  faults: FaultInjector;
  log: DeliveryLog;
  globalHook: GlobalWebhook | undefined;
  clock: () => Date;
  logger: Logger;
  /** How long it waits before each further attempt. */
  retryDelaysMs?: readonly number[];
}

const ATTEMPT_TIMEOUT_MS = 10_000;
const RETRY_DELAYS_MS = [200, 1_000, 5_000];
const GLOBAL_EVENTS = new Set(['push', 'pull_request', 'status']);

/**
 * Sends webhooks, in the order in which things happened and a few times until
 * the receiver takes them. GitHub itself tries once; here the receiver is a
 * portal that may be starting.
 */
export class WebhookDispatcher {
  readonly #options: WebhookDispatcherOptions;
  readonly #stopped = new AbortController();
  readonly #chains = new Map<string, Promise<void>>();
  #queue: Promise<void> = Promise.resolve();

  constructor(options: WebhookDispatcherOptions) {
    this.#options = options;
  }

  /** Takes an event on; the delivery happens later. */
  publish(event: RepositoryEvent): void {
    this.#queue = this.#queue
      .then(() => this.#deliverEvent(event))
      .catch(error => {
        const { owner, name } = event.repository;
        this.#options.logger.warn(
          `Webhook ${event.type} of ${owner}/${name} was not sent: ${error}`,
        );
      });
  }

  /** Sends once more what was sent before. */
  redeliver(delivery: Delivery): void {
    this.#enqueue(delivery.url, () => this.#send(delivery, true));
  }

  /** Resolves when nothing is left to send. */
  async idle(): Promise<void> {
    await this.#queue;
    await Promise.all(this.#chains.values());
  }

  /** Gives up what is still to be sent, and notes it as failed. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.idle();
  }

  /** One receiver gets its webhooks in order; a slow one holds up no other. */
  #enqueue(url: string, task: () => Promise<void>): void {
    const before = this.#chains.get(url) ?? Promise.resolve();
    const after = before.then(task).catch(error => {
      this.#options.logger.warn(`Webhook to ${url} was not noted: ${error}`);
    });
    this.#chains.set(url, after);
  }

  async #deliverEvent(event: RepositoryEvent): Promise<void> {
    const targets = this.#targets(event);
    const { owner, name } = event.repository;
    const git = this.#options.host.find(owner, name)?.git;
    if (targets.length === 0 || !git) {
      return;
    }
    const payload = await webhookPayload(this.#options.views, git, event);
    for (const target of targets) {
      this.#enqueue(target.url, () => this.#deliver(event, target, payload));
    }
  }

  async #deliver(
    event: RepositoryEvent,
    target: WebhookTarget,
    payload: Record<string, unknown>,
  ): Promise<void> {
    const prepared = prepareDelivery(event, target, payload);
    const fault = this.#options.faults.takeForWebhook(event.type);
    if (fault === 'drop-webhook') {
      await this.#note(prepared, {
        attempts: 0,
        outcome: 'dropped',
        reason: 'a fault was asked for',
      });
      return;
    }
    await this.#send(prepared, false);
    if (fault === 'double-webhook') {
      await this.#send(prepared, true);
    }
  }

  #targets(event: RepositoryEvent): WebhookTarget[] {
    const { globalHook, host } = this.#options;
    const { owner, name } = event.repository;
    // Hooks as they are now: a ping goes to one that was just made.
    const hooks = host.find(owner, name)?.state.hooks ?? [];
    const targets: WebhookTarget[] = hooks
      .filter(hook =>
        event.type === 'ping'
          ? hook.id === event.hookId
          : hook.active &&
            (hook.events.includes('*') || hook.events.includes(event.type)),
      )
      .map(({ id, url, secret, contentType }) => ({
        hookId: id,
        url,
        secret,
        form: contentType === 'form',
      }));
    if (globalHook && GLOBAL_EVENTS.has(event.type)) {
      targets.push({ hookId: null, ...globalHook, form: false });
    }
    return targets;
  }

  async #send(prepared: PreparedDelivery, redelivery: boolean): Promise<void> {
    const started = performance.now();
    const delays = this.#options.retryDelaysMs ?? RETRY_DELAYS_MS;
    for (let attempts = 1; ; attempts += 1) {
      const answer = await this.#attempt(prepared);
      const delayMs = delays[attempts - 1];
      const over = delayMs === undefined || this.#stopped.signal.aborted;
      if (!answer.retry || over) {
        await this.#note(prepared, {
          redelivery,
          attempts,
          outcome: answer.reason === null ? 'delivered' : 'failed',
          statusCode: answer.statusCode,
          reason: answer.reason,
          durationMs: Math.round(performance.now() - started),
        });
        return;
      }
      await sleep(delayMs, undefined, { signal: this.#stopped.signal }).catch(
        () => {},
      );
    }
  }

  async #attempt({ url, headers, body }: PreparedDelivery): Promise<{
    statusCode: number | null;
    reason: string | null;
    retry: boolean;
  }> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.any([
          this.#stopped.signal,
          AbortSignal.timeout(ATTEMPT_TIMEOUT_MS),
        ]),
      });
      await response.body?.cancel();
      const { status } = response;
      const reason = response.ok ? null : `the receiver answered ${status}`;
      return { statusCode: status, reason, retry: isTransient(status) };
    } catch (error) {
      return { statusCode: null, reason: reasonOf(error), retry: true };
    }
  }

  async #note(
    prepared: PreparedDelivery,
    outcome: Partial<Delivery> & Pick<Delivery, 'attempts' | 'outcome'>,
  ): Promise<void> {
    await this.#options.log.add({
      redelivery: false,
      statusCode: null,
      reason: null,
      durationMs: 0,
      ...prepared,
      deliveredAt: formatTime(this.#options.clock()),
      ...outcome,
    });
  }
}

/** What fetch hides behind "fetch failed". */
function reasonOf(error: unknown): string {
  const cause = types.isNativeError(error) ? error.cause ?? error : error;
  if (!types.isNativeError(cause)) {
    return String(cause);
  }
  return cause.message || ('code' in cause ? String(cause.code) : cause.name);
}

/** Whether a receiver that answers so may take the webhook a moment later; 404 is a portal that still starts. */
function isTransient(status: number): boolean {
  return status >= 500 || status === 404 || status === 429;
}

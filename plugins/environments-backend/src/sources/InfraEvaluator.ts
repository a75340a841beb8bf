import { createInfraClient, InfraClient } from '@portico/infra';
import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { EnvironmentEvaluator, Evaluation } from './EnvironmentEvaluator';

/** Judges environments with the platform's own infrastructure code, in its worker thread. */
export class InfraEvaluator implements EnvironmentEvaluator {
  readonly #client: InfraClient;

  static create(client: InfraClient = createInfraClient()): InfraEvaluator {
    return new InfraEvaluator(client);
  }

  private constructor(client: InfraClient) {
    this.#client = client;
  }

  async evaluate(request: {
    spec: EnvironmentSpec;
    against?: EnvironmentSpec;
    signal?: AbortSignal;
  }): Promise<Evaluation> {
    const outcome = await this.#client.evaluate(request);
    if (outcome.status === 'unavailable') {
      const { status, message, reason } = outcome;
      return { status, reason: message, busy: reason === 'busy' };
    }
    const { status, estimate, againstEstimate, plan, findings } = outcome;
    return { status, estimate, againstEstimate, plan, findings };
  }

  warmUp(): void {
    this.#client.warmUp();
  }

  async stop(): Promise<void> {
    await this.#client.stop();
  }
}

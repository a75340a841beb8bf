import {
  EnvironmentSpec,
  Estimate,
  Plan,
  PolicyFinding,
} from '@portico/plugin-environments-common';
import {
  EnvironmentEvaluator,
  Evaluation,
} from '../sources/EnvironmentEvaluator';

/** An estimate of one line. */
export function anEstimate(monthly = '239.07'): Estimate {
  return {
    currency: 'USD',
    region: 'us-west-2',
    asOf: '2026-11-01',
    total: { monthly, atLeast: true },
    lines: [
      {
        address: 'aws_eks_cluster.cluster',
        resourceType: 'aws_eks_cluster',
        module: 'cluster',
        component: 'Cluster hours',
        kind: 'fixed',
        quantity: '730',
        unit: 'hours',
        price: '0.10',
        monthly,
      },
      {
        address: 'aws_nat_gateway.nat',
        resourceType: 'aws_nat_gateway',
        module: 'network',
        component: 'Data processed',
        kind: 'usage-dependent',
        quantity: null,
        unit: 'GB',
        price: '0.045',
        monthly: null,
      },
    ],
  };
}

/** A plan that adds one cluster. */
export function aPlan(): Plan {
  const summary = { add: 1, change: 0, replace: 0, destroy: 0 };
  return {
    basis: 'structural',
    summary,
    modules: [
      {
        module: 'cluster',
        ...summary,
        resources: [
          {
            address: 'aws_eks_cluster.cluster',
            resourceType: 'aws_eks_cluster',
            action: 'add',
            dataLoss: false,
          },
        ],
      },
    ],
  };
}

/** An evaluation that finds nothing wrong. */
export function anEvaluation(
  options: { monthly?: string; findings?: PolicyFinding[] } = {},
): Evaluation {
  return {
    status: 'ok',
    estimate: anEstimate(options.monthly),
    againstEstimate: null,
    plan: aPlan(),
    findings: options.findings ?? [],
  };
}

/** An evaluator that answers with what it is told to. */
export class FakeEvaluator implements EnvironmentEvaluator {
  answer: (request: {
    spec: EnvironmentSpec;
    against?: EnvironmentSpec;
    signal?: AbortSignal;
  }) => Evaluation | Promise<Evaluation> = () => anEvaluation();
  calls = 0;

  async evaluate(request: {
    spec: EnvironmentSpec;
    against?: EnvironmentSpec;
    signal?: AbortSignal;
  }): Promise<Evaluation> {
    this.calls += 1;
    const evaluation = await this.answer(request);
    return evaluation.status === 'ok' && request.against
      ? { ...evaluation, againstEstimate: evaluation.estimate }
      : evaluation;
  }

  warmUp(): void {}

  async stop(): Promise<void> {}
}

import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { EnvironmentEvaluator } from './EnvironmentEvaluator';
import { InfraEvaluator } from './InfraEvaluator';

/** What judges environments: the platform's own infrastructure code. */
export const evaluatorServiceRef = createServiceRef<EnvironmentEvaluator>({
  id: 'environments.evaluator',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { lifecycle: coreServices.lifecycle },
      factory: ({ lifecycle }) => {
        const evaluator = InfraEvaluator.create();
        lifecycle.addShutdownHook(() => evaluator.stop());
        return evaluator;
      },
    }),
});

import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { promotionRequestSchema } from '@portico/plugin-deployments-common';
import type express from 'express';
import Router from 'express-promise-router';
import { audited } from '../router/audited';
import { readInput } from '../services/readInput';
import type { PromotionService } from './PromotionService';

/** `/promotions`: people ask for another version in an environment. */
export function promotionsRouter(options: {
  /** Undefined where this portal promotes nothing. */
  promotions: PromotionService | undefined;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
}): express.Router {
  const { promotions, httpAuth, auditor } = options;
  const router = Router();
  router.post('/promotions', async (req, res) => {
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    if (!promotions) {
      throw new NotFoundError(
        'This portal promotes nothing: deployments.promotions.repository is not set',
      );
    }
    const request = readInput(promotionRequestSchema, req.body);
    const { entityRef, environment, version } = request;
    const promotion = await audited(
      auditor,
      req,
      {
        eventId: 'promotion-request',
        meta: { entityRef, environment, version },
      },
      () =>
        promotions.promote(request, {
          userEntityRef: credentials.principal.userEntityRef,
          credentials,
        }),
    );
    res.status(201).json(promotion);
  });
  return router;
}

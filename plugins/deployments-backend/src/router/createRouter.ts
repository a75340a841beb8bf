import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express, { type RequestHandler } from 'express';
import Router from 'express-promise-router';
import type { PromotionService } from '../promotions/PromotionService';
import { promotionsRouter } from '../promotions/promotionsRouter';
import type { Services } from '../services/createServices';
import { deploymentsRouter } from './deploymentsRouter';
import { eventsRouter } from './eventsRouter';
import { incidentsRouter } from './incidentsRouter';
import type { RequestReader } from './RequestReader';
import { sourcesRouter } from './sourcesRouter';

/** What the router works with. */
export interface RouterOptions {
  services: Services;
  reader: RequestReader;
  auditor: AuditorService;
  /** Undefined where this portal promotes nothing. */
  promotions: PromotionService | undefined;
  httpAuth: HttpAuthService;
}

const BODY_LIMIT = '64kb';

/** No address here has a NUL in it, and PostgreSQL takes none. */
const refuseNul: RequestHandler = (req, _res, next) => {
  next(
    /%00|\0/.test(req.url)
      ? new InputError('The address has a NUL character')
      : undefined,
  );
};

/** The HTTP interface of the plugin, one router a resource. */
export function createRouter(options: RouterOptions): express.Router {
  const { services, reader, auditor, promotions, httpAuth } = options;
  const { events, incidents, sources } = services;
  const router = Router();
  router.use(refuseNul);
  router.use(eventsRouter({ events, reader, auditor }));
  router.use(express.json({ limit: BODY_LIMIT }));
  router.use(deploymentsRouter({ ...services, reader }));
  router.use(incidentsRouter({ incidents, reader, auditor }));
  router.use(promotionsRouter({ promotions, httpAuth, auditor }));
  router.use(sourcesRouter({ sources, reader }));
  return router;
}

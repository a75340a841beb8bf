import {
  AuditorService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express, { ErrorRequestHandler, RequestHandler } from 'express';
import Router from 'express-promise-router';
import { BusyError } from '../services/BusyError';
import { Services } from '../services/createServices';
import { changesRouter } from './changesRouter';
import { environmentsRouter } from './environmentsRouter';
import { pipelineRunsRouter } from './pipelineRunsRouter';
import { previewRouter } from './previewRouter';
import { RequestReader } from './RequestReader';
import { sourcesRouter } from './sourcesRouter';
import { timelineRouter } from './timelineRouter';

/** What the router works with. */
export interface RouterOptions {
  services: Services;
  reader: RequestReader;
  permissions: PermissionsService;
  auditor: AuditorService;
}

/** Plans of large environments are what pipelines send; people send specs. */
const RUN_LIMIT = '5mb';
const BODY_LIMIT = '256kb';

const tellWhenToComeAgain: ErrorRequestHandler = (error, _req, res, next) => {
  if (error instanceof BusyError) {
    res.set('Retry-After', String(error.retryAfterSeconds));
  }
  next(error);
};

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
  const { services, reader, permissions, auditor } = options;
  const { preview, intake, changes, environments, runs, sources, timeline } =
    services;
  const router = Router();
  router.use(refuseNul);
  router.use(
    '/environments/:name/pipeline-runs',
    express.json({ limit: RUN_LIMIT }),
  );
  router.use(express.json({ limit: BODY_LIMIT }));
  router.use(previewRouter({ preview, reader }));
  router.use(changesRouter({ intake, changes, reader, auditor }));
  router.use(environmentsRouter({ environments, reader }));
  router.use(
    pipelineRunsRouter({ runs, environments, permissions, reader, auditor }),
  );
  router.use(sourcesRouter({ sources, reader }));
  router.use(timelineRouter({ timeline, reader }));
  router.use(tellWhenToComeAgain);
  return router;
}

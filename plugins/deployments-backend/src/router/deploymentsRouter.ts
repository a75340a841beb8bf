import {
  deploymentListQuerySchema,
  doraQuerySchema,
  matrixQuerySchema,
  overviewQuerySchema,
} from '@portico/plugin-deployments-common';
import { timelineQuerySchema } from '@portico/plugin-timeline-common';
import type express from 'express';
import Router from 'express-promise-router';
import type { DeploymentService } from '../services/DeploymentService';
import type { DoraService } from '../services/DoraService';
import type { MatrixService } from '../services/MatrixService';
import type { TimelineService } from '../services/TimelineService';
import { readQuery } from './readQuery';
import type { RequestReader } from './RequestReader';

/** What is read of deployments; machines may read it too. */
export function deploymentsRouter(options: {
  deployments: DeploymentService;
  matrix: MatrixService;
  dora: DoraService;
  timeline: TimelineService;
  reader: RequestReader;
}): express.Router {
  const { deployments, matrix, dora, timeline, reader } = options;
  const router = Router();
  router.get('/deployments', async (req, res) => {
    const credentials = await reader.anybody(req);
    const query = readQuery(deploymentListQuerySchema, req);
    res.json(await deployments.list(query, credentials));
  });
  router.get('/matrix', async (req, res) => {
    const credentials = await reader.anybody(req);
    const query = readQuery(matrixQuerySchema, req);
    res.json(await matrix.matrix(query, credentials));
  });
  router.get('/overview', async (req, res) => {
    const credentials = await reader.anybody(req);
    const query = readQuery(overviewQuerySchema, req);
    res.json(await matrix.overview(query, credentials));
  });
  router.get('/dora', async (req, res) => {
    const credentials = await reader.anybody(req);
    const query = readQuery(doraQuerySchema, req);
    res.json(await dora.report(query, credentials));
  });
  router.get('/timeline', async (req, res) => {
    const credentials = await reader.anybody(req);
    const query = readQuery(timelineQuerySchema, req);
    res.json(await timeline.list(query, credentials));
  });
  return router;
}

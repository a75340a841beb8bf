import express from 'express';
import Router from 'express-promise-router';
import { EnvironmentService } from '../services/EnvironmentService';
import { RequestReader } from './RequestReader';

/** `/environments`: what there is. Machines may read it too, such as the catalog. */
export function environmentsRouter(options: {
  environments: EnvironmentService;
  reader: RequestReader;
}): express.Router {
  const { environments, reader } = options;
  const router = Router();
  router.get('/environments', async (req, res) => {
    res.json(await environments.list(await reader.anybody(req)));
  });
  router.get('/environments/:name', async (req, res) => {
    const credentials = await reader.anybody(req);
    res.json(await environments.get(req.params.name, credentials));
  });
  router.get('/environments/:name/outputs', async (req, res) => {
    const credentials = await reader.anybody(req);
    res.json(await environments.listOutputs(req.params.name, credentials));
  });
  return router;
}

import express from 'express';
import Router from 'express-promise-router';
import { SourceService } from '../services/SourceService';
import { RequestReader } from './RequestReader';

/** `/sources`: how the far ends do, and asking one of them now. */
export function sourcesRouter(options: {
  sources: SourceService;
  reader: RequestReader;
}): express.Router {
  const { sources, reader } = options;
  const router = Router();
  router.get('/sources', async (req, res) => {
    await reader.anybody(req);
    res.json({ items: await sources.list() });
  });
  router.post('/sources/:id/test', async (req, res) => {
    await reader.anybody(req);
    res.json(await sources.test(req.params.id));
  });
  return router;
}

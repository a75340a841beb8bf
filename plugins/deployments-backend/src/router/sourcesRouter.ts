import type express from 'express';
import Router from 'express-promise-router';
import type { SourceService } from '../services/SourceService';
import type { RequestReader } from './RequestReader';

/** `GET /sources`: how the far ends do. */
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
  return router;
}

import { previewRequestSchema } from '@portico/plugin-environments-common';
import express from 'express';
import Router from 'express-promise-router';
import { PreviewService } from '../services/PreviewService';
import { readInput } from './readInput';
import { RequestReader, signalOf } from './RequestReader';

/** `POST /preview`: what an environment would cost, do and need. */
export function previewRouter(options: {
  preview: PreviewService;
  reader: RequestReader;
}): express.Router {
  const { preview, reader } = options;
  const router = Router();
  router.post('/preview', async (req, res) => {
    const requester = await reader.person(req);
    const request = readInput(previewRequestSchema, req.body);
    res.json(await preview.preview(request, requester, signalOf(res)));
  });
  return router;
}

import { timelineQuerySchema } from '@portico/plugin-timeline-common';
import express from 'express';
import Router from 'express-promise-router';
import { TimelineService } from '../services/timeline/TimelineService';
import { readInput } from './readInput';
import { RequestReader } from './RequestReader';

/** `/timeline`: what happened to environments, for the people whom it concerns. */
export function timelineRouter(options: {
  timeline: TimelineService;
  reader: RequestReader;
}): express.Router {
  const { timeline, reader } = options;
  const router = Router();
  router.get('/timeline', async (req, res) => {
    const requester = await reader.person(req);
    const query = readInput(timelineQuerySchema, req.query);
    res.json(await timeline.read(query, requester));
  });
  return router;
}

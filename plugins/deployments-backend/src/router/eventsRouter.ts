import type { AuditorService } from '@backstage/backend-plugin-api';
import { deploymentsEventsCreatePermission } from '@portico/plugin-deployments-common';
import express, { type Request } from 'express';
import Router from 'express-promise-router';
import type { EventService } from '../services/EventService';
import { audited } from './audited';
import { MediaTypeError } from './MediaTypeError';
import type { RequestReader } from './RequestReader';

/** A deployment may bring 5,000 commits, each of some 100 characters. */
const EVENT_LIMIT = '1mb';

/** A plain event, and a CloudEvent around it; a batch of them is another type. */
const MEDIA_TYPES = ['application/json', 'application/cloudevents+json'];

/** A CloudEvent in binary mode: the body is the event, and headers are around it. */
function eventIn(req: Request): unknown {
  const specversion = req.get('ce-specversion');
  return specversion === undefined
    ? req.body
    : { specversion, type: req.get('ce-type'), data: req.body };
}

/** `POST /events`: pipelines tell of deployments, by CDEvents. */
export function eventsRouter(options: {
  events: EventService;
  reader: RequestReader;
  auditor: AuditorService;
}): express.Router {
  const { events, reader, auditor } = options;
  const router = Router();
  router.post(
    '/events',
    async (req, res, next) => {
      const { principal } = await reader.machineWith(
        req,
        deploymentsEventsCreatePermission,
      );
      if (!req.is(MEDIA_TYPES)) {
        throw new MediaTypeError(
          `The body must be one event, as ${MEDIA_TYPES.join(' or ')}`,
        );
      }
      res.locals.subject = principal.subject;
      next();
    },
    // Only who may tell of anything may make the portal read a large body.
    express.json({ limit: EVENT_LIMIT, type: MEDIA_TYPES }),
    async (req, res) => {
      const meta = { reportedBy: String(res.locals.subject) };
      const accepted = await audited(
        auditor,
        req,
        { eventId: 'event-take', meta },
        () => events.take(eventIn(req)),
      );
      res.status(accepted.duplicate ? 200 : 202).json(accepted);
    },
  );
  return router;
}

import { AuditorService } from '@backstage/backend-plugin-api';
import {
  changeListQuerySchema,
  createChangeRequestSchema,
  decisionRequestSchema,
} from '@portico/plugin-environments-common';
import express, { Request } from 'express';
import Router from 'express-promise-router';
import { ChangeIntake } from '../services/ChangeIntake';
import { ChangeService } from '../services/ChangeService';
import { audited } from './audited';
import { readInput } from './readInput';
import { RequestReader } from './RequestReader';

/** `/changes`: requests for changes, and decisions on them. */
export function changesRouter(options: {
  intake: ChangeIntake;
  changes: ChangeService;
  reader: RequestReader;
  auditor: AuditorService;
}): express.Router {
  const { intake, changes, reader, auditor } = options;
  const router = Router();

  router.post('/changes', async (req, res) => {
    const requester = await reader.person(req);
    const input = readInput(createChangeRequestSchema, req.body);
    const meta = { kind: input.kind, name: input.name };
    const { change, created } = await audited(
      auditor,
      req,
      { eventId: 'change-create', meta },
      () => intake.request(input, requester),
    );
    const body = await changes.show(change, requester);
    res.status(created ? 201 : 200).json(body);
  });

  router.get('/changes', async (req, res) => {
    const requester = await reader.person(req);
    const query = readInput(changeListQuerySchema, req.query);
    res.json(await changes.list(query, requester));
  });

  router.get('/changes/:id', async (req, res) => {
    const requester = await reader.person(req);
    res.json(await changes.get(req.params.id, requester));
  });

  const decision = (
    action: string,
    decide: (req: Request, comment?: string) => Promise<unknown>,
  ) =>
    router.post(`/changes/:id/${action}`, async (req, res) => {
      const { comment } = readInput(decisionRequestSchema, req.body ?? {});
      const meta = { id: req.params.id };
      const eventId = `change-${action}`;
      res.json(
        await audited(auditor, req, { eventId, meta }, () =>
          decide(req, comment),
        ),
      );
    });
  decision('approve', async (req, comment) =>
    changes.decide(
      req.params.id,
      'approved',
      comment,
      await reader.person(req),
    ),
  );
  decision('reject', async (req, comment) =>
    changes.decide(
      req.params.id,
      'rejected',
      comment,
      await reader.person(req),
    ),
  );
  decision('withdraw', async (req, comment) =>
    changes.withdraw(req.params.id, comment, await reader.person(req)),
  );
  return router;
}

import { AuditorService } from '@backstage/backend-plugin-api';
import {
  changeListQuerySchema,
  ChangeRequest,
  createChangeRequestSchema,
  decisionRequestSchema,
} from '@portico/plugin-environments-common';
import express from 'express';
import Router from 'express-promise-router';
import { ChangeIntake } from '../services/ChangeIntake';
import { ChangeService } from '../services/ChangeService';
import { Requester } from '../services/Requester';
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
    decide: (
      id: string,
      comment: string | undefined,
      requester: Requester,
    ) => Promise<ChangeRequest>,
  ) =>
    router.post(`/changes/:id/${action}`, async (req, res) => {
      const requester = await reader.person(req);
      const { comment } = readInput(decisionRequestSchema, req.body ?? {});
      const { id } = req.params;
      const event = { eventId: `change-${action}`, meta: { id } };
      const body = await audited(auditor, req, event, () =>
        decide(id, comment, requester),
      );
      res.json(body);
    });
  decision('approve', (id, comment, requester) =>
    changes.decide(id, 'approved', comment, requester),
  );
  decision('reject', (id, comment, requester) =>
    changes.decide(id, 'rejected', comment, requester),
  );
  decision('withdraw', (id, comment, requester) =>
    changes.withdraw(id, comment, requester),
  );
  return router;
}

import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  deploymentsIncidentsCreatePermission,
  reportIncidentSchema,
} from '@portico/plugin-deployments-common';
import type express from 'express';
import Router from 'express-promise-router';
import { incidentListQuerySchema } from '../services/incidentListQuery';
import type { IncidentService } from '../services/IncidentService';
import { readInput } from '../services/readInput';
import { audited } from './audited';
import { readQuery } from './readQuery';
import type { RequestReader } from './RequestReader';

/** `/incidents`: people and machines tell of them, and read them. */
export function incidentsRouter(options: {
  incidents: IncidentService;
  reader: RequestReader;
  auditor: AuditorService;
}): express.Router {
  const { incidents, reader, auditor } = options;
  const router = Router();
  router.get('/incidents', async (req, res) => {
    const credentials = await reader.anybody(req);
    const query = readQuery(incidentListQuerySchema, req);
    res.json(await incidents.list(query, credentials));
  });
  router.post('/incidents', async (req, res) => {
    const reporter = await reader.reporterWith(
      req,
      deploymentsIncidentsCreatePermission,
    );
    const report = readInput(reportIncidentSchema, req.body);
    const { id, entityRef } = report;
    const { incident, replaced } = await audited(
      auditor,
      req,
      { eventId: 'incident-report', meta: { id, entityRef } },
      () => incidents.report(report, reporter),
    );
    res.status(replaced ? 200 : 201).json(incident);
  });
  return router;
}

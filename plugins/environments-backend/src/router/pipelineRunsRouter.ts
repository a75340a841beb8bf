import {
  AuditorService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  environmentsRunsReportPermission,
  pipelineRunReportSchema,
} from '@portico/plugin-environments-common';
import express from 'express';
import Router from 'express-promise-router';
import { EnvironmentService } from '../services/EnvironmentService';
import { PipelineRunService } from '../services/PipelineRunService';
import { audited } from './audited';
import { readInput } from './readInput';
import { RequestReader } from './RequestReader';

/** `/environments/:name/pipeline-runs`: pipelines report, people read. */
export function pipelineRunsRouter(options: {
  runs: PipelineRunService;
  environments: EnvironmentService;
  permissions: PermissionsService;
  reader: RequestReader;
  auditor: AuditorService;
}): express.Router {
  const { runs, environments, permissions, reader, auditor } = options;
  const router = Router();
  const path = '/environments/:name/pipeline-runs';

  router.post(path, async (req, res) => {
    const credentials = await reader.machine(req);
    const [{ result }] = await permissions.authorize(
      [{ permission: environmentsRunsReportPermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `This token lacks the permission ${environmentsRunsReportPermission.name}`,
      );
    }
    const report = readInput(pipelineRunReportSchema, req.body);
    const { name } = req.params;
    const meta = { name, run: report.id, status: report.status };
    const reportedBy = credentials.principal.subject;
    res.json(
      await audited(auditor, req, { eventId: 'run-report', meta }, () =>
        runs.report(name, report, reportedBy),
      ),
    );
  });

  router.get(path, async (req, res) => {
    const credentials = await reader.anybody(req);
    const items = await environments.listRuns(req.params.name, credentials);
    res.json({ items });
  });
  return router;
}

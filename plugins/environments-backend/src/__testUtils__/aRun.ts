import { StoredRun } from '../database/PipelineRunStore';

/** A run of the pipeline that applied dev and ended well. */
export function aRun(fields: Partial<StoredRun> = {}): StoredRun {
  return {
    id: 'run-1',
    environment: 'dev',
    operation: 'apply',
    status: 'succeeded',
    startedAt: '2026-11-25T10:00:00.000Z',
    finishedAt: '2026-11-25T10:14:00.000Z',
    commit: null,
    changeId: null,
    actor: 'terraform',
    url: null,
    summary: null,
    modules: [],
    outputs: [],
    leftovers: [],
    message: null,
    origin: 'live',
    reportedBy: 'external:pipeline',
    receivedAt: '2026-11-25T10:14:01.000Z',
    ...fields,
  };
}

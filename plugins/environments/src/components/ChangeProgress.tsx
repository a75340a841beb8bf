import type {
  ChangeRequest,
  ProgressStep,
} from '@portico/plugin-environments-common';
import { openApprovals } from '../form/approvalWords';
import { progressOf } from '../form/changeProgressOf';
import { listWords, refName } from '../format/refs';
import { useLinks } from '../hooks/useLinks';
import { ProgressLine, type StepDetail } from './ProgressLine';

function waitsFor({ approvals }: ChangeRequest): string | undefined {
  const groups = openApprovals(approvals).map(({ group }) => refName(group));
  return groups.length > 0 ? `waits for ${listWords(groups)}` : undefined;
}

/** The progress line of a change; its task and its pull request are links on it. */
export const ChangeProgress = ({
  change,
  pipelineConnected,
}: {
  change: ChangeRequest;
  /** Undefined while that is not known. */
  pipelineConnected: boolean | undefined;
}) => {
  const links = useLinks();
  const { taskId, pullRequest } = change;
  const details: Partial<Record<ProgressStep, StepDetail>> = {
    requested: taskId ? { href: links.task(taskId) } : undefined,
    approved: { word: waitsFor(change) },
    'pull-request': pullRequest
      ? { href: pullRequest.url, isExternal: true }
      : undefined,
  };
  return (
    <ProgressLine
      entries={progressOf(change, pipelineConnected)}
      details={details}
    />
  );
};

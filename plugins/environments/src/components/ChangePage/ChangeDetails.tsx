import { Link, Text } from '@backstage/ui';
import {
  diffSpecs,
  isEstimate,
  serializeEnvironmentSpec,
  type ChangeRequest,
} from '@portico/plugin-environments-common';
import { differenceWords } from '../../format/amounts';
import { EstimateTable } from '../EstimateTable';
import { EstimateTotal } from '../EstimateTotal';
import { FindingList } from '../FindingList';
import { Fold } from '../Fold';
import { Panel } from '../Panel';
import { PlanSummary } from '../PlanSummary';
import { SpecDifferences } from '../SpecDifferences';
import { Snippet } from '../states';

const Price = ({ change }: { change: ChangeRequest }) => {
  const { estimate, estimateBefore, after } = change;
  if (!estimate) return null;
  const difference = differenceWords(estimateBefore, estimate);
  return (
    <Panel title="Price">
      {difference && (
        <Text as="p" variant="title-x-small" weight="bold">
          {`Compared with before: ${difference}`}
        </Text>
      )}
      <EstimateTotal estimate={estimate} ttl={after?.spec.ttl} />
      {isEstimate(estimate) && <EstimateTable estimate={estimate} />}
    </Panel>
  );
};

/** The pull request of a change, as a link. */
export const PullRequestLink = ({
  pullRequest,
}: {
  pullRequest: NonNullable<ChangeRequest['pullRequest']>;
}) => (
  <Link href={pullRequest.url} target="_blank" rel="noopener noreferrer">
    {`#${pullRequest.number} (${pullRequest.state})`}
  </Link>
);

/** What a change was asked with: differences, price, plan, policy and the file. */
export const ChangeDetails = ({ change }: { change: ChangeRequest }) => {
  const { before, after, plan, findings, estimate } = change;
  return (
    <>
      {before && after && (
        <Panel title="What changes">
          <SpecDifferences differences={diffSpecs(before, after)} />
        </Panel>
      )}
      <Price change={change} />
      {(plan || estimate) && (
        <Panel title="Plan">
          <PlanSummary plan={plan} />
        </Panel>
      )}
      <Panel title="Policy">
        {estimate && !isEstimate(estimate) && findings.length === 0 ? (
          <p>Not checked: the plan could not be worked out.</p>
        ) : (
          <FindingList findings={findings} />
        )}
      </Panel>
      {after && (
        <Panel title="The file">
          <Fold title={`${after.metadata.name}.yaml, as it will be written`}>
            <Snippet
              label={`Content of ${after.metadata.name}.yaml`}
              text={serializeEnvironmentSpec(after)}
            />
          </Fold>
        </Panel>
      )}
    </>
  );
};
